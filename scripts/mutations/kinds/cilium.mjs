import { beside } from "../beside.mjs";
import { removed, replaced, writtenAt } from "../text.mjs";
import { hasUnknown, settingSites } from "../world.mjs";

const settings = {
  cniExclusive: { rule: "cilium-cni-exclusive", wrong: "true", isDefaultWrong: true },
  bpfMasquerade: { rule: "cilium-bpf-masquerade", wrong: "true", isDefaultWrong: false },
  socketLbHostNamespaceOnly: { rule: "cilium-socket-lb", wrong: "false", isDefaultWrong: true },
};

/** Cilium's settings under ambient. */
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
}

function verdict({ readers }, rule) {
  const ambient = readers.filter(({ cluster, install }) => cluster.ambient === true && !hasUnknown(install) && isReplacing(install, rule));
  if (ambient.length === 0) return { silence: "no ambient mesh on Cilium's cluster, or kube-proxy is not replaced" };
  return { rules: [rule], installs: ambient.map(({ install }) => install) };
}

function isReplacing({ effective }, rule) {
  return rule !== "cilium-socket-lb" || /^(true|strict)$/.test(String(effective?.kubeProxyReplacement));
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
    const expect = site.readers.some(({ cluster }) => cluster.ambient)
      ? { rules: ["cilium-socket-lb"], installs }
      : { silence: "not ambient" };
    yield { kind: "kube-proxy replaced", site, edit: beside(lines, written, "kubeProxyReplacement", "true"), expect };
  }
}
