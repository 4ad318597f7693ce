import type { Problem } from "../../model/finding.ts";
import type { Place } from "../../model/location.ts";
import { type SourceText, wholeText } from "../../model/source-text.ts";
import { openDocuments } from "../../reader/documents.ts";
import type { Source } from "../../reader/source.ts";
import { ObstacleError } from "./obstacle.ts";

/** An overlay as Kustomize gets it: files under names of our own, which nothing outside of them is needed for. */
export interface SealedOverlay {
  /** The directory of the overlay's kustomization. */
  readonly root: string;
  /** The text of each file, by its path. */
  readonly files: ReadonlyMap<string, string>;
  /** The path in the repository of what each file, kustomizations included, was made from. */
  readonly originals: ReadonlyMap<string, string>;
  /** How much there is to build, as bytes: files count as often as they are included. */
  readonly cost: number;
}

/** The files of an overlay as they are collected; whatever is too much of them ends it. */
export interface Layout {
  /** Where an overlay is reported that is too large. */
  readonly place: Place;
  readonly allowance: Allowance;
  readonly directories: Directory[];
  readonly files: Map<string, string>;
  readonly originals: Map<string, string>;
  bytes: number;
  /** Characters of values that kustomizations are written of. */
  written: number;
}

/** What all overlays of a run may be laid out in, in bytes; they share it. */
export interface Allowance {
  left: number;
}

interface Directory {
  readonly name: string;
  /** Bytes in the directory. */
  bytes: number;
  /** The directories that its kustomization includes, as often as it does. */
  readonly includes: Directory[];
  readonly copies: Map<string, string>;
}

const directoryLimit = 1_000;
const fileLimit = 5_000;
const byteLimit = 32 * 1024 * 1024;
const writtenLimit = 8 * 1024 * 1024;
const allowance = 512 * 1024 * 1024;
/** Copies of files share their text with the reader; what is written anew takes memory, and time to write. */
const newTextCost = 8;
/** With everything counted as often as it is included: kustomizations that name each other twice, twenty deep, are a million. */
const costLimit = 256 * 1024 * 1024;
/** What including a kustomization costs beside its bytes. */
const inclusionCost = 4096;

export function openAllowance(): Allowance {
  return { left: allowance };
}

export function openLayout(place: Place, allowance: Allowance): Layout {
  return { place, allowance, directories: [], files: new Map(), originals: new Map(), bytes: 0, written: 0 };
}

/** A directory for the kustomization of the repository that is at a path. */
export function addDirectory(layout: Layout, original: string): Directory {
  const directory: Directory = { name: `d${layout.directories.length}`, bytes: inclusionCost, includes: [], copies: new Map() };
  if (layout.directories.push(directory) > directoryLimit) throw tooLarge(layout);
  layout.originals.set(`${directory.name}/kustomization.yaml`, original);
  return directory;
}

/** Copies a file of the repository into a directory; the answer is its name there, one for each file. */
export function addCopy(layout: Layout, directory: Directory, source: Source, isYaml: boolean): string {
  const known = directory.copies.get(source.path);
  if (known !== undefined) return known;
  if (isYaml && isKnownBomb(source)) throw bomb(source.path);
  const name = nextName(layout);
  addFile(layout, directory, name, source.text, 1);
  directory.copies.set(source.path, name);
  layout.originals.set(`${directory.name}/${name}`, source.path);
  return name;
}

/** Writes a patch that stands in a kustomization into a file; the answer is its name. */
export function addPatch(layout: Layout, directory: Directory, patch: SourceText): string {
  if (isBomb(patch)) throw bomb(patch.file);
  const name = nextName(layout);
  addFile(layout, directory, name, patch.content, newTextCost);
  return name;
}

/** Writes a directory's kustomization, as JSON. */
export function addKustomization(layout: Layout, directory: Directory, kustomization: Readonly<Record<string, unknown>>): void {
  addFile(layout, directory, "kustomization.yaml", JSON.stringify(kustomization), newTextCost);
}

/** Counts a value that is about to be written: an alias repeats a long one at will. */
export function countWritten(layout: Layout, text: string): void {
  layout.written += text.length;
  if (layout.written > writtenLimit) throw tooLarge(layout);
}

function nextName({ files }: Layout): string {
  return `f${files.size}.yaml`;
}

function addFile(layout: Layout, directory: Directory, name: string, text: string, cost: number): void {
  const bytes = Buffer.byteLength(text);
  directory.bytes += bytes;
  layout.bytes += bytes;
  layout.allowance.left -= bytes * cost;
  layout.files.set(`${directory.name}/${name}`, text);
  if (layout.bytes > byteLimit || layout.files.size > fileLimit || layout.allowance.left < 0) throw tooLarge(layout);
}

export function sealLayout(layout: Layout): SealedOverlay {
  const { directories, files, originals } = layout;
  const [root] = directories;
  const cost = root ? measureCost(root, new Map()) : 0;
  if (!root || cost > costLimit) throw tooLarge(layout);
  return { root: root.name, files, originals, cost };
}

function bomb(file: string): ObstacleError {
  const message = "This file holds more than is read of one; the overlays that use it are read unpatched.";
  return new ObstacleError({ code: "kustomize-limit", message, place: { file, start: 0, end: 0 } });
}

function tooLarge({ place }: Layout): ObstacleError {
  const message = "This overlay includes more than is built; it is read from its text.";
  return new ObstacleError({ code: "kustomize-limit", message, place });
}

/** Of kustomizations that include each other, which Kustomize refuses, each counts once. */
function measureCost(directory: Directory, known: Map<Directory, number>): number {
  const before = known.get(directory);
  if (before !== undefined) return before;
  known.set(directory, 0);
  const cost = directory.includes.reduce((sum, included) => sum + measureCost(included, known), directory.bytes);
  known.set(directory, cost);
  return cost;
}

const judged = new WeakMap<Source, boolean>();

/** Many overlays may use one file. */
function isKnownBomb(source: Source): boolean {
  const before = judged.get(source);
  if (before !== undefined) return before;
  const answer = isBomb(wholeText(source.path, source.text));
  judged.set(source, answer);
  return answer;
}

/** Aliases that Kustomize would follow for as long as it is let to. */
function isBomb(text: SourceText): boolean {
  if (!text.content.includes("*") || !text.content.includes("&")) return false;
  const problems: Problem[] = [];
  openDocuments(text, (problem) => problems.push(problem))(/(?:)/);
  return problems.some(({ code }) => code === "yaml-limit");
}
