import { type Cursor, isPlace } from "../model/cursor.ts";
import type { Layer } from "../model/install.ts";
import type { Place } from "../model/location.ts";
import { parseSet, type SetKind } from "../model/values.ts";
import { nested } from "./values-layer.ts";

/** How Helm would be told one value: as what kind of `--set`, and as which text. */
export interface SetValue {
  readonly kind: SetKind;
  readonly text: string;
}

/** The layer of one `--set path=value` whose two halves a file writes apart; what stands at the path is unknown where the value is. */
export function setLayer(path: string, value: Cursor, place: Place, spell: (value: string | number | boolean) => SetValue): Layer {
  const name = `set ${path}`;
  if (value.kind !== "scalar" || value.value === null) return unknownSet(name, path, value, place);
  const { kind, text } = spell(value.value);
  return { name, values: parseSet(`${path}=${text}`, kind, isPlace(value.origin) ? value.origin : place) };
}

/** Which item of a list an unknown value becomes is not worth keeping: the whole list is unknown. */
function unknownSet(name: string, path: string, value: Cursor, place: Place): Layer {
  const reason = value.kind === "unknown" ? value.reason : "it is not a single value";
  const origin = isPlace(value.origin) ? value.origin : place;
  return { name, values: nested(path.replace(/\[.*$/s, "") || path, { kind: "unknown", origin, reason }, origin) };
}
