import {
  type ClusterDocument,
  definePolicy,
  type Proposal,
  readSelector,
  record,
  type Selector,
  type Severity,
  selects,
} from "../src/policy/define.ts";
import { findStrandedZtunnels, listControlPlanes, listZtunnels, type Part, readEffectiveText } from "./lib/control-plane.ts";
import { listKnownNamespaces, type NamespaceObject } from "./lib/namespaces.ts";
import { findDistrustedZtunnels } from "./lib/trust.ts";

export default definePolicy({
  id: "discovery-selectors",
  title: "Let discovery selectors take in ztunnel's and enrolled namespaces",
  severity: "error",
  ambient: true,
  description:
    "`meshConfig.discoverySelectors` limits what istiod knows to the namespaces that one of the selectors matches. Where ztunnel's namespace is not among them, istiod finds no such pod and refuses ztunnel's certificate requests with `pod … not found`. Workloads of an enrolled namespace that is not among them are unknown to the mesh. Whether istiod's own namespace has to be among them is not certain, so that is a warning.",
  remedy: "Give these namespaces the label that the discovery selectors ask for.",
  links: [
    "https://istio.io/latest/docs/ops/configuration/mesh/configuration-scoping/",
    "https://github.com/istio/istio/issues/52057",
    "https://github.com/istio-ecosystem/sail-operator/blob/main/docs/README.adoc",
  ],
  *check(cluster) {
    const scope = findScope(cluster);
    if (!scope) return;
    for (const namespace of listKnownNamespaces(cluster)) {
      const labels = { ...namespace.labels, "kubernetes.io/metadata.name": namespace.name };
      if (scope.selectors.some((selector) => selects(selector, labels))) continue;
      const need = findSelectorNeed(cluster, namespace);
      if (!need) continue;
      yield {
        at: `/resources/${namespace.index}`,
        severity: need.severity,
        message: `No discovery selector of istiod matches the namespace \`${namespace.name}\`, ${need.reason}`,
        related: scope.planes
          .slice(0, 4)
          .map(({ index }) => ({ at: `/installs/${index}/effective/discoverySelectors`, message: "the selectors are written here" })),
        fix: fixDiscoverySelectors(scope, namespace),
      };
    }
  },
});

/** The discovery selectors of all istiods. */
interface Scope {
  readonly planes: readonly Part[];
  readonly selectors: readonly Selector[];
  readonly written: readonly unknown[];
}

/** Finds the selectors; undefined if an istiod selects every namespace, or its selectors are unknown. */
function findScope(cluster: ClusterDocument): Scope | undefined {
  const planes = listControlPlanes(cluster);
  const written = planes.map(({ install }) => install.effective?.discoverySelectors);
  if (planes.length === 0 || !written.every((list) => Array.isArray(list) && list.length > 0)) return undefined;
  const all = written.flat();
  const selectors = all.flatMap((one) => [readSelector(one) ?? []]);
  // A selector without conditions matches everything, and so may one that cannot be read.
  return selectors.some((selector) => selector.length === 0) ? undefined : { planes, selectors, written: all };
}

interface Need {
  readonly severity: Severity;
  readonly reason: string;
}

/** Finds the reason why a namespace must be selected. Ztunnels that istiod refuses for other reasons are reported by those rules. */
function findSelectorNeed(cluster: ClusterDocument, { name, labels }: NamespaceObject): Need | undefined {
  const others = new Set([...findStrandedZtunnels(cluster), ...findDistrustedZtunnels(cluster).ztunnels].map(({ index }) => index));
  const own = listZtunnels(cluster).filter(({ index, install }) => !others.has(index) && readEffectiveText(install, "namespace") === name);
  if (own.length > 0) return { severity: "error", reason: "so it refuses ztunnel's certificate requests" };
  if (labels["istio.io/dataplane-mode"] === "ambient") return { severity: "warning", reason: "which is enrolled in ambient" };
  const isPlanes = listControlPlanes(cluster).some(({ install }) => readEffectiveText(install, "namespace") === name);
  return isPlanes ? { severity: "warning", reason: "which is its own" } : undefined;
}

/** Proposes the label if there is a single selector that requires a single label. */
function fixDiscoverySelectors({ written }: Scope, { index }: NamespaceObject): Proposal | null {
  const [only, ...others] = written.map(record);
  const labels = Object.entries(record(only?.matchLabels));
  const [label, ...more] = labels;
  if (!only || others.length > 0 || Object.keys(only).length !== 1 || !label || more.length > 0) return null;
  const [key, value] = label;
  if (typeof value !== "string") return null;
  const path = `/metadata/labels/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  return { title: `Label the namespace \`${key}: ${value}\``, changes: [{ resource: index, set: { [path]: value } }] };
}
