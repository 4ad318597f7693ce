import { at, type Cursor, placeAt, referenceAt, stringAt } from "../model/cursor.ts";
import type { Layer } from "../model/install.ts";
import type { Place } from "../model/location.ts";
import type { Reader } from "./source.ts";
import { textLayer } from "./values-layer.ts";

/** A key of a ConfigMap or a Secret, as resources name it. */
export interface KeyReference {
  readonly kind: "ConfigMap" | "Secret";
  /** The map that holds `name`, `namespace` and `key`. */
  readonly reference: Cursor;
}

/** The values that a key of a ConfigMap of the repository holds; those of a Secret, or of a ConfigMap that is elsewhere, are unknown. */
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

/** Where several clusters have one of that name, it is not said whose is meant. */
function onlyConfigMap(reader: Reader, name: string, namespace: string | undefined): Cursor | undefined {
  const found = reader.named("ConfigMap", name).filter((document) => namespace === undefined || inNamespace(document.root, namespace));
  return found.length === 1 ? found[0]?.root : undefined;
}

function inNamespace(root: Cursor, namespace: string): boolean {
  const own = referenceAt(root, "metadata", "namespace");
  return own === undefined || own === namespace;
}
