import {
  asRange,
  type ClusterDocument,
  definePolicy,
  isForAddress,
  type PodPolicy,
  type Proposal,
  podPolicies,
  undeployedPodPolicies,
  type Violation,
} from "../src/policy/define.ts";
import { ciliumKeys, spellCiliumKey } from "./lib/cilium-keys.ts";
import { type Dropping, describeDroppedProbes, findDropping, listRelatedPolicies, pointToPolicy } from "./lib/dropped-probes.ts";

export default definePolicy({
  id: "cilium-host-probes",
  title: "Admit health probes where a policy isolates pods under Cilium",
  severity: "error",
  ambient: true,
  description:
    "Cilium exempts the kubelet's health probes from network policies by their source, the node. In ambient mode Istio gives these probes the source 169.254.7.127, which belongs to the entity `world` for Cilium, so every policy that isolates pods drops them unless it admits that address: one that denies by default, and an allow list of other pods, of the node or of the cluster alike. Pods of the mesh that were healthy become unready and restart as soon as the policy or the mesh reaches them; nothing is wrong with the application.",
  remedy:
    "Apply a CiliumClusterwideNetworkPolicy with `endpointSelector: {}`, `enableDefaultDeny: {egress: false, ingress: false}` and `ingress: [{fromCIDR: [169.254.7.127/32]}]`.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#cilium",
    "https://docs.cilium.io/en/stable/security/policy/intro/",
    "https://github.com/istio/istio/issues/49277",
    "https://github.com/cilium/cilium/issues/48444",
  ],
  *check(cluster) {
    if (!runsCilium(cluster) || cluster.installs.some(({ effective }) => effective?.policyEnforcementMode === "never")) return;
    const always = buildAlwaysPolicy(cluster);
    const dropping = findDropping(cluster, always ? [always] : []);
    if (dropping) yield reportCiliumHostProbes(cluster, dropping);
    yield* reportLockingPolicies(cluster);
  },
});

/** Finds policies that are meant to admit probes, but also deny everything else to every pod. */
function* reportLockingPolicies(cluster: ClusterDocument): Generator<Violation> {
  const policies = podPolicies(cluster);
  const isForAll = ({ namespace, namespaces, pods }: PodPolicy) => namespace === null && namespaces.length === 0 && pods.length === 0;
  const isUnknown = cluster.resources.some(({ kind, unknown = [] }) => kind === "CiliumClusterwideNetworkPolicy" && unknown.length > 0);
  if (isUnknown) return;
  for (const policy of policies.filter(isForAll)) {
    const others = policies.filter((other) => other.at !== policy.at && isForAll(other) && other.ingress.isolates);
    if (policy.kind !== "CiliumClusterwideNetworkPolicy" || !admitsProbesOnly(policy) || others.length > 0) continue;
    const resource = Number(policy.at.split("/")[2]);
    const isSingle = policy.at === `/resources/${resource}`;
    const set = { "spec.enableDefaultDeny.ingress": false };
    yield {
      at: `${policy.at}/object/metadata/name`,
      message: `CiliumClusterwideNetworkPolicy \`${policy.name}\` admits health probes, and denies everything else to every pod, because it lacks \`enableDefaultDeny: {ingress: false}\``,
      remedy: "Add `enableDefaultDeny: {egress: false, ingress: false}` to its `spec`.",
      fix: isSingle ? { title: "Set `enableDefaultDeny.ingress: false`", changes: [{ resource, set }] } : null,
    };
  }
}

/** Checks whether a policy admits only addresses that probes come from. */
function admitsProbesOnly({ ingress }: PodPolicy): boolean {
  const isProbes = (range: string) => /^(169\.254\.7\.127(\/32)?|fd16:9254:7127:1337:[\da-f:]+(\/\d+)?)$/i.test(range);
  const peers = ingress.admits.map((rule) => rule.peers);
  const isOnly = peers.every((each) => each?.every((peer) => peer.kind === "range" && isProbes(peer.range)) ?? false);
  return ingress.isolates && peers.length > 0 && peers.some((each) => each !== null && each.length > 0) && isOnly;
}

