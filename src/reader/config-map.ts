import { at, type Cursor, placeAt, referenceAt, stringAt } from "../model/cursor.ts";
import type { Layer } from "../model/install.ts";
import type { Place } from "../model/location.ts";
import type { Reader } from "./source.ts";
import { textLayer } from "./values-layer.ts";

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
export function referencedLayer(reader: Reader, { kind, reference }: KeyReference, place: Place): Layer {
  const name = referenceAt(reference, "name");
  const layerName = `${kind} ${name ?? ""}`;
  const map = kind === "ConfigMap" && name !== undefined ? onlyConfigMap(reader, name, referenceAt(reference, "namespace")) : undefined;
  const content = at(map, "data", stringAt(reference, "key") ?? "values.yaml");
  if (content?.kind !== "scalar") {
    return { name: layerName, values: { kind: "unknown", origin: place, reason: `it comes from the ${layerName}` } };
  }
  return textLayer(reader, layerName, content, placeAt(map, "data") ?? place);
}

/** If several ConfigMaps have the same name, for example one for each cluster, the reference is ambiguous. */
function onlyConfigMap(reader: Reader, name: string, namespace: string | undefined): Cursor | undefined {
  const found = reader.named("ConfigMap", name).filter((document) => namespace === undefined || inNamespace(document.root, namespace));
  return found.length === 1 ? found[0]?.root : undefined;
}

function inNamespace(root: Cursor, namespace: string): boolean {
  const own = referenceAt(root, "metadata", "namespace");
  return own === undefined || own === namespace;
}
