import { posix } from "node:path";
import { type Cursor, isPlace, type Origin } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Place } from "../../model/location.ts";
import { wrapWholeText } from "../../model/source-text.ts";
import type { Reader } from "../../reader/source.ts";
import { kustomizationKeys, type Shape } from "./allow-list.ts";
import { findIncludedFile, findKustomizationAt, type Overlay } from "./kustomization.ts";
import {
  type Allowance,
  addCopy,
  addDirectory,
  addKustomization,
  addPatch,
  countWritten,
  openAllowance,
  openLayout,
  type SealedOverlay,
  sealLayout,
} from "./layout.ts";
import { createKeyObstacle, createMissingObstacle, createUnsupportedObstacle, type Obstacle, ObstacleError } from "./obstacle.ts";
import { isPatchText } from "./patch.ts";

/**
 * Lays out an overlay for Kustomize: generated kustomizations with values from the allow-list, and copies of the files that they
 * name, under generated names. Kustomize sees neither a kustomization nor a path chosen by the repository, so the repository
 * cannot make it read or fetch anything else. Anything that is not on the list is an obstacle.
 */
export function sealOverlay(
  overlay: Overlay,
  reader: Reader,
  allowance: Allowance = openAllowance(),
): SealedOverlay | { readonly obstacle: Obstacle } {
  const layout = openLayout({ file: overlay.path, start: 0, end: 0 }, allowance);
  const sealing: Sealing = { reader, layout, directories: new Map(), waiting: [] };
  try {
    for (const root of overlay.kustomizations.slice(0, 1)) openDirectory(root, sealing);
    for (let next = sealing.waiting.shift(); next; next = sealing.waiting.shift()) writeKustomization(next, sealing);
    return sealLayout(layout);
  } catch (error) {
    if (error instanceof ObstacleError) return { obstacle: error.obstacle };
    throw error;
  }
}

type Directory = ReturnType<typeof addDirectory>;

interface Sealing {
  readonly reader: Reader;
  readonly layout: ReturnType<typeof openLayout>;
  /** The directories of the kustomizations, by repository path. */
  readonly directories: Map<string, Directory>;
  /** Kustomizations that have a directory but are not written yet. */
  readonly waiting: Document[];
}

/** The position of a value: its kustomization and the key there. */
interface Spot extends Sealing {
  readonly document: Document;
  readonly directory: Directory;
  readonly key: string;
}

function openDirectory(document: Document, { layout, directories, waiting }: Sealing): Directory {
  const known = directories.get(document.file);
  if (known) return known;
  const directory = addDirectory(layout, document.file);
  directories.set(document.file, directory);
  waiting.push(document);
  return directory;
}

