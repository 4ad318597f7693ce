import type { Problem } from "../model/finding.ts";
import type { Place } from "../model/location.ts";

/** The output of `git ls-files -t --stage`: the files, and the directories that belong to other repositories. */
export interface GitListing {
  readonly files: readonly string[];
  readonly submodules: readonly string[];
  readonly nested: readonly string[];
}

/** Parses the entries of `git ls-files -z -t --stage`; a tag before each entry shows whether git tracks it. */
export function parseGitListing(output: string): GitListing {
  const files = new Set<string>();
  const submodules = new Set<string>();
  const nested = new Set<string>();
  for (const entry of output.split("\0")) {
    const tracked = /^[^?] (\d{6}) [0-9a-f]+ \d\t/.exec(entry);
    const path = entry.slice(tracked ? tracked[0].length : 2);
    if (path === "") continue;
    if (tracked?.[1] === "160000") submodules.add(path);
    else if (!tracked && path.endsWith("/")) nested.add(path.slice(0, -1));
    else files.add(path);
  }
  return { files: [...files], submodules: [...submodules], nested: [...nested] };
}

/** The maximum number of such problems that name a directory each; one more problem counts the rest. */
const mostNamed = 50;

/**
 * Creates a problem for each directory that belongs to another repository. `gitmodules` is the file that configures submodules;
 * the paths in it lack the prefix.
 */
export function findUnreadRepositories(
  { submodules, nested }: Pick<GitListing, "submodules" | "nested">,
  gitmodules: { readonly path: string; readonly text: string } | undefined,
  prefix: string,
): Problem[] {
  const places = gitmodules ? readSubmodulePlaces(gitmodules.path, gitmodules.text) : new Map<string, Place>();
  const problems = [
    ...submodules.map((path) => describeUnread("submodule-unread", path, "a git submodule", places.get(path.slice(prefix.length)))),
    ...nested.map((path) => describeUnread("nested-repository", path, "a git repository of its own", undefined)),
  ];
  if (problems.length <= mostNamed) return problems;
  const message = `There are ${problems.length - mostNamed} more submodules and nested repositories here, whose files are not read.`;
  return [...problems.slice(0, mostNamed), { code: "nested-repository", message }];
}

function describeUnread(code: string, path: string, kind: string, place: Place | undefined): Problem {
  const message = `\`${path}\` is ${kind}; its files are not read. To check them as well, check it out and name it as a path.`;
  return { code, message, place: place ?? { file: path, start: 0, end: 0 } };
}

/** The places in `.gitmodules` that name the directory of a submodule. */
function readSubmodulePlaces(file: string, text: string): Map<string, Place> {
  const places = new Map<string, Place>();
  let start = 0;
  for (const line of text.split("\n")) {
    const [key = "", ...rest] = line.split("=");
    const path = rest
      .join("=")
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .replace(/\/$/, "");
    const indent = line.length - line.trimStart().length;
    if (key.trim() === "path" && path !== "") places.set(path, { file, start: start + indent, end: start + line.trimEnd().length });
    start += line.length + 1;
  }
  return places;
}
