import { beside } from "../beside.mjs";
import { removed, replaced, writtenAt } from "../text.mjs";
import { hasUnknown, settingSites } from "../world.mjs";

const settings = {
  cniExclusive: { rule: "cilium-cni-exclusive", wrong: "true", isDefaultWrong: true },
  bpfMasquerade: { rule: "cilium-bpf-masquerade", wrong: "true", isDefaultWrong: false },
  socketLbHostNamespaceOnly: { rule: "cilium-socket-lb", wrong: "false", isDefaultWrong: true },
};

/** Changes Cilium's settings under ambient. */
export function* ciliumMutations(world) {
  for (const [setting, { rule, wrong, isDefaultWrong }] of Object.entries(settings)) {
    for (const site of settingSites(world, setting)) {
      const lines = world.lines(site.file);
      const written = writtenAt(lines, site, site.value);
      if (!written || site.value === wrong) continue;
      const flipped = verdict(site, rule);
      yield { kind: `${setting} flipped`, site, note: wrong, edit: replaced(lines, written, wrong), expect: flipped };
      if (site.readers.some(({ install }) => install.tool === "rendered")) continue;
      const isSilent = isDefaultWrong ? flipped : { silence: "the default is right" };
      yield { kind: `${setting} dropped`, site, edit: removed(lines, written), expect: isSilent };
    }
  }
  yield* addedBesideExclusive(world);
  yield* routingMutations(world);
}

function verdict({ readers }, rule) {
  const ambient = readers.filter(({ cluster, install }) => cluster.ambient === true && !hasUnknown(install) && isConcerned(install, rule));
  if (ambient.length === 0) return { silence: "no ambient mesh on Cilium's cluster, or nothing that makes the setting matter" };
  return { rules: [rule], installs: ambient.map(({ install }) => install) };
}

/**
 * Sockets balance load if kube-proxy is replaced, or if that is enabled explicitly. The chart omits `exclusive` if it does not
 * write a configuration.
 */
function isConcerned(install, rule) {
  const { values, effective, tool } = install;
  if (rule === "cilium-socket-lb") return isReplacing(install) || values?.socketLB?.enabled === true || effective?.socketLb === true;
  if (rule !== "cilium-cni-exclusive" || tool === "rendered") return true;
  return !/^true$/.test(String(values?.cni?.customConf)) && !/^false$/.test(String(values?.cni?.install));
}

function isReplacing({ effective }) {
  return /^(true|strict)$/.test(String(effective?.kubeProxyReplacement));
}

/** Removes legacy routing, which keeps BPF host routing off; if BPF masquerading is on, that is the cause instead. */
function* routingMutations(world) {
  for (const site of settingSites(world, "hostLegacyRouting")) {
    const lines = world.lines(site.file);
    const written = writtenAt(lines, site, site.value);
    const installs = site.readers.map(({ install }) => install);
    if (!written || site.value !== "true" || !installs.every((install) => isReplacing(install) && !hasUnknown(install))) continue;
    if (installs.some(({ effective }) => effective.chainingMode !== "none")) continue;
    yield { kind: "hostLegacyRouting turned off", site, edit: replaced(lines, written, "false"), expect: routingVerdict(site) };
  }
}

function routingVerdict({ readers }) {
  const ambient = readers
    .filter(({ cluster, install }) => cluster.ambient === true && isRoutedByBpf(install))
    .map(({ install }) => install);
  if (ambient.length === 0) return { silence: "not ambient, or iptables masquerades" };
  const rules = ambient.map(({ effective }) => (effective.bpfMasquerade === true ? "cilium-bpf-masquerade" : "cilium-host-routing"));
  return { rules: [...new Set(rules)], installs: ambient };
}

function isRoutedByBpf({ effective }) {
  return effective.bpfMasquerade === true || effective.ipv4Masquerade === false;
}

function* addedBesideExclusive(world) {
  for (const site of settingSites(world, "cniExclusive")) {
    const lines = world.lines(site.file);
    const written = writtenAt(lines, site, site.value);
    const installs = site.readers.map(({ install }) => install);
    if (written?.syntax !== "set" || installs.some(({ effective }) => effective?.bpfMasquerade !== false)) continue;
    const isWritten = installs.some(({ values }) => values?.bpf?.masquerade !== undefined);
    if (isWritten || /^(true)$/.test(site.value)) continue;
    yield {
      kind: "bpf.masquerade turned on",
      site,
      edit: beside(lines, written, "bpf.masquerade", "true"),
      expect: verdict(site, "cilium-bpf-masquerade"),
    };
    if (installs.some(({ effective }) => effective?.kubeProxyReplacement !== "false" || effective.socketLbHostNamespaceOnly !== false))
      continue;
    // The change would also turn on BPF host routing, or sockets are already reported.
    if (installs.some((install) => isRoutedByBpf(install) || install.effective.socketLb === true)) continue;
    const expect = site.readers.some(({ cluster }) => cluster.ambient)
      ? { rules: ["cilium-socket-lb"], installs }
      : { silence: "not ambient" };
    yield { kind: "kube-proxy replaced", site, edit: beside(lines, written, "kubeProxyReplacement", "true"), expect };
  }
}
