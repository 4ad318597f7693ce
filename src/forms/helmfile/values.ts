import { type Cursor, isPlace, itemsAt, type MapCursor, stringAt } from "../../model/cursor.ts";
import type { Layer } from "../../model/install.ts";
import type { Place } from "../../model/location.ts";
import { wholeText } from "../../model/source-text.ts";
import { reportMissingFile } from "../../reader/missing-file.ts";
import { globbedFiles } from "../../reader/rooted-path.ts";
import type { Reader } from "../../reader/source.ts";
import { readSourceYaml } from "../../reader/source-yaml.ts";
import { fileLayer } from "../../reader/values-layer.ts";
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
export function stateLayers(values: Cursor | undefined, secrets: Cursor | undefined, context: ValuesContext): Cursor[] {
  return [...valueLayers(values, context), ...secretLayers(secrets, context)].map((layer) => layer.values);
}

/** The layers of a list of values: files, templated files, and maps. */
export function valueLayers(values: Cursor | undefined, context: ValuesContext): Layer[] {
  if (values?.kind === "unknown") return unknownLayer(values, "values", "the list is not known");
  if (values?.kind === "map") return [{ name: "values", values }];
  return itemsAt(values).flatMap((item) => {
    if (item.kind === "map") return [{ name: "values", values: item }];
    const written = stringAt(item);
    if (written === undefined) return unknownLayer(item, "values", "the file's name is not known");
    return resolveValuesPaths(written, context).flatMap((path) => fileLayers(path, written, item, context));
  });
}

/** The layers of encrypted files: their keys are known, their values are not. */
export function secretLayers(secrets: Cursor | undefined, context: ValuesContext): Layer[] {
  if (secrets?.kind === "unknown") return unknownLayer(secrets, "secrets", "the list is not known");
  return itemsAt(secrets).flatMap((item) => {
    const written = stringAt(item);
    const path = written === undefined ? undefined : context.reader.resolve(context.path, written);
    const source = path === undefined ? undefined : context.reader.source(path);
    const root = source && readSourceYaml(source, context.reader).root;
    if (written !== undefined && !source && isPlace(item.origin) && isPlainPath.test(written) && !context.isLenient)
      reportMissingFile({ written, path, place: item.origin }, context.reader);
    const isReadable = root?.kind === "map" && root.entries.has("sops");
    if (!isReadable) return unknownLayer(item, written ?? "secrets", "the file is a secret");
    return [{ name: source?.path ?? "secrets", values: withoutLeaves(root) }];
  });
}

const isPlainPath = /^[\w./-]+\.ya?ml$/;

/** Makes a map of names and cursors, as templates see it. */
export function mapped(pairs: readonly (readonly [string, Cursor])[]): MapCursor {
  const origin = { builtIn: "helmfile" };
  return { kind: "map", origin, entries: new Map(pairs.map(([name, value]) => [name, { key: origin, value }])) };
}

function unknownLayer({ origin }: Cursor, name: string, reason: string): Layer[] {
  return isPlace(origin) ? [{ name, values: { kind: "unknown", origin, reason } }] : [];
}

/** The files that an entry names: the matches of a glob, otherwise the file itself, even if it is missing. */
function resolveValuesPaths(written: string, { path, reader }: ValuesContext): (string | undefined)[] {
  const resolved = reader.resolve(path, written);
  if (resolved === undefined || !/[*?]/.test(written)) return [resolved];
  return globbedFiles(resolved, reader);
}

function fileLayers(path: string | undefined, written: string, item: Cursor, context: ValuesContext): Layer[] {
  const { reader, scope } = context;
  const place: Place | undefined = isPlace(item.origin) ? item.origin : undefined;
  if (!place) return [];
  if (written.includes("://") || written.includes("::")) return unknownLayer(item, written, "the file is fetched from elsewhere");
  const source = path === undefined ? undefined : reader.source(path);
  if (!source && context.isLenient) return [];
  if (!source || /\.ya?ml$|\.json$/.test(written)) return [fileLayer(reader, path, written, place)];
  if (!written.endsWith(".gotmpl")) return unknownLayer(item, written, "the file is not YAML");
  const text = wholeText(source.path, source.text);
  if (!payForTemplate(source.path, text, reader)) return unknownLayer(item, source.path, "there are too many templates");
  const root = readTemplatedYaml(text, {
    evaluate: (expression) => evaluate(expression, scope),
    kept: new Set(),
    report: reader.problem,
  });
  if (root) return [{ name: source.path, values: root }];
  return isBlank(source.text) ? [] : unknownLayer(item, source.path, "the template is not known before it is rendered");
}

function isBlank(text: string): boolean {
  return text.split("\n").every((line) => /^\s*(#.*)?$/.test(line));
}

function withoutLeaves(cursor: Cursor): Cursor {
  if (cursor.kind !== "map") return { kind: "unknown", origin: cursor.origin, reason: "a secret" };
  const entries = [...cursor.entries]
    .filter(([key]) => key !== "sops")
    .map(([key, entry]) => [key, { ...entry, value: withoutLeaves(entry.value) }] as const);
  return { ...cursor, entries: new Map(entries) };
}
