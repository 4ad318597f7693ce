import type { FoundResource } from "../model/cluster.ts";
import { placeAt } from "../model/cursor.ts";
import type { Reader } from "./source.ts";

/** Kinds that policies look at, whatever their names. */
const kinds = [
  "ResourceQuota",
  "NetworkPolicy",
  "CiliumNetworkPolicy",
  "CiliumClusterwideNetworkPolicy",
  "SecurityGroupPolicy",
  "Namespace",
];

/** Words of which a file with such a resource has one. */
export const resourceMarkers: readonly string[] = ["ResourceQuota", "NetworkPolicy", "SecurityGroupPolicy", "dataplane-mode"];

/** The resources of the repository that policies look at. */
export function resourcesOf(reader: Reader): FoundResource[] {
  return kinds.flatMap((kind) =>
    reader.ofKind(kind).map((document) => ({
      apiVersion: document.apiVersion ?? "",
      kind,
      name: document.name ?? "",
      namespace: document.namespace ?? null,
      root: document.root,
      place: placeAt(document.root, "kind") ?? { file: document.file, start: 0, end: 0 },
    })),
  );
}
