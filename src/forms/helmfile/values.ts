import { type Cursor, findItemsAt, findStringAt, isPlace, type MapCursor } from "../../model/cursor.ts";
import type { Layer } from "../../model/install.ts";
import type { Place } from "../../model/location.ts";
import { wrapWholeText } from "../../model/source-text.ts";
import { reportMissingFile } from "../../reader/missing-file.ts";
import { findGlobbedFiles } from "../../reader/rooted-path.ts";
import type { Reader } from "../../reader/source.ts";
import { readSourceYaml } from "../../reader/source-yaml.ts";
import { readFileLayer } from "../../reader/values-layer.ts";
import { evaluate } from "../../syntax/go-template/go-template.ts";
import { readTemplatedYaml } from "../../syntax/go-template/templated-yaml.ts";
import { payForTemplate } from "./budget.ts";

/** The context of a list of values: the file that names them, and the scope of their templates. */
export interface ValuesContext {
  /** The helmfile; paths are relative to its directory. */
  readonly path: string;
  readonly scope: Cursor;
  readonly reader: Reader;
  /** True if missing files are ignored. */
  readonly isLenient?: boolean;
}

/** The values that `values:` and `secrets:` of an environment or of the helmfile add to `.Values`, lowest precedence first. */
export function readStateLayers(values: Cursor | undefined, secrets: Cursor | undefined, context: ValuesContext): Cursor[] {
  return [...readValueLayers(values, context), ...readSecretLayers(secrets, context)].map((layer) => layer.values);
}

/** The layers of a list of values: files, templated files, and maps. */
export function readValueLayers(values: Cursor | undefined, context: ValuesContext): Layer[] {
  if (values?.kind === "unknown") return createUnknownLayer(values, "values", "the list is not known");
  if (values?.kind === "map") return [{ name: "values", values }];
  return findItemsAt(values).flatMap((item) => {
    if (item.kind === "map") return [{ name: "values", values: item }];
    const written = findStringAt(item);
    if (written === undefined) return createUnknownLayer(item, "values", "the file's name is not known");
    return resolveValuesPaths(written, context).flatMap((path) => readFileLayers(path, written, item, context));
  });
}

/** The layers of encrypted files: their keys are known, their values are not. */
export function readSecretLayers(secrets: Cursor | undefined, context: ValuesContext): Layer[] {
  if (secrets?.kind === "unknown") return createUnknownLayer(secrets, "secrets", "the list is not known");
  return findItemsAt(secrets).flatMap((item) => {
    const written = findStringAt(item);
    const path = written === undefined ? undefined : context.reader.resolve(context.path, written);
    const source = path === undefined ? undefined : context.reader.source(path);
    const root = source && readSourceYaml(source, context.reader).root;
    if (written !== undefined && !source && isPlace(item.origin) && isPlainPath.test(written) && !context.isLenient)
      reportMissingFile({ written, path, place: item.origin }, context.reader);
    const isReadable = root?.kind === "map" && root.entries.has("sops");
    if (!isReadable) return createUnknownLayer(item, written ?? "secrets", "the file is a secret");
    return [{ name: source?.path ?? "secrets", values: hideSecretValues(root) }];
  });
}

const isPlainPath = /^[\w./-]+\.ya?ml$/;

/** Makes a map of names and cursors, as templates see it. */
export function createNamedMap(pairs: readonly (readonly [string, Cursor])[]): MapCursor {
  const origin = { builtIn: "helmfile" };
  return { kind: "map", origin, entries: new Map(pairs.map(([name, value]) => [name, { key: origin, value }])) };
}

function createUnknownLayer({ origin }: Cursor, name: string, reason: string): Layer[] {
  return isPlace(origin) ? [{ name, values: { kind: "unknown", origin, reason } }] : [];
}

/** The files that an entry names: the matches of a glob, otherwise the file itself, even if it is missing. */
function resolveValuesPaths(written: string, { path, reader }: ValuesContext): (string | undefined)[] {
  const resolved = reader.resolve(path, written);
  if (resolved === undefined || !/[*?]/.test(written)) return [resolved];
  return findGlobbedFiles(resolved, reader);
}

function readFileLayers(path: string | undefined, written: string, item: Cursor, context: ValuesContext): Layer[] {
  const { reader, scope } = context;
  const place: Place | undefined = isPlace(item.origin) ? item.origin : undefined;
  if (!place) return [];
  if (written.includes("://") || written.includes("::")) return createUnknownLayer(item, written, "the file is fetched from elsewhere");
  const source = path === undefined ? undefined : reader.source(path);
  if (!source && context.isLenient) return [];
  if (!source || /\.ya?ml$|\.json$/.test(written)) return [readFileLayer(reader, path, written, place)];
  if (!written.endsWith(".gotmpl")) return createUnknownLayer(item, written, "the file is not YAML");
  const text = wrapWholeText(source.path, source.text);
  if (!payForTemplate(source.path, text, reader)) return createUnknownLayer(item, source.path, "there are too many templates");
  const root = readTemplatedYaml(text, {
    evaluate: (expression) => evaluate(expression, scope),
    kept: new Set(),
    report: reader.problem,
  });
  if (root) return [{ name: source.path, values: root }];
  return isBlank(source.text) ? [] : createUnknownLayer(item, source.path, "the template is not known before it is rendered");
}

function isBlank(text: string): boolean {
  return text.split("\n").every((line) => /^\s*(#.*)?$/.test(line));
}

function hideSecretValues(cursor: Cursor): Cursor {
  if (cursor.kind !== "map") return { kind: "unknown", origin: cursor.origin, reason: "a secret" };
  const entries = [...cursor.entries]
    .filter(([key]) => key !== "sops")
    .map(([key, entry]) => [key, { ...entry, value: hideSecretValues(entry.value) }] as const);
  return { ...cursor, entries: new Map(entries) };
}
