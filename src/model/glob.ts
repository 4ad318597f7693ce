import { UsageError } from "./usage-error.ts";

/** The steps that matching may still take. */
export interface GlobBudget {
  left: number;
}

/** Enough for thousands of globs on thousands of paths: ten times what honest repositories have. */
export const globSteps = 200_000_000;
/** The cost of each attempt, besides its steps. */
const tryCost = 16;

/** Creates a budget for globs that come from a repository. */
export function openGlobBudget(): GlobBudget {
  return { left: globSteps };
}

/** Throws a `UsageError` if the budget is used up, because the globs of this configuration key have then not been fully matched. */
export function requireGlobBudget({ left }: GlobBudget, key: string): void {
  if (left < 0)
    throw new UsageError(`The globs of \`${key}\` take too long on the paths here; write fewer of them, or begin them with a directory.`);
}

const unbounded: GlobBudget = { left: Number.POSITIVE_INFINITY };

/**
 * Checks whether a path matches a glob of `**` (any directories), `*` and `?` (within one name). It works step by step, without a
 * regular expression, because globs come from repositories and must not be able to stall the run. Once the budget is used up,
 * nothing matches.
 */
export function matchesGlob(path: string, glob: string, budget = unbounded): boolean {
  budget.left -= 1;
  // Most globs differ from most paths in the first letters.
  if (budget.left < 0 || !path.startsWith(readLiteralStart(glob))) return false;
  budget.left -= tryCost + ((path.length + glob.length) >> 1);
  const isNamed = (name: string, pattern: string) => matchesName(name, pattern, budget);
  return matchesSequence(path.split("/"), glob.split("/"), (step) => step === "**", isNamed, budget) && budget.left >= 0;
}

/** Explains why a glob cannot match any path of a repository, and what to write instead; undefined if it can match. */
export function explainGlobFault(glob: string): string | undefined {
  if (/^(\/|[A-Za-z]:)/.test(glob)) return "paths count from the working directory, without a slash in front";
  if (/(^|\/)\.\.(\/|$)/.test(glob)) return "nothing outside of the repository is read";
  if (/^\.(\/|$)/.test(glob)) return `write it without \`./\`${glob.length > 2 ? `, \`${glob.replace(/^(\.\/)+/, "")}\`` : ""}`;
  if (glob.endsWith("/")) return `write \`${glob}**\` for all that lies below`;
  // Directories can have any name, but hardly one that looks like alternatives, a negation or a Windows path.
  if (/\{[^{},]*,[^{}]*\}|^!|^[^/\\]*\\[^/]*$/.test(glob)) return "globs are made of `*`, `**` and `?`, and slashes";
  return undefined;
}

/**
 * Makes a function that checks whether a path matches any of many globs. It tries only globs whose fixed directory contains the
 * path.
 */
export function buildGlobMatcher(globs: readonly string[], budget = unbounded): (path: string) => boolean {
  const byDirectory = new Map<string, string[]>();
  for (const glob of globs) {
    const directory = readFixedPart(glob);
    const known = byDirectory.get(directory);
    if (known) known.push(glob);
    else byDirectory.set(directory, [glob]);
  }
  return (path) => {
    for (let end = path.length; end !== -1; end = path.lastIndexOf("/", end - 1)) {
      if (byDirectory.get(path.slice(0, end))?.some((glob) => matchesGlob(path, glob, budget))) return true;
      if (end === 0) return false;
    }
    return byDirectory.get("")?.some((glob) => matchesGlob(path, glob, budget)) ?? false;
  };
}

/** The directories that a glob names before its first wildcard: `policies` for `policies/**`. */
export function readFixedPart(glob: string): string {
  const steps = glob.split("/");
  const firstOpen = steps.findIndex((step) => /[*?]/.test(step));
  return steps.slice(0, firstOpen === -1 ? -1 : firstOpen).join("/");
}

/** The text that every matching path begins with; without a trailing slash, because `a/**` also matches `a`. */
function readLiteralStart(glob: string): string {
  const open = glob.search(/[*?]/);
  return open === -1 ? glob : glob.slice(0, glob[open - 1] === "/" ? open - 1 : open);
}

function matchesName(name: string, pattern: string, budget: GlobBudget): boolean {
  if (!/[*?]/.test(pattern)) return name === pattern;
  budget.left -= 2 * (name.length + pattern.length);
  return matchesSequence(
    [...name],
    [...pattern],
    (step) => step === "*",
    (letter, step) => step === "?" || letter === step,
    budget,
  );
}

/** Greedy matching with one point to return to: at worst linear in the product of both lengths. */
function matchesSequence(
  items: readonly string[],
  pattern: readonly string[],
  isStar: (step: string) => boolean,
  matchesOne: (item: string, step: string) => boolean,
  budget: GlobBudget,
): boolean {
  let item = 0;
  let step = 0;
  let star = -1;
  let retry = 0;
  while (item < items.length && budget.left-- > 0) {
    const current = pattern[step];
    if (current !== undefined && isStar(current)) {
      star = step++;
      retry = item;
    } else if (current !== undefined && matchesOne(items[item] ?? "", current)) {
      item++;
      step++;
    } else if (star !== -1) {
      step = star + 1;
      item = ++retry;
    } else return false;
  }
  while (step < pattern.length && isStar(pattern[step] ?? "")) step++;
  return step === pattern.length;
}
