import { posix } from "node:path";
import type { Place } from "../model/location.ts";
import { nearestName } from "../model/nearest-name.ts";
import type { Reader } from "./source.ts";

/** A values file that something names and that is not there. */
export interface MissingFile {
  /** As it is written. */
  readonly written: string;
  /** Where it would be; undefined for a path that leads out of the repository. */
  readonly path: string | undefined;
  readonly place: Place;
}

/** Reports a values file that is not there, with the file that is most likely meant. */
export function reportMissingFile({ written, path, place }: MissingFile, reader: Reader): void {
  // Files that are too large, or not text, have a problem of their own.
  if (path !== undefined && reader.exists(path)) return;
  const nearest = path === undefined ? undefined : findNearestFile(path, reader);
  const hint = nearest === undefined ? "" : ` The nearest file is \`${nearest}\`.`;
  const message = `The values file \`${written}\` is not in the repository; what it sets is unknown.${hint}`;
  reader.problem({ code: "values-file-missing", message, place });
}

/** Finds the file that a path most likely means: one with a like name beside it, else the one of its name whose directory is most alike. */
export function findNearestFile(path: string, reader: Reader): string | undefined {
  const { directory, base, paths } = indexFiles(reader);
  const folder = posix.dirname(path);
  const beside = directory.get(folder) ?? [];
  const name = posix.basename(path);
  const near = nearestName(name, beside) ?? findOtherEnding(name, beside);
  if (near !== undefined) return posix.join(folder, near);
  const namesakes = base.get(name) ?? [];
  if (namesakes.length > 0)
    return namesakes.reduce((best, next) => (countSharedSteps(next, path) > countSharedSteps(best, path) ? next : best));
  const folders = nearestName(
    folder,
    [...directory.keys()].filter((other) => other.split("/").length === folder.split("/").length),
  );
  const within = folders === undefined || paths.length > fewPaths ? undefined : nearestName(name, directory.get(folders) ?? []);
  return within === undefined ? undefined : posix.join(folders ?? "", within);
}

/** `values.yml` for `values.yaml`. */
function findOtherEnding(name: string, names: readonly string[]): string | undefined {
  const stem = name.replace(/\.ya?ml$/, "");
  return names.find((other) => other !== name && other.replace(/\.ya?ml$/, "") === stem);
}

/** How many steps two paths share at their ends. */
function countSharedSteps(one: string, other: string): number {
  const [steps, others] = [one.split("/"), other.split("/")];
  const start = steps.findIndex((step, index) => step !== others[index]);
  const end = [...steps].reverse().findIndex((step, index) => step !== others.at(-1 - index));
  return (start === -1 ? steps.length : start) + (end === -1 ? steps.length : end);
}

interface FileIndex {
  readonly paths: readonly string[];
  readonly directory: ReadonlyMap<string, readonly string[]>;
  readonly base: ReadonlyMap<string, readonly string[]>;
}

/** Names are compared letter by letter, which is too slow for more. */
const fewPaths = 5_000;
const indexes = new WeakMap<Reader["below"], FileIndex>();

/** The files that may hold values, by directory and by name. */
function indexFiles(reader: Reader): FileIndex {
  const known = indexes.get(reader.below);
  if (known) return known;
  const paths = reader.below("").filter((path) => /\.(ya?ml|json|gotmpl)$/.test(path));
  const directory = new Map<string, string[]>();
  const base = new Map<string, string[]>();
  for (const path of paths) {
    append(directory, posix.dirname(path), posix.basename(path));
    append(base, posix.basename(path), path);
  }
  const index = { paths, directory, base };
  indexes.set(reader.below, index);
  return index;
}

function append(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