function writeKustomization(document: Document, sealing: Sealing): void {
  const directory = openDirectory(document, sealing);
  const isRoot = directory === sealing.layout.directories[0];
  const content = writeObject(document.root, kustomizationKeys, { ...sealing, document, directory, key: "" });
  // The annotations record the origin of each object in the output.
  addKustomization(sealing.layout, directory, { ...content, ...(isRoot ? { buildMetadata: ["originAnnotations"] } : {}) });
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Writes a value that has the given shape; any other shape is an obstacle. */
function writeValue(cursor: Cursor, shape: Shape, spot: Spot): Json {
  switch (shape.kind) {
    case "scalar":
      return writeScalar(cursor, spot);
    case "scalars":
      return writeScalars(cursor, spot);
    case "list":
      if (cursor.kind !== "list") return refuse(cursor, spot, `\`${spot.key}\` must be a list`);
      return cursor.items.map((item) => writeValue(item, shape.item, spot));
    case "object":
      return writeObject(cursor, shape.keys, spot);
    case "reference":
      return writeReference(cursor, spot);
    case "keyed-file":
      return writeKeyedFile(cursor, spot);
    case "patch-or-file":
      return isPatchText(readText(cursor, spot)) ? writePatch(cursor, spot) : writePath(cursor, readText(cursor, spot), spot, true);
    default:
      return writePath(cursor, readText(cursor, spot), spot, true);
  }
}

function writeScalar(cursor: Cursor, spot: Spot): Json {
  const value = cursor.kind === "scalar" ? cursor.value : cursor.kind === "unknown" ? cursor.text : undefined;
  if (value === undefined) return refuse(cursor, spot, `\`${spot.key}\` must be a plain value`);
  countWritten(spot.layout, String(value));
  return value;
}

function writeScalars(cursor: Cursor, spot: Spot): Json {
  if (cursor.kind !== "map") return refuse(cursor, spot, `\`${spot.key}\` must be a map`);
  for (const key of cursor.entries.keys()) countWritten(spot.layout, key);
  return Object.fromEntries([...cursor.entries].map(([key, { value }]) => [key, writeScalar(value, { ...spot, key })]));
}

function writeObject(cursor: Cursor, keys: Readonly<Record<string, Shape>>, spot: Spot): Readonly<Record<string, Json>> {
  if (cursor.kind !== "map" || cursor.rest) return refuse(cursor, spot, `\`${spot.key || "Kustomization"}\` must be a map`);
  const written: [string, Json][] = [];
  for (const [key, entry] of cursor.entries) {
    const shape = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (!shape) throw new ObstacleError(createKeyObstacle(key, findPlace(entry.key, spot)));
    if (shape.kind === "dropped" || isNothing(entry.value)) continue;
    const inner = { ...spot, key };
    if (shape.kind === "patch") written.push(["path", writePatch(entry.value, inner)]);
    else written.push([key, writeValue(entry.value, shape, inner)]);
  }
  const names = new Set(written.map(([name]) => name));
  if (names.size < written.length) return refuse(cursor, spot, "A patch must have either `patch` or `path`");
  return Object.fromEntries(written);
}

function isNothing(cursor: Cursor): boolean {
  return cursor.kind === "scalar" && cursor.value === null;
}

function readText(cursor: Cursor, spot: Spot): string {
  const text = writeScalar(cursor, spot);
  return typeof text === "string" && text !== "" ? text : refuse(cursor, spot, `\`${spot.key}\` must be text`);
}

function writeReference(cursor: Cursor, spot: Spot): string {
  const written = readText(cursor, spot);
  const path = findIncludedFile(spot.document, written, spot.reader);
  const kustomization = path === undefined ? undefined : findKustomizationAt(path, spot.reader);
  if (!kustomization) return copyFile(path, cursor, written, spot, true);
  const included = openDirectory(kustomization, spot);
  spot.directory.includes.push(included);
  return `../${included.name}`;
}

function writePath(cursor: Cursor, written: string, spot: Spot, isYaml: boolean): string {
  // For Kustomize, a leading slash means the machine's root; for the reader, the repository's root.
  const path = written.startsWith("/") ? undefined : spot.reader.resolve(spot.document.file, written);
  return copyFile(path, cursor, written, spot, isYaml);
}

/**
 * Copies a file and returns its path for Kustomize. All such paths start with a dot, so they cannot be read as a host, a scheme
 * or a user.
 */
function copyFile(path: string | undefined, cursor: Cursor, written: string, spot: Spot, isYaml: boolean): string {
  const source = path === undefined ? undefined : spot.reader.source(path);
  if (!source) throw new ObstacleError(createMissingObstacle("file", written, findPlace(cursor.origin, spot)));
  return `./${addCopy(spot.layout, spot.directory, source, isYaml)}`;
}

function writeKeyedFile(cursor: Cursor, spot: Spot): string {
  const written = readText(cursor, spot);
  const [first = "", second, ...more] = written.split("=");
  const key = second === undefined ? posix.basename(first) : first;
  if (more.length > 0 || !/^[-._a-zA-Z0-9]+$/.test(key)) return refuse(cursor, spot, `\`${written}\` must be a path, or \`key=path\``);
  return `${key}=${writePath(cursor, second ?? first, spot, false)}`;
}

/** Writes a patch to a file, so that its text cannot be taken for a path. */
function writePatch(cursor: Cursor, spot: Spot): string {
  const text = readText(cursor, spot);
  return `./${addPatch(spot.layout, spot.directory, wrapWholeText(spot.document.file, text))}`;
}

function refuse({ origin }: Cursor, spot: Spot, reason: string): never {
  throw new ObstacleError(createUnsupportedObstacle(reason, findPlace(origin, spot)));
}

function findPlace(origin: Origin, { document: { file } }: Spot): Place {
  return isPlace(origin) ? origin : { file, start: 0, end: 0 };
}
