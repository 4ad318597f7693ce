import type { TextEdit } from "../model/fix.ts";
import type { Place } from "../model/location.ts";
import type { TextOf } from "./lines.ts";

/**
 * Returns the edit that renames a dotted key: the whole key of an option (`--set a.b=x`), or only the last step if no other step
 * differs. Undefined if the new key belongs somewhere else.
 */
export function renameKey(place: Place | undefined, key: string, to: string, textOf: TextOf): TextEdit | undefined {
  const text = place && textOf(place.file);
  if (!place || text === undefined) return undefined;
  const { file, end } = place;
  const isOption = text.slice(place.start, end) === key && text[end] === "=" && !/[\w.\\]/.test(text.slice(place.start - 1, place.start));
  if (isOption) return { ...place, text: to };
  const [own, other] = [takeLastStep(key), takeLastStep(to)];
  const start = end - own.length;
  const isSibling = key.slice(0, -own.length) === to.slice(0, -other.length);
  const isOwnKey = text.slice(start, end) === own && /^["']?[ \t]*[:=]/.test(text.slice(end, end + 8));
  return isSibling && isOwnKey ? { file, start, end, text: other } : undefined;
}

function takeLastStep(key: string): string {
  return key.slice(key.lastIndexOf(".") + 1);
}
