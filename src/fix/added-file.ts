import { type Cursor, findAt, findItemsAt, findStringAt, isPlace } from "../model/cursor.ts";
import type { TextEdit } from "../model/fix.ts";
import type { Place } from "../model/location.ts";
import { endOfLine, endOfRow, type TextOf } from "./lines.ts";
import { type DifferenceOf, nameObject } from "./soundness.ts";

/** Access to the repository besides the texts of its files. */
export interface FixContext {
  readonly textOf: TextOf;
  readonly differenceOf: DifferenceOf;
  /** Writes an object as YAML. */
  readonly print: (object: unknown) => string;
  readonly exists: (file: string) => boolean;
  /** Finds the kustomization in a directory (with a trailing slash), if there is one. */
  readonly kustomization: (directory: string) => Kustomization | undefined;
  /** Checks whether every file in a directory is deployed as it is. */
  readonly isDeployed: (directory: string) => boolean;
}

export interface Kustomization {
  readonly file: string;
  readonly root: Cursor;
}

/**
 * Returns the edits that add an object in a new file beside another file. What deploys that file also deploys the new one, or
 * the edits add the new file to its kustomization.
 */
export function addFile(beside: string, object: Readonly<Record<string, unknown>>, context: FixContext): TextEdit[] | undefined {
  const directory = beside.slice(0, beside.lastIndexOf("/") + 1);
  const file = `${directory}${nameObject(object)}.yaml`;
  if (context.exists(file)) return undefined;
  const made = { file, start: 0, end: 0, text: context.print(object) };
  const own = findKustomization(beside, context);
  if (own) {
    const listed = listInKustomization(own.root, file.slice(own.file.lastIndexOf("/") + 1), context.textOf);
    return listed && [made, listed];
  }
  return !context.kustomization(directory) && context.isDeployed(directory) ? [made] : undefined;
}

/** Finds the kustomization that is the file itself, or the nearest one in its directory or above that lists the file. */
function findKustomization(file: string, { kustomization }: FixContext): Kustomization | undefined {
  for (let end = file.lastIndexOf("/"); ; end = file.lastIndexOf("/", end - 1)) {
    const directory = file.slice(0, end + 1);
    const found = kustomization(directory);
    const listed = findItemsAt(found?.root, "resources").map((item) => findStringAt(item)?.replace(/^\.\//, ""));
    if (found && (found.file === file || listed.includes(file.slice(directory.length)))) return found;
    if (end <= 0) return undefined;
  }
}

function listInKustomization(kustomization: Cursor, name: string, textOf: TextOf): TextEdit | undefined {
  if (!findAt(kustomization, "resources")) return addResourcesKey(kustomization, name, textOf);
  const last = findItemsAt(kustomization, "resources").findLast((item) => findStringAt(item) !== undefined);
  const place = last && isPlace(last.origin) ? last.origin : undefined;
  const text = place && textOf(place.file);
  if (!place || text === undefined) return undefined;
  const margin = text.slice(text.lastIndexOf("\n", place.start - 1) + 1, place.start);
  if (/[[,] *$/.test(margin)) return addInBrackets(place, name, text);
  const end = endOfRow(text, place.end);
  if (!/^[ \t]*- +$/.test(margin) || end === undefined) return undefined;
  return { file: place.file, start: end, end, text: `${endOfLine(text)}${margin}${name}` };
}

/** Adds a name to a list on one line, such as `[a.yaml, b.yaml]`. */
function addInBrackets({ file, end }: Place, name: string, text: string): TextEdit | undefined {
  return /^ *\]/.test(text.slice(end, end + 100)) ? { file, start: end, end, text: `, ${name}` } : undefined;
}

/** Adds `resources` at the end of a kustomization that does not list any yet. */
function addResourcesKey(kustomization: Cursor, name: string, textOf: TextOf): TextEdit | undefined {
  const first = kustomization.kind === "map" ? kustomization.entries.values().next().value?.key : undefined;
  const file = first && isPlace(first) ? first.file : undefined;
  const text = file === undefined ? undefined : textOf(file);
  if (file === undefined || text === undefined) return undefined;
  const newline = endOfLine(text);
  const gap = text.endsWith("\n") ? "" : newline;
  return { file, start: text.length, end: text.length, text: `${gap}resources:${newline}  - ${name}${newline}` };
}
