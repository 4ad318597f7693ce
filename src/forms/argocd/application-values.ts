import { posix } from "node:path";
import { type Cursor, findAt, findEntriesAt, findItemsAt, findPlaceAt, findStringAt, isPlace } from "../../model/cursor.ts";
import type { Layer } from "../../model/install.ts";
import type { Place } from "../../model/location.ts";
import { parseSet } from "../../model/values.ts";
import { findGlobbedFiles, findRootedDirectory, findRootedFile, listPossibleRoots } from "../../reader/rooted-path.ts";
import type { Reader } from "../../reader/source.ts";
import { nestValue, readBlockLayer, readFileLayer } from "../../reader/values-layer.ts";
import { weighRepository } from "./own-repository.ts";

/** One source of an Application, together with its other sources. */
export interface HelmSource {
  readonly file: string;
  /** The Application's name. */
  readonly name: string | undefined;
  readonly source: Cursor;
  readonly sources: readonly Cursor[];
  /** The chart's directory, if it is in this repository. */
  readonly directory: string | undefined;
}

/** The layers in Argo CD's order of precedence: value files, then `values` or `valuesObject` (which replaces `values`), then parameters. */
export function readArgocdLayers(context: HelmSource, reader: Reader): Layer[] {
  const helm = findAt(context.source, "helm");
  const files = readLayersUnlessUnknown(helm, "valueFiles", (items) => readFileLayers(items, context, reader));
  const blocks = findEntriesAt(helm);
  const block = blocks.find(([key]) => key === "valuesObject") ?? blocks.find(([key]) => key === "values");
  const inline = block ? readBlockLayer(reader, block[0], block[1]) : createUnknownLayer(findAt(helm, "valuesObject"), "valuesObject");
  const parameters = readLayersUnlessUnknown(helm, "parameters", (items) => items.flatMap(readParameterLayer));
  const fileParameters = readLayersUnlessUnknown(helm, "fileParameters", (items) => items.flatMap(readFileParameterLayer));
  return [...files, ...(inline ? [inline] : []), ...parameters, ...fileParameters];
}

/** The layers of value files. Each file counts once: where it is named, otherwise where the first glob finds it. */
function readFileLayers(items: readonly Cursor[], context: HelmSource, reader: Reader): Layer[] {
  const found = items.map((file) => ({ isGlob: isGlob(findStringAt(file) ?? ""), layers: readValueFileLayers(file, context, reader) }));
  const named = new Set(found.flatMap((entry) => (entry.isGlob ? [] : entry.layers.map(({ name }) => name))));
  return found.flatMap((entry) =>
    entry.layers.filter(({ name }) => {
      const isTaken = entry.isGlob && named.has(name);
      named.add(name);
      return !isTaken;
    }),
  );
}

/** The layers of a list; one unknown layer if the list is unknown. */
function readLayersUnlessUnknown(helm: Cursor | undefined, key: string, layersOf: (items: readonly Cursor[]) => Layer[]): Layer[] {
  const layer = createUnknownLayer(findAt(helm, key), key);
  return layer ? [layer] : layersOf(findItemsAt(helm, key));
}

function createUnknownLayer(cursor: Cursor | undefined, name: string): Layer | undefined {
  return cursor?.kind === "unknown" && isPlace(cursor.origin) ? { name, values: cursor } : undefined;
}

/**
 * The layers of a value file. It is in the chart's repository or, written as `$name/path`, in another source; both may be this
 * repository or a remote one.
 */
function readValueFileLayers(file: Cursor, context: HelmSource, reader: Reader): Layer[] {
  const place = isPlace(file.origin) ? file.origin : undefined;
  if (!place) return [];
  const written = findStringAt(file)?.replace(/\$\{?ARGOCD_APP_NAME\}?(?![A-Z_])/g, context.name ?? "$&");
  const unknown = (reason: string): Layer[] => [{ name: written ?? "a value file", values: { kind: "unknown", origin: place, reason } }];
  if (written === undefined) return unknown("the file's name is not known");
  if (written.includes("://")) return unknown("the file is fetched from elsewhere");
  const reference = written.match(/^\$([\w.-]+)\/(.+)$/);
  if (!reference && context.directory === undefined) return unknown("the file is part of the chart");
  const found = reference ? findReferencedFiles(reference[2] ?? "", context, reader) : findChartFiles(written, context, reader);
  if (found.length > 0) return found.map((path) => readFileLayer(reader, path, written, place));
  return readMissingFileLayers({ written, place, reference, unknown }, context, reader);
}

