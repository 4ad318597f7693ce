import type { Cluster } from "../model/cluster.ts";
import { unescapePointer } from "../model/cursor.ts";
import type { Change, Proposal, TextEdit } from "../model/fix.ts";
import type { Difference, Leaf } from "../model/leaf.ts";
import { editText } from "./apply.ts";
import type { TextOf } from "./lines.ts";
import { splitPath } from "./path.ts";

/**
 * In what a file would differ if another text stood in it; a file that is not there yet has no text before. Undefined where
 * that cannot be found out.
 */
export type DifferenceOf = (file: string, before: string | undefined, after: string) => Difference | undefined;

/** The texts of files, and the values in them. */
export interface Files {
  readonly textOf: TextOf;
  readonly differenceOf: DifferenceOf;
}

/** `named` if only keys in the proposal change; `other` if a value under another name changes, such as a variable. */
export type Soundness = "named" | "other";

/**
 * Checks whether edits make exactly the proposed changes, by comparing the values in the files before and after. Undefined if
 * anything else would change, or if a file cannot be read.
 */
export function judgeSoundness(cluster: Cluster, proposal: Proposal, edits: readonly TextEdit[], context: Files): Soundness | undefined {
  const wanted = proposal.changes.map((change) => describeWish(cluster, change));
  const files = new Set(edits.map(({ file }) => file));
  let soundness: Soundness = "named";
  for (const file of files) {
    const own = edits.filter((edit) => edit.file === file);
    const found = judgeFile(file, own, wanted, context);
    if (!found) return undefined;
    if (found === "other") soundness = "other";
  }
  return soundness;
}

function judgeFile(
  file: string,
  edits: readonly TextEdit[],
  wanted: readonly Wish[],
  { textOf, differenceOf }: Files,
): Soundness | undefined {
  const whole = textOf(file);
  if (whole === undefined) {
    const made = differenceOf(file, undefined, editText("", edits));
    return made?.come.some(({ path }) => path[0] === "problem") === false ? "named" : undefined;
  }
  const { from, to } = findDocumentsAround(file, whole, edits);
  const before = whole.slice(from, to);
  const moved = edits.map((edit) => ({ ...edit, start: edit.start - from, end: edit.end - from }));
  const found = differenceOf(file, before, editText(before, moved));
  return found && judgeDifference(found, wanted);
}

/** Finds the YAML documents that edits change; comparing all documents is slow, because a file may have thousands with a fix each. */
function findDocumentsAround(file: string, text: string, edits: readonly TextEdit[]): { readonly from: number; readonly to: number } {
  if (!/\.ya?ml$/.test(file)) return { from: 0, to: text.length };
  const start = Math.min(...edits.map((edit) => edit.start));
  const end = Math.max(...edits.map((edit) => edit.end));
  const from = text.slice(0, start).lastIndexOf("\n---\n");
  const to = text.indexOf("\n---\n", end);
  return { from: from === -1 ? 0 : from + 1, to: to === -1 ? text.length : to + 1 };
}

/** The values that a change writes and removes; a value of undefined matches any value. */
interface Wish {
  readonly writes: readonly { readonly key: string; readonly value: string | undefined }[];
  readonly removes: readonly string[];
}

