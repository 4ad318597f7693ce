import { at, type Cursor, entriesAt, isPlace, type Origin, type Scalar } from "../model/cursor.ts";
import type { Ineffective } from "../model/install.ts";
import type { Place } from "../model/location.ts";

/** The reason why a written value is ineffective, and the key where it would be effective. */
export interface IneffectiveKey {
  readonly path: readonly string[];
  readonly reason: string;
  readonly instead: readonly string[] | null;
  /** The start of the path below which the chart reads nothing, if there is one. */
  readonly block?: readonly string[] | undefined;
}

/** Makes an ineffective value for a path; undefined if the value is not written in the repository. */
export function findIneffective(values: Cursor, { path, reason, instead, block }: IneffectiveKey): Ineffective | undefined {
  const found = at(values, ...path);
  const own = findKeyOrigin(values, path);
  const key = path.join(".");
  const origin = found?.kind === "scalar" ? found.origin : own;
  if (!found || !origin || !isPlace(origin)) return undefined;
  return {
    path,
    key,
    value: readScalar(found),
    reason,
    instead: instead?.join(".") ?? null,
    place: origin,
    keyPlace: stretchPlace(own, key),
    blockPlace: block && blockPlace(values, block, origin),
  };
}

/** The place of the block's key, if the value is written in that same block. */
function blockPlace(values: Cursor, block: readonly string[], { file, start }: Place): Place | undefined {
  const key = findKeyOrigin(values, block);
  return key && isPlace(key) && key.file === file && key.start < start ? key : undefined;
}

/** Keeps the ineffectiveKeys of the first version that occur in every version. */
export function inAll([first = [], ...others]: readonly (readonly IneffectiveKey[])[]): IneffectiveKey[] {
  const paths = others.map((ineffectiveKeys) => new Set(ineffectiveKeys.map(({ path }) => path.join("."))));
  return first.filter(({ path }) => paths.every((known) => known.has(path.join("."))));
}

/** Follows maps with a single key down to the first map with several, or to the value: the part that users write as one unit. */
export function onlyPath(value: Cursor | undefined): readonly string[] {
  const path: string[] = [];
  for (let current = value; current?.kind === "map" && current.entries.size === 1 && !current.rest; ) {
    const [only] = entriesAt(current);
    if (!only) break;
    path.push(only[0]);
    current = only[1].value;
  }
  return path;
}

/** Lists the scalars below a value, by path; lists are skipped. */
export function* leaves(value: Cursor | undefined, path: readonly string[] = []): Generator<[readonly string[], Scalar]> {
  if (value?.kind === "scalar") yield [path, value.value];
  for (const [key, entry] of entriesAt(value)) yield* leaves(entry.value, [...path, key]);
}

/** Finds the scalar at a path; undefined if it is missing, unknown or not a scalar. */
export function scalarAt(values: Cursor | undefined, path: readonly string[]): Scalar | undefined {
  const found = at(values, ...path);
  return found?.kind === "scalar" ? found.value : undefined;
}

function readScalar(found: Cursor): Scalar {
  return found.kind === "scalar" ? found.value : null;
}

function findKeyOrigin(values: Cursor, path: readonly string[]): Origin | undefined {
  const parent = at(values, ...path.slice(0, -1));
  return parent?.kind === "map" ? parent.entries.get(path.at(-1) ?? "")?.key : undefined;
}

/** The place of the keys as one range of text, if they are written that way; only the file's text can confirm it. */
function stretchPlace(last: Origin | undefined, { length }: string): Place | undefined {
  return last && isPlace(last) && last.end >= length ? { file: last.file, start: last.end - length, end: last.end } : undefined;
}
