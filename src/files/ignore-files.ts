import { posix } from "node:path";
import type { Problem } from "../model/finding.ts";
import { type GlobBudget, matchesGlob, openGlobBudget } from "../model/glob.ts";
import { formatGrouped } from "../model/grouped.ts";

/** A `.gitignore`: the directory that contains it (empty, or with a trailing slash) and its text. */
export interface IgnoreFile {
  readonly directory: string;
  readonly text: string;
}

interface Rule {
  readonly directory: string;
  readonly glob: string;
  readonly ofDirectories: boolean;
  readonly isNegated: boolean;
}

/** No real repository has more patterns, and each pattern is tried on each file. */
const mostRules = 2_000;

/**
 * Evaluates `.gitignore` files where git is not available. Like any other file they may be hostile, so their patterns become
 * globs that cannot stall. https://git-scm.com/docs/gitignore#_pattern_format
 */
export function compileIgnoreFiles(files: readonly IgnoreFile[], report: (problem: Problem) => void): (path: string) => boolean {
  const all = files.flatMap(({ directory, text }) => text.split(/\r?\n/).flatMap((line) => parseIgnoreLine(directory, line)));
  const rules = all.slice(0, mostRules);
  const [excess] = all.slice(mostRules);
  if (excess) {
    const message = `The ignore files have more than ${formatGrouped(mostRules)} patterns; from here on they leave nothing out.`;
    report({ code: "ignore-limit", message, place: { file: `${excess.directory}.gitignore`, start: 0, end: 0 } });
  }
  // Once the budget is used up, the remaining files are read.
  const budget = openGlobBudget();
  const directories = new Map<string, boolean>([["./", false]]);
  const isIgnoredDirectory = (path: string): boolean => {
    const known = directories.get(path);
    if (known !== undefined) return known;
    const parent = `${posix.dirname(path)}/`;
    const ignored = isIgnoredDirectory(parent) || isMatched(path.slice(0, -1), true, rules, budget);
    directories.set(path, ignored);
    return ignored;
  };
  return (path) => isIgnoredDirectory(`${posix.dirname(path)}/`) || isMatched(path, false, rules, budget);
}

function parseIgnoreLine(directory: string, line: string): Rule[] {
  const written = line.replace(/(?<!\\)\s+$/, "");
  if (written === "" || written.startsWith("#")) return [];
  const isNegated = written.startsWith("!");
  const pattern = written.slice(isNegated ? 1 : 0);
  const ofDirectories = pattern.endsWith("/");
  const body = ofDirectories ? pattern.slice(0, -1) : pattern;
  const isAnchored = body.includes("/");
  // A character class matches one character, so it becomes `?`.
  const glob = body
    .replace(/^\//, "")
    .replace(/\[[^\]/]{1,100}\]/g, "?")
    .replace(/\\(.)/g, "$1");
  return [{ directory, glob: isAnchored ? glob : `**/${glob}`, ofDirectories, isNegated }];
}

function isMatched(path: string, isDirectory: boolean, rules: readonly Rule[], budget: GlobBudget): boolean {
  const rule = rules.findLast(({ directory, glob, ofDirectories }) => {
    if ((ofDirectories && !isDirectory) || !path.startsWith(directory)) return false;
    return matchesGlob(path.slice(directory.length), glob, budget);
  });
  return rule !== undefined && !rule.isNegated;
}
