import { type Cursor, findAt, findEntriesAt, isPlace, type Origin, type Scalar } from "../model/cursor.ts";
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
  const found = findAt(values, ...path);
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
    keyPlace: locateStretch(own, key),
    blockPlace: block && locateBlock(values, block, origin),
  };
}

/** The place of the block's key, if the value is written in that same block. */
function locateBlock(values: Cursor, block: readonly string[], { file, start }: Place): Place | undefined {
  const key = findKeyOrigin(values, block);
  return key && isPlace(key) && key.file === file && key.start < start ? key : undefined;
}

/** Keeps the ineffectiveKeys of the first version that occur in every version. */
export function keepCommonKeys([first = [], ...others]: readonly (readonly IneffectiveKey[])[]): IneffectiveKey[] {
  const paths = others.map((ineffectiveKeys) => new Set(ineffectiveKeys.map(({ path }) => path.join("."))));
  return first.filter(({ path }) => paths.every((known) => known.has(path.join("."))));
}

/** Follows maps with a single key down to the first map with several, or to the value: the part that users write as one unit. */
export function followOnlyPath(value: Cursor | undefined): readonly string[] {
  const path: string[] = [];
  for (let current = value; current?.kind === "map" && current.entries.size === 1 && !current.rest; ) {
    const [only] = findEntriesAt(current);
    if (!only) break;
    path.push(only[0]);
    current = only[1].value;
  }
  return path;
}

/** Lists the scalars below a value, by path; lists are skipped. */
export function* listScalarLeaves(value: Cursor | undefined, path: readonly string[] = []): Generator<[readonly string[], Scalar]> {
  if (value?.kind === "scalar") yield [path, value.value];
  for (const [key, entry] of findEntriesAt(value)) yield* listScalarLeaves(entry.value, [...path, key]);
}

/** Finds the scalar at a path; undefined if it is missing, unknown or not a scalar. */
export function findScalar(values: Cursor | undefined, path: readonly string[]): Scalar | undefined {
  const found = findAt(values, ...path);
  return found?.kind === "scalar" ? found.value : undefined;
}

function readScalar(found: Cursor): Scalar {
  return found.kind === "scalar" ? found.value : null;
}

function findKeyOrigin(values: Cursor, path: readonly string[]): Origin | undefined {
  const parent = findAt(values, ...path.slice(0, -1));
  return parent?.kind === "map" ? parent.entries.get(path.at(-1) ?? "")?.key : undefined;
}

/** The place of the keys as one range of text, if they are written that way; only the file's text can confirm it. */
function locateStretch(last: Origin | undefined, { length }: string): Place | undefined {
  return last && isPlace(last) && last.end >= length ? { file: last.file, start: last.end - length, end: last.end } : undefined;
}
