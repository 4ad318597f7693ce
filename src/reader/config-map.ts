import { type Cursor, findAt, findPlaceAt, findReferenceAt, findStringAt } from "../model/cursor.ts";
import type { Layer } from "../model/install.ts";
import type { Place } from "../model/location.ts";
import type { Reader } from "./source.ts";
import { readTextLayer } from "./values-layer.ts";

/** A reference from a resource to a key of a ConfigMap or a Secret. */
export interface KeyReference {
  readonly kind: "ConfigMap" | "Secret";
  /** The map with the keys `name`, `namespace` and `key`. */
  readonly reference: Cursor;
}

/**
 * Returns the values in a key of a ConfigMap as a layer. The values are unknown if they are in a Secret, or in a ConfigMap that
 * is not in the repository.
 */
export function readReferencedLayer(reader: Reader, { kind, reference }: KeyReference, place: Place): Layer {
  const name = findReferenceAt(reference, "name");
  const layerName = `${kind} ${name ?? ""}`;
  const map =
    kind === "ConfigMap" && name !== undefined ? findOnlyConfigMap(reader, name, findReferenceAt(reference, "namespace")) : undefined;
  const content = findAt(map, "data", findStringAt(reference, "key") ?? "values.yaml");
  if (content?.kind !== "scalar") {
    return { name: layerName, values: { kind: "unknown", origin: place, reason: `it comes from the ${layerName}` } };
  }
  return readTextLayer(reader, layerName, content, findPlaceAt(map, "data") ?? place);
}

/** If several ConfigMaps have the same name, for example one for each cluster, the reference is ambiguous. */
function findOnlyConfigMap(reader: Reader, name: string, namespace: string | undefined): Cursor | undefined {
  const found = reader.named("ConfigMap", name).filter((document) => namespace === undefined || isInNamespace(document.root, namespace));
  return found.length === 1 ? found[0]?.root : undefined;
}

function isInNamespace(root: Cursor, namespace: string): boolean {
  const own = findReferenceAt(root, "metadata", "namespace");
  return own === undefined || own === namespace;
}
