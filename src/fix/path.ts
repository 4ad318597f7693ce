import { unescapePointer } from "../model/cursor.ts";

/** Splits a dotted path into keys. A path that starts with a slash is a JSON pointer, for keys that contain dots. */
export function splitPath(path: string): readonly string[] {
  return path.startsWith("/") ? path.slice(1).split("/").map(unescapePointer) : path.split(".");
}
