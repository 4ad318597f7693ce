import { isTerraform } from "../files/file-kind.ts";
import type { Repository } from "../files/repository.ts";
import type { Problem } from "../model/finding.ts";
import type { Difference, Leaf } from "../model/leaf.ts";
import type { ParseHcl } from "../syntax/hcl/grammar.ts";
import { readLeaves } from "./leaves.ts";

/** The limit for the text of one file, in characters; the file is read again for each of its fixes, and each reading counts. */
const readLimit = 2 * 1024 * 1024;
/** The limit for all files together. */
export const totalLimit = 8 * 1024 * 1024;
/** A character of Terraform's language takes as long to read as so many of YAML, and so does a value. */
const terraformCost = 10;
const valueCost = 20;
/** The texts whose differences are kept: the clusters that share files have the same fixes. */
const keptLimit = 12 * 1024 * 1024;

/** Reads files as if other texts stood in them. */
export function openDifferences(
  repositories: readonly Repository[],
  hcl: ParseHcl | undefined,
  report: (problem: Problem) => void,
): (path: string, before: string | undefined, after: string) => Difference | undefined {
  const used = new Map<string, number>();
  let total = 0;
  const read = (path: string, text: string): Leaves | undefined => {
    const repository = repositories.find(({ exists, prefix }) => exists(path) || path.startsWith(prefix));
    const cost = isTerraform(path) ? text.length * terraformCost : text.length + countValues(text) * valueCost;
    const ofFile = (used.get(path) ?? 0) + cost;
    used.set(path, ofFile);
    total += cost;
    if (total >= totalLimit) report({ code: "fixes-limit", message: tooMuch, place: { file: path, start: 0, end: 0 } });
    const isLittle = ofFile < Math.max(readLimit, 4 * cost) && total < totalLimit;
    const leaves = repository && isLittle ? readLeaves(repository, path, text, hcl) : undefined;
    return leaves && byPath(leaves);
  };
  // Most fixes change what the one before has changed, too.
  let last: { readonly path: string; readonly text: string; readonly leaves: Leaves | undefined } | undefined;
  const readBefore = (path: string, text: string) => {
    if (last?.path !== path || last.text !== text) last = { path, text, leaves: read(path, text) };
    return last.leaves;
  };
  return keeping((path, before, after) => {
    if (total >= totalLimit) return undefined;
    const is = before === undefined ? new Map() : readBefore(path, before);
    const will = is && read(path, after);
    return is && will && difference(is, will);
  });
}

const tooMuch = "The fixes of this repository change more text than is checked again; from here on no fixes are offered.";

type DifferenceOf = ReturnType<typeof openDifferences>;

/** Finds each difference once. */
function keeping(find: DifferenceOf): DifferenceOf {
  const known = new Map<string, Difference | undefined>();
  let kept = 0;
  return (path, before, after) => {
    const key = `${path}\0${before ?? ""}\0${after}`;
    if (known.has(key)) return known.get(key);
    const found = find(path, before, after);
    kept += key.length;
    if (kept > keptLimit) {
      known.clear();
      kept = key.length;
    }
    known.set(key, found);
    return found;
  };
}

/** Values end with lines or commas. */
function countValues(text: string): number {
  let values = 0;
  for (let at = 0; at < text.length; at++) if (text[at] === "\n" || text[at] === ",") values += 1;
  return values;
}

type Leaves = ReadonlyMap<string, Leaf>;

/** Two identical problems count as two. */
function byPath(leaves: readonly Leaf[]): Leaves {
  const found = new Map<string, Leaf>();
  for (const leaf of leaves) {
    let key = leaf.path.join("\0");
    while (found.has(key)) key += "\0again";
    found.set(key, leaf);
  }
  return found;
}

function difference(is: Leaves, will: Leaves): Difference {
  const changed: { path: readonly string[]; from: string; to: string }[] = [];
  for (const [key, { path, value }] of is) {
    const now = will.get(key);
    if (now && now.value !== value) changed.push({ path, from: value, to: now.value });
  }
  return { changed, gone: missingIn(will, is), come: missingIn(is, will) };
}

function missingIn(others: Leaves, leaves: Leaves): Leaf[] {
  const missing: Leaf[] = [];
  for (const [key, leaf] of leaves) if (!others.has(key)) missing.push(leaf);
  return missing;
}