function describeWish(cluster: Cluster, change: Change): Wish {
  if ("option" in change) return { writes: [{ key: change.option, value: undefined }], removes: [] };
  if ("set" in change)
    return {
      writes: Object.entries(change.set).map(([path, value]) => ({ key: splitPath(path).join("."), value: String(value) })),
      removes: [],
    };
  if ("remove" in change) return { writes: [], removes: [toDottedPath(change.remove.replace(/^\/installs\/\d+\/values\//, ""))] };
  if ("replace" in change) return { writes: [{ key: "", value: String(change.with) }], removes: [String(change.was)] };
  if ("append" in change) {
    if (typeof change.item !== "object") return { writes: [{ key: "", value: String(change.item) }], removes: [] };
    return { writes: Object.entries(change.item).map(([key, value]) => ({ key, value: String(value) })), removes: [] };
  }
  if ("add" in change) return { writes: [{ key: "", value: `${nameObject(change.add)}.yaml` }], removes: [] };
  const [, install, list, index] = /^\/installs\/(\d+)\/(ignored|overridden|rejected)\/(\d+)$/.exec(change.move) ?? [];
  const ineffective = cluster.document.installs[Number(install)]?.[list as "ignored"]?.[Number(index)];
  const value = ineffective?.value === null || ineffective === undefined ? undefined : String(ineffective.value);
  return { writes: [{ key: change.to, value }], removes: ineffective ? [ineffective.key] : [] };
}

/** Returns the name of the file for a new object. */
export function nameObject(object: Readonly<Record<string, unknown>>): string {
  const { kind, metadata } = object as { readonly kind: string; readonly metadata: { readonly name: string } };
  return `${metadata.name}.${kind.toLowerCase()}`;
}

function toDottedPath(pointer: string): string {
  return pointer.split("/").map(unescapePointer).join(".");
}

function judgeDifference({ gone, come, changed }: Difference, wanted: readonly Wish[]): Soundness | undefined {
  if (gone.length + come.length + changed.length === 0) return undefined;
  const writes = wanted.flatMap((wish) => wish.writes);
  const removes = wanted.flatMap((wish) => wish.removes);
  const isWish = (leaf: Leaf) => writes.some((wish) => isWritten(leaf, wish));
  const isGone = (leaf: Leaf) => removes.some((key) => mentionsKey(leaf.path, key)) || isEmptied(leaf, come);
  const isWhole = come.every((leaf) => isWish(leaf) || isEmptied(leaf, gone)) && gone.every(isGone);
  if (!isWhole || hasTooMany([...come, ...changed.map(({ path, to }) => ({ path, value: to }))], writes)) return undefined;
  const keys = [...writes.map(({ key, value }) => key || (value ?? "")), ...removes];
  const rest = changed.filter(({ path, from, to }) => !isWish({ path, value: to }) && !isWordwise(from, to, keys));
  if (rest.length === 0) return "named";
  // The value of a local, the default of a variable, or the scalar of an anchor: exactly one place changes.
  return rest.length === 1 && writes.some(({ value }) => value === rest[0]?.to) ? "other" : undefined;
}

/** If one text appears at two places of the same data, for example through an anchor, its edit changes more than it seems to. */
function hasTooMany(leaves: readonly Leaf[], writes: Wish["writes"]): boolean {
  const counts = new Map<string, number>();
  for (const { path } of leaves) {
    const wish = writes.find(({ key, value }) => value !== undefined && key !== "" && `.${path.join(".")}`.endsWith(`.${key}`));
    if (!wish || path[0] === "command") continue;
    const count = (counts.get(`${path[0]} ${wish.key}`) ?? 0) + 1;
    counts.set(`${path[0]} ${wish.key}`, count);
    if (count > writes.filter(({ key }) => key === wish.key).length) return true;
  }
  return false;
}

function mentionsKey(path: readonly string[], key: string): boolean {
  return key !== "" && `.${path.join(".")}.`.includes(`.${key}.`);
}

/** Matches a value below its keys, or `name` and `value` as separate fields. */
function isWritten({ path, value }: Leaf, wish: Wish["writes"][number]): boolean {
  if (path[0] === "problem") return false;
  if (wish.key === "") return value === wish.value || value.endsWith(`/${wish.value}`);
  const isValue = wish.value === undefined || value === wish.value;
  if (mentionsKey(path, wish.key)) return isValue;
  const last = path.at(-1);
  return (last === "name" && (value === wish.key || value.endsWith(`.${wish.key}`))) || (last === "value" && isValue);
}

/** Checks whether a leaf disappears because its empty map now has entries, or the reverse. */
function isEmptied({ path, value }: Leaf, others: readonly Leaf[]): boolean {
  const isNothing = value === "" || value === "{}" || value === "[]" || value === "null";
  return (
    isNothing &&
    path[0] !== "problem" &&
    others.some((other) => other.path.length > path.length && path.every((step, index) => other.path[index] === step))
  );
}

/** Checks whether commands, or texts that contain commands, differ only in words that the proposal names. */
function isWordwise(from: string, to: string, keys: readonly string[]): boolean {
  const [before, after] = [splitWords(from), splitWords(to)];
  const different = [...subtractWords(before, after), ...subtractWords(after, before)];
  return (
    different.length > 0 &&
    different.every((word) => /^--set(-[a-z]+)?$/.test(word) || keys.some((key) => key !== "" && word.includes(key)))
  );
}

function splitWords(text: string): string[] {
  return text.split(/[\s\\"']+/).filter((word) => word !== "");
}

function subtractWords(words: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of others) counts.set(word, (counts.get(word) ?? 0) + 1);
  return words.filter((word) => {
    const count = counts.get(word) ?? 0;
    counts.set(word, count - 1);
    return count <= 0;
  });
}
