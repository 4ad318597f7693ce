import type { FoundResource } from "../model/cluster.ts";
import { placeAt } from "../model/cursor.ts";
import type { Document, Marker, Reader } from "./source.ts";

/** Words of which a file with such a resource has one. */
export const resourceMarkers: readonly string[] = [
  ...["ResourceQuota", "NetworkPolicy", "SecurityGroupPolicy", "dataplane-mode"],
  ...["operator.openshift.io", "operator.tigera.io", "FelixConfiguration", "kubernetes_resource_quota"],
];

const kinds: ReadonlySet<string> = new Set([
  ...["ResourceQuota", "NetworkPolicy", "CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy", "SecurityGroupPolicy", "Namespace"],
  ...["Network", "Installation", "FelixConfiguration"],
]);

/** Of the many namespaces only those that say something about ambient are worth parsing. */
const marker: Marker = {
  test: (text) =>
    /^(?:kind|\s{0,4}"kind"):\s*["']?(ResourceQuota|Cilium\w*NetworkPolicy|NetworkPolicy|SecurityGroupPolicy|FelixConfiguration)\b/m.test(
      text,
    ) ||
    (/operator\.(openshift|tigera)\.io\//.test(text) && /\bkind"?:\s*["']?(Network|Installation)\b/.test(text)) ||
    (text.includes("dataplane-mode") && /\bkind"?:\s*["']?Namespace\b/.test(text)),
};

/** The resources of the repository that policies look at. */
export function resourcesOf(reader: Reader): FoundResource[] {
  const sources = reader.sources.filter(({ words }) => resourceMarkers.some((marker) => words.has(marker)));
  return sources
    .flatMap((source) => source.documents(marker).map((document) => ({ document, script: source.handedBy })))
    .flatMap(({ document, script }) => (kinds.has(document.kind ?? "") ? { ...resourceOf(document), script } : []));
}

function resourceOf(document: Document): FoundResource {
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
