import type { TextEdit } from "../model/fix.ts";
import type { Place } from "../model/location.ts";
import type { TextOf } from "./lines.ts";

/**
 * The edit that renames a dotted key: all of it where it is an option's (`--set a.b=x`), and its last step where only that
 * differs; undefined where the new key lies elsewhere.
 */
export function renamedKey(place: Place | undefined, key: string, to: string, textOf: TextOf): TextEdit | undefined {
  const text = place && textOf(place.file);
  if (!place || text === undefined) return undefined;
  const { file, end } = place;
  const isOption = text.slice(place.start, end) === key && text[end] === "=" && !/[\w.\\]/.test(text.slice(place.start - 1, place.start));
  if (isOption) return { ...place, text: to };
  const [own, other] = [lastStep(key), lastStep(to)];
  const start = end - own.length;
  const isSibling = key.slice(0, -own.length) === to.slice(0, -other.length);
  const isOwnKey = text.slice(start, end) === own && /^["']?[ \t]*[:=]/.test(text.slice(end, end + 8));
  return isSibling && isOwnKey ? { file, start, end, text: other } : undefined;
}

function lastStep(key: string): string {
  return key.slice(key.lastIndexOf(".") + 1);
}
