import { posix } from "node:path";
import { at, type Cursor, entriesAt, isPlace, itemsAt, placeAt, stringAt } from "../../model/cursor.ts";
import type { Layer } from "../../model/install.ts";
import type { Place } from "../../model/location.ts";
import { parseSet } from "../../model/values.ts";
import { globbedFiles, possibleRoots, rootedDirectory, rootedFile } from "../../reader/rooted-path.ts";
import type { Reader } from "../../reader/source.ts";
import { blockLayer, fileLayer, nested } from "../../reader/values-layer.ts";
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
export function argocdLayers(context: HelmSource, reader: Reader): Layer[] {
  const helm = at(context.source, "helm");
  const files = unknownOr(helm, "valueFiles", (items) => fileLayers(items, context, reader));
  const blocks = entriesAt(helm);
  const block = blocks.find(([key]) => key === "valuesObject") ?? blocks.find(([key]) => key === "values");
  const inline = block ? blockLayer(reader, block[0], block[1]) : unknownLayer(at(helm, "valuesObject"), "valuesObject");
  const parameters = unknownOr(helm, "parameters", (items) => items.flatMap(parameterLayer));
  const fileParameters = unknownOr(helm, "fileParameters", (items) => items.flatMap(fileParameterLayer));
  return [...files, ...(inline ? [inline] : []), ...parameters, ...fileParameters];
}

/** The layers of value files. Each file counts once: where it is named, otherwise where the first glob finds it. */
function fileLayers(items: readonly Cursor[], context: HelmSource, reader: Reader): Layer[] {
  const found = items.map((file) => ({ isGlob: isGlob(stringAt(file) ?? ""), layers: valueFileLayers(file, context, reader) }));
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
function unknownOr(helm: Cursor | undefined, key: string, layersOf: (items: readonly Cursor[]) => Layer[]): Layer[] {
  const layer = unknownLayer(at(helm, key), key);
  return layer ? [layer] : layersOf(itemsAt(helm, key));
}

function unknownLayer(cursor: Cursor | undefined, name: string): Layer | undefined {
  return cursor?.kind === "unknown" && isPlace(cursor.origin) ? { name, values: cursor } : undefined;
}

/**
 * The layers of a value file. It is in the chart's repository or, written as `$name/path`, in another source; both may be this
 * repository or a remote one.
 */
function valueFileLayers(file: Cursor, context: HelmSource, reader: Reader): Layer[] {
  const place = isPlace(file.origin) ? file.origin : undefined;
  if (!place) return [];
  const written = stringAt(file)?.replace(/\$\{?ARGOCD_APP_NAME\}?(?![A-Z_])/g, context.name ?? "$&");
  const unknown = (reason: string): Layer[] => [{ name: written ?? "a value file", values: { kind: "unknown", origin: place, reason } }];
  if (written === undefined) return unknown("the file's name is not known");
  if (written.includes("://")) return unknown("the file is fetched from elsewhere");
  const reference = written.match(/^\$([\w.-]+)\/(.+)$/);
  if (!reference && context.directory === undefined) return unknown("the file is part of the chart");
  const found = reference ? referencedFiles(reference[2] ?? "", context, reader) : chartFiles(written, context, reader);
  if (found.length > 0) return found.map((path) => fileLayer(reader, path, written, place));
  return missingLayers({ written, place, reference, unknown }, context, reader);
}

interface MissingReference {
  readonly written: string;
  readonly place: Place;
  readonly reference: RegExpMatchArray | null;
  readonly unknown: (reason: string) => Layer[];
}

/** A value file that is not found: a mistake where it would be in this repository, unknown where it is in another one. */
function missingLayers({ written, place, reference, unknown }: MissingReference, context: HelmSource, reader: Reader): Layer[] {
  const [, name, path = written] = reference ?? [];
  const target = name === undefined ? undefined : findReferenced(name, context);
  const address = stringAt(target, "repoURL");
  // Another state of this repository may have the file.
  if (/^v?\d+(?:\.\d+)+|^[0-9a-f]{7,40}$/.test(stringAt(target, "targetRevision") ?? "")) return unknown("the file is in another revision");
  const weight = weighRepository(address, reader);
  if (weight < 0 || (weight === 0 && !isOurs(reference?.[2], context, reader)))
    return unknown(`the file is in ${address ?? "another repository"}`);
  if (isIgnored(context)) return [];
  const from = reference ? "" : posix.join(context.directory ?? "", "Chart.yaml");
  return [fileLayer(reader, reader.resolve(from, `./${path}`), written, place)];
}

function findReferenced(name: string, { sources }: HelmSource): Cursor | undefined {
  return sources.find((source) => stringAt(source, "ref") === name);
}

/** Checks whether Argo CD ignores missing files. */
function isIgnored({ source }: HelmSource): boolean {
  const flag = at(source, "helm", "ignoreMissingValueFiles");
  return flag?.kind === "scalar" && flag.value === true;
}

/** Checks whether a missing file is certainly missing: it belongs to a chart in this repository, or to a source whose directory is here. */
function isOurs(path: string | undefined, { directory, file }: HelmSource, reader: Reader): boolean {
  if (path === undefined) return directory !== undefined;
  return path.includes("/") && rootedDirectory(file, posix.dirname(path), reader) !== undefined;
}

function referencedFiles(path: string, { file }: Pick<HelmSource, "file">, reader: Reader): string[] {
  if (!isGlob(path)) return [rootedFile(file, path, reader) ?? []].flat();
  const root = possibleRoots(file).find((candidate) => globbedFiles(`${candidate}${path}`, reader).length > 0);
  return root === undefined ? [] : globbedFiles(`${root}${path}`, reader);
}

/** The files at a path of the chart, relative to its directory. A path that starts with a slash is relative to the repository's root. */
function chartFiles(path: string, { file, directory }: HelmSource, reader: Reader): string[] {
  if (path.startsWith("/")) return referencedFiles(path.slice(1), { file }, reader);
  const resolved = reader.resolve(posix.join(directory ?? "", "Chart.yaml"), path);
  if (resolved === undefined) return [];
  if (isGlob(path)) return globbedFiles(resolved, reader);
  return reader.source(resolved) ? [resolved] : [];
}

function isGlob(path: string): boolean {
  return /[*?]/.test(path);
}

function parameterLayer(parameter: Cursor): Layer[] {
  const name = stringAt(parameter, "name");
  const value = at(parameter, "value");
  const place = placeAt(parameter, "value") ?? placeAt(parameter, "name");
  const open = unknownLayer(parameter, "a parameter");
  if (open) return [open];
  if (name === undefined || !value || !place) return [];
  const layerName = `parameter ${name}`;
  if (value.kind !== "scalar")
    return [{ name: layerName, values: nested(name, { kind: "unknown", origin: place, reason: "a template" }, place) }];
  const text = String(value.value ?? "");
  const escaped = /^\{.*\}$/.test(text) ? text : text.replace(/(?<!\\),/g, "\\,");
  const kind = isForced(parameter) ? "set-string" : "set";
  return [{ name: layerName, values: parseSet(`${name}=${escaped}`, kind, place) }];
}

function isForced(parameter: Cursor): boolean {
  const flag = at(parameter, "forceString");
  return flag?.kind === "scalar" && flag.value === true;
}

function fileParameterLayer(parameter: Cursor): Layer[] {
  const name = stringAt(parameter, "name");
  const place = placeAt(parameter, "name");
  if (name === undefined || !place) return [];
  return [
    { name: `file parameter ${name}`, values: nested(name, { kind: "unknown", origin: place, reason: "the text of a file" }, place) },
  ];
}
