import type { Cursor, Entry, ScalarCursor } from "../model/cursor.ts";
import { isPlace, readCursorText } from "../model/cursor.ts";
import type { Layer } from "../model/install.ts";
import type { Place } from "../model/location.ts";
import { readYaml } from "../syntax/yaml/yaml.ts";
import { openAccount } from "../syntax/yaml/yaml-limit.ts";
import { reportMissingFile } from "./missing-file.ts";
import type { Reader } from "./source.ts";
import { readSourceYaml } from "./source-yaml.ts";

/** Reads a values file of the repository as a layer; if it is missing, the layer is unknown, and the place that names it gets a problem. */
export function readFileLayer(reader: Reader, path: string | undefined, written: string, place: Place): Layer {
  const source = path === undefined ? undefined : reader.source(path);
  if (!source) {
    reportMissingFile({ written, path, place }, reader);
    return { name: written, values: { kind: "unknown", origin: place, reason: "the values file is missing" } };
  }
  const { root, problems } = readSourceYaml(source, reader);
  for (const problem of problems) reader.problem(problem);
  const top: Place = { file: source.path, start: 0, end: findFirstLineEnd(source.text) };
  if (root) return { name: source.path, values: requireValuesMap(root, top, `The values file \`${source.path}\``, reader) };
  return { name: source.path, values: problems.length > 0 ? createUnreadableValues(top) : createEmptyMap(top) };
}

const known = new WeakMap<ScalarCursor, { readonly layer: Layer; readonly key: Place }>();

/** Reads a block of values that is text inside another document (`values: |`); the same block always gives the same layer. */
export function readTextLayer(reader: Reader, name: string, scalar: ScalarCursor, key: Place): Layer {
  const before = known.get(scalar);
  if (before && before.layer.name === name && before.key.file === key.file && before.key.start === key.start) return before.layer;
  const layer = readLayer(reader, name, scalar, key);
  known.set(scalar, { layer, key });
  return layer;
}

function readLayer(reader: Reader, name: string, scalar: ScalarCursor, key: Place): Layer {
  const text = readCursorText(scalar);
  if (!text) return { name, values: createUnreadableValues(key) };
  const { root, problems } = readYaml(text, openAccount(reader.budget));
  for (const problem of problems) reader.problem(problem);
  if (!root) return { name, values: problems.length > 0 ? createUnreadableValues(key) : createEmptyMap(key) };
  return { name, values: requireValuesMap({ ...root, origin: key }, key, `\`${name}\``, reader) };
}

/** Reads a block of values that is a map or text; its place is the key, where a missing value would be added. */
export function readBlockLayer(reader: Reader, name: string, entry: Entry): Layer | undefined {
  const key = isPlace(entry.key) ? entry.key : undefined;
  if (!key || (entry.value.kind === "scalar" && (entry.value.value === null || entry.value.value === ""))) return undefined;
  if (entry.value.kind === "scalar") return readTextLayer(reader, name, entry.value, key);
  const before = blocks.get(entry);
  if (before?.name === name) return before;
  const layer = { name, values: { ...entry.value, origin: key } };
  blocks.set(entry, layer);
  return layer;
}

/** Installs that share values share one layer, so the values are counted and merged only once. */
const blocks = new WeakMap<Entry, Layer>();

/** Returns a map with a single value at a dotted path (`global.platform`); `\.` is a dot in a key. */
export function nestValue(path: string, value: Cursor, key: Place): Cursor {
  const steps = path.split(/(?<!\\)\./).map((step) => step.replaceAll("\\.", "."));
  return steps.reduceRight<Cursor>(
    (inner, step) => ({ kind: "map", origin: key, entries: new Map([[step, { key, value: inner }]]) }),
    value,
  );
}

/** Helm accepts only a map as values. */
function requireValuesMap(root: Cursor, place: Place, name: string, reader: Reader): Cursor {
  if (root.kind === "map" || root.kind === "unknown") return root;
  if (root.kind === "scalar" && root.value === null) return createEmptyMap(place);
  const reason = `${name} holds ${root.kind === "list" ? "a list" : "a single value"}, where values must be a map`;
  reader.problem({ code: "values-no-map", message: `${reason}.`, place });
  return { kind: "unknown", origin: place, reason, invalid: true };
}

function createEmptyMap(origin: Place): Cursor {
  return { kind: "map", origin, entries: new Map() };
}

function createUnreadableValues(origin: Place): Cursor {
  return { kind: "unknown", origin, reason: "the values cannot be read" };
}

function findFirstLineEnd(text: string): number {
  const newline = text.indexOf("\n");
  return newline === -1 ? text.length : newline;
}
