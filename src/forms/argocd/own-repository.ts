import { type Cursor, findAt, findItemsAt, findStringAt } from "../../model/cursor.ts";
import { findRootedDirectory, findRootedFile } from "../../reader/rooted-path.ts";
import type { Reader } from "../../reader/source.ts";

/** How many paths of a source are in this repository, less those that are not. */
type Tally = ReadonlyMap<string, number>;

/** Weighs whether an address is that of this repository, by the paths that Applications name in it: above zero where it is, below where it is not. */
export function weighRepository(address: string | undefined, reader: Reader): number {
  return address === undefined ? 0 : (tallyRepositories(reader).get(normalize(address)) ?? 0);
}

const known = new WeakMap<Reader["below"], Tally>();

function tallyRepositories(reader: Reader): Tally {
  const before = known.get(reader.below);
  if (before) return before;
  const tally = new Map<string, number>();
  for (const { file, root } of [...reader.ofKind("Application"), ...reader.ofKind("ApplicationSet")]) {
    const spec = findAt(root, "spec", "template", "spec") ?? findAt(root, "spec");
    const sources = [...findItemsAt(spec, "sources"), ...[findAt(spec, "source") ?? []].flat()];
    for (const source of sources) {
      const address = findStringAt(source, "repoURL");
      if (address === undefined) continue;
      const key = normalize(address);
      tally.set(key, (tally.get(key) ?? 0) + countPath(source, file, reader) + countFiles(source, sources, file, reader));
    }
  }
  known.set(reader.below, tally);
  return tally;
}

function countPath(source: Cursor, file: string, reader: Reader): number {
  const path = findStringAt(source, "path");
  if (path === undefined || !/\w/.test(path) || path.includes("{{")) return 0;
  return findRootedDirectory(file, path, reader) === undefined ? -1 : 1;
}

/** Values files that other sources name in it. */
function countFiles(source: Cursor, sources: readonly Cursor[], file: string, reader: Reader): number {
  const name = findStringAt(source, "ref");
  if (name === undefined) return 0;
  const written = sources.flatMap((other) => findItemsAt(other, "helm", "valueFiles").flatMap((item) => findStringAt(item) ?? []));
  const own = written.filter((path) => path.startsWith(`$${name}/`)).map((path) => path.slice(name.length + 2));
  return own.filter((path) => findRootedFile(file, path, reader) !== undefined).length;
}

/** The same repository by SSH and HTTPS. */
function normalize(address: string): string {
  return address
    .toLowerCase()
    .replace(/^\w+:\/\/(?:[^@/]*@)?|^[\w.-]+@/, "")
    .replace(":", "/")
    .replace(/(?:\.git)?\/*$/, "");
}
