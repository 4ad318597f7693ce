import { findReferenceAt } from "../model/cursor.ts";
import type { Document } from "../model/document.ts";
import type { Reader } from "./source.ts";

const known = new WeakMap<Reader, Map<string, ReadonlyMap<string, readonly Document[]>>>();

/** Finds the documents of a rare kind by name; for common kinds, `Reader.named` parses less. */
export function findDocumentsNamed(reader: Reader, kind: string, name: string): readonly Document[] {
  const kinds = known.get(reader) ?? new Map<string, ReadonlyMap<string, readonly Document[]>>();
  known.set(reader, kinds);
  const names = kinds.get(kind) ?? indexByName(reader.ofKind(kind));
  kinds.set(kind, names);
  return names.get(name) ?? [];
}

function indexByName(documents: readonly Document[]): ReadonlyMap<string, readonly Document[]> {
  const names = new Map<string, Document[]>();
  for (const document of documents) {
    const name = findReferenceAt(document.root, "metadata", "name");
    const others = name === undefined ? undefined : names.get(name);
    if (others) others.push(document);
    else if (name !== undefined) names.set(name, [document]);
  }
  return names;
}
