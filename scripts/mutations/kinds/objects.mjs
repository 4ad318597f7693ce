import { admits, admittingQuotas, needsQuota } from "../quotas.mjs";
import { documentLines } from "../regions.mjs";
import { cut, rewritten } from "../text.mjs";

/** Removes objects that something depends on, or the words in them that matter. */
export function* objectMutations(world) {
  const objects = world.clusters.flatMap((cluster) => cluster.resources.map((resource) => ({ cluster, resource })));
  for (const { cluster, resource } of objects) {
    const lines = world.lines(resource.file);
    if (!/\.ya?ml$/.test(resource.file) || lines.length === 0) continue;
    const [first, last] = documentLines(lines, resource.line);
    yield* mutationsOf({ cluster, resource, lines, first, last });
  }
}

function* mutationsOf(context) {
  const { resource } = context;
  if (admits(resource)) yield* quotaMutations(context);
  if (resource.kind === "CiliumClusterwideNetworkPolicy") yield* probeMutations(context);
  if (resource.kind === "NetworkPolicy") yield* tunnelMutations(context);
  if (resource.kind === "Network") yield* routingMutations(context);
}

function siteOf({ file, line, column }) {
  return { file, line, column };
}

/** Removes the document; a file with a single document becomes empty. */
function withoutDocument({ lines, first, last }) {
  return cut(lines, first, last);
}

function* quotaMutations(context) {
  const { cluster, resource, lines, first, last } = context;
  const site = siteOf(resource);
  const needy = cluster.installs.filter((install) => {
    const inside = resource.namespace === null || (install.effective?.namespace ?? install.namespace) === resource.namespace;
    return inside && needsQuota(install) && !install.effective.resourceQuota && !install.unknown.includes("/effective/resourceQuota");
  });
  const left = needy.filter((install) => admittingQuotas(cluster, install.namespace, { without: [resource] }).length === 0);
  const expect =
    cluster.platform !== "gke" || left.length === 0
      ? { silence: cluster.platform === "gke" ? "no pods need it, or another quota admits them" : "the cluster is not GKE" }
      : { rules: rulesOnQuota(cluster, left), installs: left };
  yield { kind: "quota deleted", site, edit: withoutDocument(context), expect };
  const line = lineOf(lines, first, last, /system-node-critical/);
  if (line) {
    const edit = rewritten(lines, line, (text) => text.replace("system-node-critical", "system-cluster-critical"));
    yield { kind: "quota for another class", site: { ...site, line }, edit, expect };
  }
}

/** If charts lack a platform that others have, that is the cause, because with it they create the quota. */
function rulesOnQuota({ installs }, left) {
  const hasPlatform = installs.some(({ platform }) => platform === "gke");
  const lacking = left.filter(({ platform, tool }) => platform === null && tool === "helm");
  return hasPlatform && lacking.length > 0 ? ["gke-critical-pods-quota", "platform-on-every-chart"] : ["gke-critical-pods-quota"];
}

const probes = /169\.254\.7\.127\/32/;

function* probeMutations(context) {
  const { cluster, resource, lines, first, last } = context;
  const line = lineOf(lines, first, last, probes);
  if (!line) return;
  const others = cluster.resources.filter(
    (other) => other !== resource && other.kind === resource.kind && probes.test(JSON.stringify(other.object)),
  );
  const isolating = cluster.resources.filter((other) => other !== resource && isolatesAmbient(cluster, other));
  // Whether ports without peers are enough depends on the probes of workloads.
  if (isolating.some(hasPortsForEveryone) || cluster.installs.some(({ effective }) => effective?.policyEnforcementMode === "always"))
    return;
  const expect = verdict(cluster, others, isolating);
  const site = siteOf(resource);
  yield { kind: "host-probe policy deleted", site, edit: withoutDocument(context), expect };
  const edit = rewritten(lines, line, (text) => text.replace(probes, "169.254.20.10/32"));
  yield { kind: "host-probe address changed", site: { ...site, line }, edit, expect };
}

function verdict({ ambient, installs, evidence }, others, isolating) {
  const isCilium = installs.some(({ component }) => component === "cilium") || evidence.some(({ cni }) => cni === "cilium");
  if (ambient !== true || !isCilium) return { silence: "not ambient on Cilium" };
  if (others.length > 0) return { silence: "another policy admits the probes" };
  return isolating.length === 0 ? { silence: "nothing isolates enrolled pods" } : { rules: ["cilium-host-probes"], resources: isolating };
}

