import { type Cursor, isPlace, itemsAt, stringAt } from "../model/cursor.ts";
import type { TextEdit } from "../model/fix.ts";
import type { TextOf } from "./lines.ts";
import type { LeavesOf } from "./soundness.ts";

/** What is known of the repository besides its texts. */
export interface Surroundings {
  readonly textOf: TextOf;
  readonly leavesOf: LeavesOf;
  /** An object as YAML. */
  readonly print: (object: unknown) => string;
  readonly exists: (file: string) => boolean;
  /** The kustomization in a directory (with a trailing slash), where there is one. */
  readonly kustomization: (directory: string) => Cursor | undefined;
}

/** The edits that put an object into a file of its own in a directory, and list it in the kustomization there. */
export function addedFile(directory: string, object: Readonly<Record<string, unknown>>, around: Surroundings): TextEdit[] | undefined {
  const { kind, metadata } = object as { readonly kind: string; readonly metadata: { readonly name: string } };
  const name = `${metadata.name}.${kind.toLowerCase()}.yaml`;
  const file = directory + name;
  if (around.exists(file)) return undefined;
  const made = { file, start: 0, end: 0, text: around.print(object) };
  const kustomization = around.kustomization(directory);
  if (!kustomization) return [made];
  const listed = listing(kustomization, name, around.textOf);
  return listed && [made, listed];
}

function listing(kustomization: Cursor, name: string, textOf: TextOf): TextEdit | undefined {
  const last = itemsAt(kustomization, "resources").findLast((item) => stringAt(item) !== undefined);
  const place = last && isPlace(last.origin) ? last.origin : undefined;
  const text = place && textOf(place.file);
  if (!place || text === undefined) return undefined;
  const margin = text.slice(text.lastIndexOf("\n", place.start - 1) + 1, place.start);
  if (!/^[ \t]*- +$/.test(margin)) return undefined;
  return { file: place.file, start: place.end, end: place.end, text: `${text.includes("\r\n") ? "\r\n" : "\n"}${margin}${name}` };
}
