import { type Cursor, isPlace } from "../model/cursor.ts";
import type { Layer } from "../model/install.ts";
import type { Place } from "../model/location.ts";
import { parseSet, type SetKind } from "../model/values.ts";
import { nestValue } from "./values-layer.ts";

/** One value as a flag for Helm: the kind of `--set` and the text. */
export interface SetValue {
  readonly kind: SetKind;
  readonly text: string;
}

/**
 * Returns the layer for one `--set path=value` whose path and value are separate entries of a file. If the value is unknown, so is
 * everything at the path.
 */
export function setLayer(path: string, value: Cursor, place: Place, spell: (value: string | number | boolean) => SetValue): Layer {
  const name = `set ${path}`;
  if (value.kind !== "scalar" || value.value === null) return buildUnknownSet(name, path, value, place);
  const { kind, text } = spell(value.value);
  return { name, values: parseSet(`${path}=${text}`, kind, isPlace(value.origin) ? value.origin : place) };
}

/** The index of an unknown list item is ignored: the whole list becomes unknown. */
function buildUnknownSet(name: string, path: string, value: Cursor, place: Place): Layer {
  const reason = value.kind === "unknown" ? value.reason : "it is not a single value";
  const origin = isPlace(value.origin) ? value.origin : place;
  return { name, values: nestValue(path.replace(/\[.*$/s, "") || path, { kind: "unknown", origin, reason }, origin) };
}
