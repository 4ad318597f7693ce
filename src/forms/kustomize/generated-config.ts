import { posix } from "node:path";
import { type Cursor, type Entry, findItemsAt, findPlaceAt, findStringAt, isPlace } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Place } from "../../model/location.ts";
import { wrapWholeText } from "../../model/source-text.ts";
import type { Reader, Source } from "../../reader/source.ts";

/** The ConfigMaps that a kustomization generates, with the files that contain their values. */
export function generateConfigMaps(kustomization: Document, reader: Reader): Document[] {
  return findItemsAt(kustomization.root, "configMapGenerator").flatMap((generator) => {
    const place = findPlaceAt(generator, "name");
    const name = findStringAt(generator, "name");
    return name === undefined || !place ? [] : generateConfigMap(name, place, generator, kustomization, reader);
  });
}

/** A source with only these documents, used where a kustomization is read without running Kustomize. */
export function generateSource(kustomization: Document, reader: Reader): Source | undefined {
  const documents = generateConfigMaps(kustomization, reader);
  const source = reader.source(kustomization.file);
  if (documents.length === 0 || !source) return undefined;
  const text = documents.map(({ text: { content } }) => content).join("\n");
  return {
    path: kustomization.file,
    text,
    words: reader.wordsIn(text),
    isThrowaway: source.isThrowaway,
    deployer: kustomization.file,
    scripts: () => [],
    documents: (marker) => documents.filter((document) => marker.test(document.text.content)),
  };
}

function generateConfigMap(name: string, place: Place, generator: Cursor, { file }: Document, reader: Reader): Document {
  const entries = new Map<string, Entry>();
  for (const item of findItemsAt(generator, "literals")) addLiteral(entries, item);
  for (const item of findItemsAt(generator, "files")) addFile(entries, item, file, reader);
  const origin = isPlace(generator.origin) ? generator.origin : place;
  const map = (pairs: readonly (readonly [string, Cursor])[]): Cursor => ({
    kind: "map",
    origin,
    entries: new Map(pairs.map(([key, value]) => [key, { key: place, value }])),
  });
  const text = (value: string): Cursor => ({ kind: "scalar", origin: place, value });
  const namespace = findStringAt(generator, "namespace");
  const metadata = map([["name", text(name)], ...(namespace === undefined ? [] : [["namespace", text(namespace)] as const])]);
  const data: Cursor = { kind: "map", origin: place, entries };
  const root = map([
    ["apiVersion", text("v1")],
    ["kind", text("ConfigMap")],
    ["metadata", metadata],
    ["data", data],
  ]);
  const content = `kind: ConfigMap\nmetadata:\n  name: ${name}`;
  return { file, text: { file, content, segments: [[0, place.start]] }, root, apiVersion: "v1", kind: "ConfigMap", name, namespace };
}

function addLiteral(entries: Map<string, Entry>, item: Cursor): void {
  const [, key, value = ""] = /^([^=]+)=(.*)$/s.exec(findStringAt(item) ?? "") ?? [];
  if (key !== undefined)
    entries.set(key, { key: item.origin, value: { kind: "scalar", origin: item.origin, value: value.replace(/^(["'])(.*)\1$/s, "$2") } });
}

/** Adds a file entry: `values.yaml=istio/values.yaml`, or only a path, whose last part is then the key. */
function addFile(entries: Map<string, Entry>, item: Cursor, from: string, reader: Reader): void {
  const written = findStringAt(item);
  if (written === undefined) return;
  const [, key = posix.basename(written), path = written] = /^([^=]+)=(.+)$/s.exec(written) ?? [];
  const resolved = reader.resolve(from, path);
  const source = resolved === undefined ? undefined : reader.source(resolved);
  const value: Cursor = source
    ? { kind: "scalar", origin: { file: source.path, start: 0, end: 0 }, value: source.text, text: wrapWholeText(source.path, source.text) }
    : { kind: "unknown", origin: item.origin, reason: "the file is not in the repository" };
  entries.set(key, { key: item.origin, value });
}