function reportCiliumHostProbes(cluster: ClusterDocument, dropping: Dropping): Violation {
  const { first, addresses, isOneOfTwo } = dropping;
  const isByMode = first.policy.name === "";
  const idle = findIdlePolicy(cluster, addresses);
  const shown = addresses.map((address) => `\`${asRange(address)}\``).join(" and ");
  const cause = isByMode ? describeMode(cluster, first.policy) : describeDroppedProbes(first);
  const where = idle ? `; one exists in \`${idle.file}\`, and nothing deploys it` : "";
  const isWarning = !first.isCertain || isByMode || isOneOfTwo;
  return {
    at: isByMode ? first.policy.at : pointToPolicy(first),
    message: first.isDenied
      ? `${first.policy.kind} \`${first.policy.name}\` isolates ambient pods of \`${first.namespace}\`, and a rule denies health probes from ${shown}`
      : `${cause}, and no CiliumClusterwideNetworkPolicy admits health probes from ${shown}${where}`,
    remedy: writeCiliumHostProbesRemedy(dropping, idle?.file),
    fix: first.isDenied || idle || isOneOfTwo ? null : fixCiliumHostProbes(first.policy, addresses),
    ...(isWarning && { severity: "warning" }),
    related: [
      ...(idle ? [{ at: idle.at, message: "this policy admits the probes, and nothing deploys it" }] : []),
      ...listRelatedPolicies(dropping),
    ],
  };
}

function writeCiliumHostProbesRemedy({ first, addresses, isOneOfTwo }: Dropping, idle: string | undefined): string {
  const ranges = addresses.map(asRange).join(", ");
  const admitting = `a CiliumClusterwideNetworkPolicy with \`endpointSelector: {}\`, \`enableDefaultDeny: {egress: false, ingress: false}\` and \`ingress: [{fromCIDR: [${ranges}]}]\``;
  if (first.isDenied) {
    const isAdmitted = addresses.every((address) => first.policy.ingress.admits.some((rule) => isForAddress(rule, address)));
    return `Leave ${ranges} out of what \`ingressDeny\` names (\`fromCIDRSet\` with \`except\`)${isAdmitted ? "" : `, and apply ${admitting}`}.`;
  }
  if (idle !== undefined) return `List \`${idle}\` (or its directory) in a kustomization that this cluster deploys.`;
  if (isOneOfTwo) return "Add the address to the CiliumClusterwideNetworkPolicy that admits the other one.";
  return `Apply ${admitting}.`;
}

function fixCiliumHostProbes({ at }: PodPolicy, addresses: readonly string[]): Proposal {
  const policy = {
    apiVersion: "cilium.io/v2",
    kind: "CiliumClusterwideNetworkPolicy",
    metadata: { name: "allow-ambient-hostprobes" },
    spec: {
      description: "Admits the kubelet's health probes of ambient pods, whose source Istio rewrites to this address",
      enableDefaultDeny: { egress: false, ingress: false },
      endpointSelector: {},
      ingress: [{ fromCIDR: addresses.map(asRange) }],
    },
  };
  const beside = at.split("/").slice(0, 3).join("/");
  return { title: "Admit the probes' address", safe: false, changes: [{ add: policy, beside }] };
}

/** Finds an undeployed policy beside the cluster's files that would admit the probes. */
function findIdlePolicy(
  cluster: ClusterDocument,
  addresses: readonly string[],
): { readonly file: string; readonly at: string } | undefined {
  const admits = ({ kind, ingress }: PodPolicy) =>
    kind === "CiliumClusterwideNetworkPolicy" &&
    addresses.every((address) => ingress.admits.some((rule) => rule.ports === null && isForAddress(rule, address)));
  const found = undeployedPodPolicies(cluster).find(admits);
  const file = found && cluster.undeployed?.[Number(found.at.split("/")[2])]?.file;
  return found && file !== undefined ? { file, at: found.at } : undefined;
}

/** Checks whether Cilium itself runs, by its chart, command or ConfigMap. Provider-managed Cilium is covered by another rule. */
function runsCilium({ installs, evidence }: ClusterDocument): boolean {
  return (
    installs.some(({ component }) => component === "cilium") ||
    evidence.some(({ cni, strength }) => cni === "cilium" && strength !== "weak")
  );
}

/** Represents the mode `always` as the equivalent policy: one for all pods that admits nothing. */
function buildAlwaysPolicy({ installs }: ClusterDocument): PodPolicy | undefined {
  const index = installs.findIndex(({ component, effective }) => component === "cilium" && effective?.policyEnforcementMode === "always");
  if (index === -1) return undefined;
  const at = `/installs/${index}/effective/policyEnforcementMode`;
  const direction = { isolates: true, admits: [], denies: [], at };
  return { engine: "cilium", kind: "mode", name: "", at, namespace: null, namespaces: [], pods: [], ingress: direction, egress: direction };
}

function describeMode({ installs }: ClusterDocument, { at }: PodPolicy): string {
  const install = installs[Number(at.split("/")[2])];
  const name = install ? spellCiliumKey(install, ciliumKeys.enforcement) : ciliumKeys.enforcement.value;
  return `\`${name}\` is \`always\`, which isolates every pod`;
}
