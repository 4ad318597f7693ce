import type { Problem } from "../../model/finding.ts";
import type { Place } from "../../model/location.ts";
import { type SourceText, wrapWholeText } from "../../model/source-text.ts";
import { openDocuments } from "../../reader/documents.ts";
import type { Source } from "../../reader/source.ts";
import { ObstacleError } from "./obstacle.ts";

/** An overlay in the form that Kustomize receives: files with generated names, which refer to nothing else. */
export interface SealedOverlay {
  /** The directory of the overlay's kustomization. */
  readonly root: string;
  /** The text of each file, by its path. */
  readonly files: ReadonlyMap<string, string>;
  /** For each file, kustomizations included, the path of the repository file that it was made from. */
  readonly originals: ReadonlyMap<string, string>;
  /** The amount to build, in bytes; a file counts once for each time it is included. */
  readonly cost: number;
}

/** The files of an overlay while they are collected; exceeding a limit ends the collection. */
export interface Layout {
  /** The place at which an overlay that is too large is reported. */
  readonly place: Place;
  readonly allowance: Allowance;
  readonly directories: Directory[];
  readonly files: Map<string, string>;
  readonly originals: Map<string, string>;
  bytes: number;
  /** The number of characters in values that are written to kustomizations. */
  written: number;
}

/** The number of bytes that the overlays of a run may still use; all overlays share it. */
export interface Allowance {
  left: number;
}

interface Directory {
  readonly name: string;
  /** The size of the directory in bytes. */
  bytes: number;
  /** The directories that its kustomization includes; repeated inclusions are repeated here. */
  readonly includes: Directory[];
  readonly copies: Map<string, string>;
}

const directoryLimit = 1_000;
const fileLimit = 5_000;
const byteLimit = 32 * 1024 * 1024;
const writtenLimit = 8 * 1024 * 1024;
const allowance = 512 * 1024 * 1024;
/** The cost factor of newly written text. Copied files share their text with the reader, but new text takes memory and time to write. */
const newTextCost = 8;
/**
 * The limit for the total cost, where repeated inclusions count repeatedly: a chain of twenty kustomizations that each include
 * the next one twice counts a million times.
 */
const costLimit = 256 * 1024 * 1024;
/** The cost of including a kustomization, in addition to its bytes. */
const inclusionCost = 4096;

export function openAllowance(): Allowance {
  return { left: allowance };
}

export function openLayout(place: Place, allowance: Allowance): Layout {
  return { place, allowance, directories: [], files: new Map(), originals: new Map(), bytes: 0, written: 0 };
}

/** Adds a directory for the kustomization at a path of the repository. */
export function addDirectory(layout: Layout, original: string): Directory {
  const directory: Directory = { name: `d${layout.directories.length}`, bytes: inclusionCost, includes: [], copies: new Map() };
  if (layout.directories.push(directory) > directoryLimit) throw createSizeError(layout);
  layout.originals.set(`${directory.name}/kustomization.yaml`, original);
  return directory;
}

/** Copies a file of the repository into a directory and returns its name there; a file is copied only once. */
export function addCopy(layout: Layout, directory: Directory, source: Source, isYaml: boolean): string {
  const known = directory.copies.get(source.path);
  if (known !== undefined) return known;
  if (isYaml && isKnownBomb(source)) throw createBombError(source.path);
  const name = chooseNextName(layout);
  addFile(layout, directory, name, source.text, 1);
  directory.copies.set(source.path, name);
  layout.originals.set(`${directory.name}/${name}`, source.path);
  return name;
}

/** Writes an inline patch of a kustomization to a file and returns the file's name. */
export function addPatch(layout: Layout, directory: Directory, patch: SourceText): string {
  if (isBomb(patch)) throw createBombError(patch.file);
  const name = chooseNextName(layout);
  addFile(layout, directory, name, patch.content, newTextCost);
  return name;
}

/** Writes the kustomization of a directory, as JSON. */
export function addKustomization(layout: Layout, directory: Directory, kustomization: Readonly<Record<string, unknown>>): void {
  addFile(layout, directory, "kustomization.yaml", JSON.stringify(kustomization), newTextCost);
}

/** Counts a value before it is written: aliases can repeat a long value many times. */
export function countWritten(layout: Layout, text: string): void {
  layout.written += text.length;
  if (layout.written > writtenLimit) throw createSizeError(layout);
}

function chooseNextName({ files }: Layout): string {
  return `f${files.size}.yaml`;
}

function addFile(layout: Layout, directory: Directory, name: string, text: string, cost: number): void {
  const bytes = Buffer.byteLength(text);
  directory.bytes += bytes;
  layout.bytes += bytes;
  layout.allowance.left -= bytes * cost;
  layout.files.set(`${directory.name}/${name}`, text);
  if (layout.bytes > byteLimit || layout.files.size > fileLimit || layout.allowance.left < 0) throw createSizeError(layout);
}

export function sealLayout(layout: Layout): SealedOverlay {
  const { directories, files, originals } = layout;
  const [root] = directories;
  const cost = root ? measureCost(root, new Map()) : 0;
  if (!root || cost > costLimit) throw createSizeError(layout);
  return { root: root.name, files, originals, cost };
}

function createBombError(file: string): ObstacleError {
  const message = "This file holds more than is read of one; the overlays that use it are read unpatched.";
  return new ObstacleError({ code: "kustomize-limit", message, place: { file, start: 0, end: 0 } });
}

function createSizeError({ place }: Layout): ObstacleError {
  const message = "This overlay includes more than is built; it is read from its text.";
  return new ObstacleError({ code: "kustomize-limit", message, place });
}

/**
 * Adds up the cost of a directory and everything that it includes. In a cycle of inclusions, which Kustomize refuses, each
 * directory counts once.
 */
function measureCost(directory: Directory, known: Map<Directory, number>): number {
  const before = known.get(directory);
  if (before !== undefined) return before;
  known.set(directory, 0);
  const cost = directory.includes.reduce((sum, included) => sum + measureCost(included, known), directory.bytes);
  known.set(directory, cost);
  return cost;
}

const judged = new WeakMap<Source, boolean>();

/** Checks a file for an alias bomb; the result is cached, because many overlays may use the file. */
function isKnownBomb(source: Source): boolean {
  const before = judged.get(source);
  if (before !== undefined) return before;
  const answer = isBomb(wrapWholeText(source.path, source.text));
  judged.set(source, answer);
  return answer;
}

/** Checks whether a text has YAML aliases that expand to more than the limit; Kustomize would expand them without a limit. */
function isBomb(text: SourceText): boolean {
  if (!text.content.includes("*") || !text.content.includes("&")) return false;
  const problems: Problem[] = [];
  openDocuments(text, (problem) => problems.push(problem))(/(?:)/);
  return problems.some(({ code }) => code === "yaml-limit");
}
