import type { FoundResource } from "../model/cluster.ts";
import { placeAt } from "../model/cursor.ts";
import type { Document, Marker } from "../model/document.ts";
import type { Reader, Source } from "../reader/source.ts";
import { labelledNamespaces } from "./namespace-labels.ts";
import { patchedObjects } from "./patched-objects.ts";
import { workloadsBeside } from "./workloads.ts";

/** Labels of namespaces that policies look at. */
const namespaceLabels = ["dataplane-mode", "pod-security.kubernetes.io/", "topology.istio.io/network", "istio-injection", "istio.io/rev"];

/** Words of which a file with such a resource has one. */
export const resourceMarkers: readonly string[] = [
  ...["ResourceQuota", "NetworkPolicy", "SecurityGroupPolicy", ...namespaceLabels],
  ...[
    "auto.gke.io",
    "operator.openshift.io",
    "operator.tigera.io",
    "FelixConfiguration",
    "felixconfiguration",
    "kubernetes_resource_quota",
  ],
];

const kinds: ReadonlySet<string> = new Set([
  ...["ResourceQuota", "NetworkPolicy", "CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy", "GlobalNetworkPolicy"],
  ...["AllowlistSynchronizer", "WorkloadAllowlist", "SecurityGroupPolicy", "Namespace", "Network", "Installation", "FelixConfiguration"],
]);

/** Of the many namespaces only those that say something about ambient are worth parsing. */
const marker: Marker = {
  test: (text) =>
    /^(?:kind|\s{0,4}"kind"):\s*["']?(ResourceQuota|Cilium\w*NetworkPolicy|(?:Global)?NetworkPolicy|SecurityGroupPolicy|FelixConfiguration)\b/m.test(
      text,
    ) ||
    /^apiVersion:\s*["']?auto\.gke\.io\//m.test(text) ||
    (/operator\.(openshift|tigera)\.io\//.test(text) && /\bkind"?:\s*["']?(Network|Installation)\b/.test(text)) ||
    (/\bkind"?:\s*["']?Namespace\b/.test(text) && namespaceLabels.some((label) => text.includes(label))),
};

/** The resources of the repository that policies look at. */
export function resourcesOf(reader: Reader): FoundResource[] {
  const sources = reader.sources.filter(({ words }) => resourceMarkers.some((marker) => words.has(marker)));
  const found = sources.flatMap((source) => [
    ...objectsOf(source),
    ...labelledNamespaces(source, reader),
    ...patchedObjects(source, reader),
  ]);
  return [...found, ...workloadsBeside(found, reader)];
}

function objectsOf(source: Source): FoundResource[] {
  return source
    .documents(marker)
    .filter(({ kind }) => kinds.has(kind ?? ""))
    .map((document) => ({ ...resourceOf(document), script: source.handedBy }));
}

/** A document as a resource. */
export function resourceOf(document: Document): FoundResource {
  const place = placeAt(document.root, "kind") ?? { file: document.file, start: 0, end: 0 };
  return {
    apiVersion: document.apiVersion ?? "",
    kind: document.kind ?? "",
    name: document.name ?? "",
    namespace: document.namespace ?? null,
    root: document.root,
    place,
    ...(document.file === place.file ? {} : { deployer: document.file }),
  };
}
