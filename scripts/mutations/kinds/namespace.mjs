import { admittingQuotas, needsQuota } from "../quotas.mjs";
import { commandLines, documentLines } from "../regions.mjs";
import { rewritten } from "../text.mjs";
import { isFrom, subjects } from "../world.mjs";

/** Moves istio-cni and ztunnel to another namespace. */
export function* namespaceMutations(world) {
  for (const { cluster, install } of subjects(world)) {
    if (!/^(cni|ztunnel)$/.test(install.component) || install.effective === null || install.unknown.includes("/namespace")) continue;
    if (install.tool !== "helm" && install.tool !== "sail") continue;
    const target = install.namespace === "kube-system" ? "istio-system" : "mesh-nodes";
    const place = writtenNamespace(world, install);
    if (!place) continue;
    const lines = world.lines(install.file);
    const edit = rewritten(
      lines,
      place.line,
      (text) => text.slice(0, place.start) + target + text.slice(place.start + install.namespace.length),
    );
    const site = {
      file: install.file,
      line: place.line,
      column: place.start + 1,
      value: install.namespace,
      readers: [{ cluster, install }],
    };
    const expect = verdict(cluster, install, target);
    if (expect) yield { kind: "namespace of istio-cni or ztunnel changed", site, note: target, edit, expect };
  }
}

/** Finds the namespace in the command, the document or the block of an install, if it occurs exactly once. */
function writtenNamespace(world, install) {
  const lines = world.lines(install.file);
  const isShell = install.form === "helm-cli";
  const region = isShell ? commandLines(lines, install.line) : documentLines(lines, install.line);
  const others = subjects(world).filter((other) => other.install.file === install.file && other.install !== install);
  if (others.some(({ install: { line } }) => line >= region[0] && line <= region[1] && line !== install.line)) return undefined;
  if (others.some(({ install: { line, component } }) => line === install.line && component !== install.component)) return undefined;
  const pattern = isShell ? /(?:^|\s)(?:-n[= ]?|--namespace[= ])/g : patternOf(install.form);
  if (!pattern || !install.namespace) return undefined;
  const found = [];
  for (let line = region[0]; line <= region[1]; line++) {
    for (const match of (lines[line - 1] ?? "").matchAll(pattern)) {
      const start = match.index + match[0].length;
      const rest = lines[line - 1].slice(start);
      if (rest.startsWith(install.namespace) && !/^[\w.-]/.test(rest.slice(install.namespace.length))) found.push({ line, start });
    }
  }
  return found.length === 1 ? found[0] : undefined;
}

function patternOf(form) {
  if (form === "flux-helmrelease") return /^\s+targetNamespace:\s+/g;
  if (form === "argocd-application" || form === "argocd-applicationset") return /^\s{4,}namespace:\s+/g;
  if (form === "sail-operator") return /^ {2}namespace:\s+/g;
  if (form === "k3s-helmchart") return /^ {2}targetNamespace:\s+/g;
  return undefined;
}

function verdict(cluster, install, target) {
  const { platform } = cluster;
  if (platform === "openshift") return onOpenShift(cluster, install, target);
  const distrusting = install.component === "ztunnel" ? istiodsWithout(cluster, install, target) : [];
  if (distrusting.length > 0 && platform !== "gke") return { rules: ["ztunnel-trust"], installs: [install, ...distrusting] };
  // There two rules may have something to say of one line.
  if (distrusting.length > 0) return undefined;
  if (platform !== "gke") return { silence: `no rule on namespaces for platform ${platform}` };
  const moved = { ...install, namespace: target, effective: { ...install.effective, namespace: target } };
  if (install.component === "cni" && install.platform !== "gke" && !/^\/home\/kubernetes\/bin/.test(install.effective.cniBinDir))
    return { silence: "the missing platform is the cause already" };
  if (install.effective.resourceQuota) return { silence: "the chart makes its quota in whatever namespace" };
  if (!needsQuota(moved)) return { silence: "the pods need no quota there" };
  if (admittingQuotas(cluster, target, { without: [install] }).length > 0) return { silence: "a quota admits the pods there as well" };
  return { rules: ["gke-critical-pods-quota", "platform-on-every-chart"], installs: [install] };
}

/** The istiods of a cluster where none of them trusts ztunnel in a namespace; from 1.23 on they trust one alone. */
function istiodsWithout({ installs }, ztunnel, target) {
  const istiods = installs.filter(({ component }) => component === "istiod");
  const isKnown = ({ effective, tool }) =>
    typeof effective?.trustedNodeAccounts === "string" && tool === ztunnel.tool && effective.remote !== true;
  if (![ztunnel, ...istiods].every((install) => isFrom(install, "1.23")) || !istiods.every(isKnown)) return [];
  return istiods.some(({ effective }) => effective.trustedNodeAccounts.includes(`${target}/`)) ? [] : istiods;
}

function onOpenShift({ installs }, install, target) {
  if (install.tool === "helm") return { rules: ["openshift-node-namespace"], installs: [install] };
  if (install.component !== "ztunnel") return { silence: "the operator's namespaces are its own" };
  const trusting = installs.filter(({ effective }) => effective?.trustedNodeAccounts !== undefined);
  const isTrusted = trusting.some(({ effective }) => String(effective.trustedNodeAccounts).includes(`${target}/`));
  if (trusting.length === 0 || isTrusted) return { silence: "whom istiod trusts is unknown, or it trusts that namespace" };
  return { rules: ["openshift-node-namespace"], installs: [install, ...trusting] };
}