/** Checks whether a policy isolates pods of an ambient namespace and does not itself admit the probes. */
function isolatesAmbient({ resources }, { kind, namespace, object }) {
  const spec = object.spec ?? {};
  const admitsProbes = probes.test(JSON.stringify(spec)) || /"(all|world)"/.test(JSON.stringify(spec.ingress ?? []));
  if (admitsProbes || JSON.stringify(spec.podSelector ?? spec.endpointSelector ?? {}).includes("dataplane-mode")) return false;
  if (kind === "CiliumClusterwideNetworkPolicy") return isAll(spec.endpointSelector) && isolates(spec);
  if (!isAmbient(resources, namespace)) return false;
  if (kind === "CiliumNetworkPolicy") return isolates(spec);
  const isIngress = !Array.isArray(spec.policyTypes) || spec.policyTypes.includes("Ingress");
  return kind === "NetworkPolicy" && isIngress && !(spec.ingress ?? []).some((rule) => !rule?.from?.length && !rule?.ports?.length);
}

function isolates({ ingress, ingressDeny, enableDefaultDeny }) {
  if (typeof enableDefaultDeny?.ingress === "boolean") return enableDefaultDeny.ingress;
  return (ingress ?? []).length + (ingressDeny ?? []).length > 0;
}

function hasPortsForEveryone({ object }) {
  const isForEveryone = (rule) => !Object.keys(rule ?? {}).some((key) => key.startsWith("from") && rule[key]?.length !== 0);
  return (object.spec?.ingress ?? []).some((rule) => (rule?.ports ?? rule?.toPorts) && isForEveryone(rule));
}

function isAll(selector) {
  return typeof selector === "object" && selector !== null && Object.keys(selector).length === 0;
}

function isAmbient(resources, namespace) {
  return resources.some(({ kind, name, object }) => {
    return kind === "Namespace" && name === namespace && object.metadata?.labels?.["istio.io/dataplane-mode"] === "ambient";
  });
}

/** Changes the tunnel's port in a policy for ambient pods. */
function* tunnelMutations({ cluster, resource, lines, first, last }) {
  const line = lineOf(lines, first, last, /port:\s*15008\b/);
  const rules = resource.object.spec?.ingress ?? [];
  if (!line || rules.length === 0) return;
  const edit = rewritten(lines, line, (text) => text.replace("15008", "15021"));
  // Egress has different conditions, and the pods of gateways do not use the tunnel.
  const { podSelector, egress } = resource.object.spec ?? {};
  if (JSON.stringify(egress ?? []).includes("15008") || /gateway|ingress|"istio/.test(JSON.stringify(podSelector ?? {}))) return;
  const others = cluster.resources.filter(
    (other) =>
      other !== resource && other.kind === "NetworkPolicy" && other.namespace === resource.namespace && isForAsMany(other, resource),
  );
  const isOpen =
    rules.some(({ ports }) => !ports?.length) ||
    others.some(({ object }) =>
      (object.spec?.ingress ?? []).some(({ ports }) => !ports?.length || JSON.stringify(ports).includes("15008")),
    );
  const isOurs = cluster.ambient === true && isAmbient(cluster.resources, resource.namespace);
  const silence = isOpen ? "another rule admits everything" : "its pods are not in the mesh";
  yield {
    kind: "tunnel's port changed",
    site: { ...siteOf(resource), line },
    edit,
    expect: isOurs && !isOpen ? { rules: ["hbone-port"], resources: [resource, ...others] } : { silence },
  };
}

/** Checks whether a policy selects all pods that another one selects. */
function isForAsMany(one, other) {
  const own = one.object.spec?.podSelector;
  return isAll(own) || JSON.stringify(own) === JSON.stringify(other.object.spec?.podSelector);
}

function* routingMutations({ cluster, resource, lines, first, last }) {
  const line = lineOf(lines, first, last, /routingViaHost:\s*true/);
  if (!line || !/^operator\.openshift\.io/.test(resource.apiVersion)) return;
  const edit = rewritten(lines, line, (text) => text.replace("true", "false"));
  const isOurs = cluster.platform === "openshift" && cluster.ambient === true;
  const expect = isOurs ? { rules: ["openshift-ovn-gateway"], resources: [resource] } : { silence: "not ambient on OpenShift" };
  yield { kind: "routingViaHost turned off", site: { ...siteOf(resource), line }, edit, expect };
}

function lineOf(lines, first, last, pattern) {
  for (let line = first; line <= last; line++) if (pattern.test(lines[line - 1] ?? "")) return line;
  return undefined;
}
