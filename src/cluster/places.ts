import { type Cursor, escapePointer, isPlace, type Origin } from "../model/cursor.ts";
import type { Place } from "../model/location.ts";

/** Lists the JSON pointer and place of every value below a cursor: the value of a scalar, the key of a map or list. */
export function* listValuePlaces(cursor: Cursor, prefix: string): Generator<[string, Place]> {
  yield* listOriginPlace(prefix, cursor.origin);
  if (cursor.kind === "list") for (const [index, item] of cursor.items.entries()) yield* listValuePlaces(item, `${prefix}/${index}`);
  if (cursor.kind !== "map") return;
  for (const [key, { key: keyOrigin, value }] of cursor.entries) {
    const pointer = `${prefix}/${escapePointer(key)}`;
    yield* listValuePlaces(value, pointer);
    if (value.kind !== "scalar") yield* listOriginPlace(pointer, keyOrigin);
  }
}

function* listOriginPlace(pointer: string, origin: Origin): Generator<[string, Place]> {
  if (isPlace(origin)) yield [pointer, origin];
}