interface MissingReference {
  readonly written: string;
  readonly place: Place;
  readonly reference: RegExpMatchArray | null;
  readonly unknown: (reason: string) => Layer[];
}

/** A value file that is not found: a mistake where it would be in this repository, unknown where it is in another one. */
function readMissingFileLayers({ written, place, reference, unknown }: MissingReference, context: HelmSource, reader: Reader): Layer[] {
  const [, name, path = written] = reference ?? [];
  const target = name === undefined ? undefined : findReferenced(name, context);
  const address = findStringAt(target, "repoURL");
  // Another state of this repository may have the file.
  if (/^v?\d+(?:\.\d+)+|^[0-9a-f]{7,40}$/.test(findStringAt(target, "targetRevision") ?? ""))
    return unknown("the file is in another revision");
  const weight = weighRepository(address, reader);
  if (weight < 0 || (weight === 0 && !isOurs(reference?.[2], context, reader)))
    return unknown(`the file is in ${address ?? "another repository"}`);
  if (isIgnored(context)) return [];
  const from = reference ? "" : posix.join(context.directory ?? "", "Chart.yaml");
  return [readFileLayer(reader, reader.resolve(from, `./${path}`), written, place)];
}

function findReferenced(name: string, { sources }: HelmSource): Cursor | undefined {
  return sources.find((source) => findStringAt(source, "ref") === name);
}

/** Checks whether Argo CD ignores missing files. */
function isIgnored({ source }: HelmSource): boolean {
  const flag = findAt(source, "helm", "ignoreMissingValueFiles");
  return flag?.kind === "scalar" && flag.value === true;
}

/** Checks whether a missing file is certainly missing: it belongs to a chart in this repository, or to a source whose directory is here. */
function isOurs(path: string | undefined, { directory, file }: HelmSource, reader: Reader): boolean {
  if (path === undefined) return directory !== undefined;
  return path.includes("/") && findRootedDirectory(file, posix.dirname(path), reader) !== undefined;
}

function findReferencedFiles(path: string, { file }: Pick<HelmSource, "file">, reader: Reader): string[] {
  if (!isGlob(path)) return [findRootedFile(file, path, reader) ?? []].flat();
  const root = listPossibleRoots(file).find((candidate) => findGlobbedFiles(`${candidate}${path}`, reader).length > 0);
  return root === undefined ? [] : findGlobbedFiles(`${root}${path}`, reader);
}

/** The files at a path of the chart, relative to its directory. A path that starts with a slash is relative to the repository's root. */
function findChartFiles(path: string, { file, directory }: HelmSource, reader: Reader): string[] {
  if (path.startsWith("/")) return findReferencedFiles(path.slice(1), { file }, reader);
  const resolved = reader.resolve(posix.join(directory ?? "", "Chart.yaml"), path);
  if (resolved === undefined) return [];
  if (isGlob(path)) return findGlobbedFiles(resolved, reader);
  return reader.source(resolved) ? [resolved] : [];
}

function isGlob(path: string): boolean {
  return /[*?]/.test(path);
}

function readParameterLayer(parameter: Cursor): Layer[] {
  const name = findStringAt(parameter, "name");
  const value = findAt(parameter, "value");
  const place = findPlaceAt(parameter, "value") ?? findPlaceAt(parameter, "name");
  const open = createUnknownLayer(parameter, "a parameter");
  if (open) return [open];
  if (name === undefined || !value || !place) return [];
  const layerName = `parameter ${name}`;
  if (value.kind !== "scalar")
    return [{ name: layerName, values: nestValue(name, { kind: "unknown", origin: place, reason: "a template" }, place) }];
  const text = String(value.value ?? "");
  const escaped = /^\{.*\}$/.test(text) ? text : text.replace(/(?<!\\),/g, "\\,");
  const kind = isForced(parameter) ? "set-string" : "set";
  return [{ name: layerName, values: parseSet(`${name}=${escaped}`, kind, place) }];
}

function isForced(parameter: Cursor): boolean {
  const flag = findAt(parameter, "forceString");
  return flag?.kind === "scalar" && flag.value === true;
}

function readFileParameterLayer(parameter: Cursor): Layer[] {
  const name = findStringAt(parameter, "name");
  const place = findPlaceAt(parameter, "name");
  if (name === undefined || !place) return [];
  return [
    { name: `file parameter ${name}`, values: nestValue(name, { kind: "unknown", origin: place, reason: "the text of a file" }, place) },
  ];
}
