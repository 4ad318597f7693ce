/**
 * Whether a path matches a glob of `**` (any directories), `*` and `?` (within one name). Works step by step instead of
 * through a regular expression, because globs come from repositories and must not be able to stall us.
 */
export function matchesGlob(path: string, glob: string): boolean {
  // Most globs differ from most paths in their first letters.
  if (!path.startsWith(literalStart(glob))) return false;
  return matchesSequence(path.split("/"), glob.split("/"), (step) => step === "**", matchesName);
}

/** Why a glob cannot match any path of a repository, and what to write; undefined where it can. */
export function globFault(glob: string): string | undefined {
  if (/^(\/|[A-Za-z]:)/.test(glob)) return "paths count from the working directory, without a slash in front";
  if (/(^|\/)\.\.(\/|$)/.test(glob)) return "nothing outside of the repository is read";
  if (/^\.(\/|$)/.test(glob)) return `write it without \`./\`${glob.length > 2 ? `, \`${glob.replace(/^(\.\/)+/, "")}\`` : ""}`;
  if (glob.endsWith("/")) return `write \`${glob}**\` for all that lies below`;
  // Directories may be called anything, but hardly like alternatives, a negation or a path of Windows.
  if (/\{[^{}]*,[^{}]*\}|^!|^[^/]*\\[^/]*$/.test(glob)) return "globs are made of `*`, `**` and `?`, and slashes";
  return undefined;
}

/** Whether a path matches any of many globs: only those are looked at that are about a directory of the path. */
export function globSet(globs: readonly string[]): (path: string) => boolean {
  const byDirectory = new Map<string, string[]>();
  for (const glob of globs) {
    const directory = fixedPart(glob);
    const known = byDirectory.get(directory);
    if (known) known.push(glob);
    else byDirectory.set(directory, [glob]);
  }
  return (path) => {
    for (let end = path.length; end !== -1; end = path.lastIndexOf("/", end - 1)) {
      if (byDirectory.get(path.slice(0, end))?.some((glob) => matchesGlob(path, glob))) return true;
      if (end === 0) return false;
    }
    return byDirectory.get("")?.some((glob) => matchesGlob(path, glob)) ?? false;
  };
}

/** The directories that a glob names before anything in it is open: `policies` of `policies/**`. */
export function fixedPart(glob: string): string {
  const steps = glob.split("/");
  const firstOpen = steps.findIndex((step) => /[*?]/.test(step));
  return steps.slice(0, firstOpen === -1 ? -1 : firstOpen).join("/");
}

/** What every path that matches begins with; without a last slash, because `a/**` is `a`, too. */
function literalStart(glob: string): string {
  const open = glob.search(/[*?]/);
  return open === -1 ? glob : glob.slice(0, glob[open - 1] === "/" ? open - 1 : open);
}

function matchesName(name: string, pattern: string): boolean {
  return matchesSequence(
    [...name],
    [...pattern],
    (step) => step === "*",
    (letter, step) => step === "?" || letter === step,
  );
}

/** Greedy matching with one point to return to: linear in the product of both lengths at worst. */
function matchesSequence(
  items: readonly string[],
  pattern: readonly string[],
  isStar: (step: string) => boolean,
  matchesOne: (item: string, step: string) => boolean,
): boolean {
  let item = 0;
  let step = 0;
  let star = -1;
  let retry = 0;
  while (item < items.length) {
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
