import { at, type Cursor, entriesAt, isPlace, type Origin, type Scalar } from "../model/cursor.ts";
import type { Lost } from "../model/install.ts";
import type { Place } from "../model/location.ts";

/** Why a value that somebody wrote does nothing, and where it would. */
export interface Loss {
  readonly path: readonly string[];
  readonly reason: string;
  readonly instead: readonly string[] | null;
  /** The start of the path below which the chart reads nothing, where there is one. */
  readonly block?: readonly string[] | undefined;
}

/** The lost value that stands at a path; undefined where nobody in the repository wrote it. */
export function lostAt(values: Cursor, { path, reason, instead, block }: Loss): Lost | undefined {
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

/** The key that a whole block stands below, where the value was written in that very block. */
function blockPlace(values: Cursor, block: readonly string[], { file, start }: Place): Place | undefined {
  const key = findKeyOrigin(values, block);
  return key && isPlace(key) && key.file === file && key.start < start ? key : undefined;
}

/** The losses of the first version that are losses in each of them. */
export function inAll([first = [], ...others]: readonly (readonly Loss[])[]): Loss[] {
  const paths = others.map((losses) => new Set(losses.map(({ path }) => path.join("."))));
  return first.filter(({ path }) => paths.every((known) => known.has(path.join("."))));
}

/** Follows maps of one key down to the first that has several, or to the value: what somebody wrote as one thing. */
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

/** The scalars below a value, by path; nothing of lists. */
export function* leaves(value: Cursor | undefined, path: readonly string[] = []): Generator<[readonly string[], Scalar]> {
  if (value?.kind === "scalar") yield [path, value.value];
  for (const [key, entry] of entriesAt(value)) yield* leaves(entry.value, [...path, key]);
}

/** The scalar at a path; undefined where it is missing, unknown or no scalar. */
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

/** Where the keys stand as one stretch of text, if they do: only the text can tell. */
function stretchPlace(last: Origin | undefined, { length }: string): Place | undefined {
  return last && isPlace(last) && last.end >= length ? { file: last.file, start: last.end - length, end: last.end } : undefined;
}
