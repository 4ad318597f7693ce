import { unescapePointer } from "../model/cursor.ts";

/** The keys of a dotted path; one that starts with a slash is a JSON pointer, for keys that have dots themselves. */
export function splitPath(path: string): readonly string[] {
  return path.startsWith("/") ? path.slice(1).split("/").map(unescapePointer) : path.split(".");
}
