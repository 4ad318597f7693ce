import { isTerraform } from "../files/file-kind.ts";
import type { Repository } from "../files/repository.ts";
import type { Problem } from "../model/finding.ts";
import type { Difference, Leaf } from "../model/leaf.ts";
import type { ParseHcl } from "../syntax/hcl/grammar.ts";
import { readLeaves } from "./leaves.ts";

/** The limit for the text of one file, in characters; the file is read again for each of its fixes, and each reading counts. */
const readLimit = 2 * 1024 * 1024;
/** The limit for all files together. */
export const totalLimit = 6 * 1024 * 1024;
/** Reading a character of Terraform takes as long as reading this many characters of YAML. */
const terraformCost = 10;
/** Reading a value of YAML takes as long as reading this many more characters. */
const valueCost = 20;
/** The limit for texts whose differences are cached. The cache helps because clusters that share files have the same fixes. */
const keptLimit = 12 * 1024 * 1024;

/** Returns a function that compares the values of a file before and after an edit. */
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
    const limit = Math.max(readLimit, 4 * cost);
    used.set(path, ofFile);
    total += cost;
    const message = total >= totalLimit ? tooMuch : tooMuchOfFile;
    const isOver = total >= totalLimit || ofFile >= limit;
    // Once for each file.
    if (total >= totalLimit || (isOver && ofFile - cost < limit))
      report({ code: "fixes-limit", message, place: { file: path, start: 0, end: 0 } });
    const leaves = repository && !isOver ? readLeaves(repository, path, text, hcl) : undefined;
    return leaves && indexByPath(leaves);
  };
  // Consecutive fixes often edit the same text.
  let last: { readonly path: string; readonly text: string; readonly leaves: Leaves | undefined } | undefined;
  const readBefore = (path: string, text: string) => {
    if (last?.path !== path || last.text !== text) last = { path, text, leaves: read(path, text) };
    return last.leaves;
  };
  return cacheDifferences((path, before, after) => {
    if (total >= totalLimit) return undefined;
    const is = before === undefined ? new Map() : readBefore(path, before);
    const will = is && read(path, after);
    return is && will && diffLeaves(is, will);
  });
}

const tooMuch = "The fixes of this repository change more text than is checked again; from here on no fixes are offered.";

const tooMuchOfFile = "The fixes of this file change more text than is checked again; from here on none are offered for it.";

type DifferenceOf = ReturnType<typeof openDifferences>;

/** Caches differences. */
function cacheDifferences(find: DifferenceOf): DifferenceOf {
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

/** Counts the values of a YAML text by its lines and commas. */
function countValues(text: string): number {
  let values = 0;
  for (let at = 0; at < text.length; at++) if (text[at] === "\n" || text[at] === ",") values += 1;
  return values;
}

type Leaves = ReadonlyMap<string, Leaf>;

/** Two identical problems count as two. */
function indexByPath(leaves: readonly Leaf[]): Leaves {
  const found = new Map<string, Leaf>();
  for (const leaf of leaves) {
    let key = leaf.path.join("\0");
    while (found.has(key)) key += "\0again";
    found.set(key, leaf);
  }
  return found;
}

function diffLeaves(is: Leaves, will: Leaves): Difference {
  const changed: { path: readonly string[]; from: string; to: string }[] = [];
  for (const [key, { path, value }] of is) {
    const now = will.get(key);
    if (now && now.value !== value) changed.push({ path, from: value, to: now.value });
  }
  return { changed, gone: listMissingLeaves(will, is), come: listMissingLeaves(is, will) };
}

function listMissingLeaves(others: Leaves, leaves: Leaves): Leaf[] {
  const missing: Leaf[] = [];
  for (const [key, leaf] of leaves) if (!others.has(key)) missing.push(leaf);
  return missing;
}
