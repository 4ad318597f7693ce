import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve, sep } from "node:path";
import type { Problem } from "../model/finding.ts";
import { buildGlobMatcher, openGlobBudget, requireGlobBudget } from "../model/glob.ts";
import { nearestName } from "../model/nearest-name.ts";
import { UsageError } from "../model/usage-error.ts";
import { findUnreadLanguage } from "./file-kind.ts";
import { compileIgnoreFiles, type IgnoreFile } from "./ignore-files.ts";
import { findOutwardLinks, isBelow, leadsOut, resolveRealPath } from "./links.ts";
import { markChecked } from "./programs/checked-directories.ts";
import { execGit } from "./programs/git.ts";
import { type ProgramLimits, programLimits } from "./programs/limits.ts";
import { findUnreadRepositories, type GitListing, parseGitListing } from "./unread-repositories.ts";

/** The maximum size of a file in bytes. Larger files are reported and not read. */
export const fileSizeLimit = 5 * 1024 * 1024;
export const fileCountLimit = 200_000;

/** A directory tree on disk. This file contains the only code that reads repository files. */
export interface Repository {
  /** The real path of the directory. */
  readonly root: string;
  /** The prefix of all paths: the directory relative to the working directory, `""` or with a trailing slash. */
  readonly prefix: string;
  /** All paths that could matter, sorted, with the prefix and forward slashes. */
  readonly paths: readonly string[];
  /** The paths of other text files, such as programs and documents. They are only searched for mentions of what is deployed. */
  readonly texts: readonly string[];
  /**
   * The bytes of a file; undefined if it is missing, outside the root, binary or too large. Unless it is missing, a problem is
   * reported.
   */
  readonly read: (path: string) => Buffer | undefined;
  readonly exists: (path: string) => boolean;
}

/** A directory on disk and its files, relative to it. */
export interface Directory {
  readonly root: string;
  /** The only file to check, if the path names a file; that file may still refer to others. */
  readonly only: string | undefined;
  readonly files: readonly string[];
  /** Directories that belong to other repositories. */
  readonly others?: Pick<GitListing, "submodules" | "nested">;
  /** The problem because of which some files were not found. */
  readonly problem?: Problem;
}

/** Finds the directory of a path; for the path of a file, the directory that contains it. */
export type OpenDirectory = (cwd: string, path: string) => Promise<Directory>;

/** Lists the directory as it is on disk now: in a work tree the files that git tracks or would track, elsewhere all files. */
async function openDirectory(cwd: string, path: string): Promise<Directory> {
  const { root, only } = findDirectory(cwd, path);
  markChecked(cwd, [root]);
  const listing = await listGitFiles(root, ["--cached", "--others", "--exclude-standard"], programLimits.listFiles);
  if (listing) return { root, only, files: listing.files, others: listing };
  // A `.gitignore` in the repository can keep git busy forever. To list only tracked files, git does not read it.
  const tracked = await listGitFiles(root, ["--cached"], programLimits.listTracked);
  if (tracked) return { root, only, files: tracked.files, others: tracked, problem: untrackedProblem };
  const problems: Problem[] = [];
  const found = await globFiles(root, (problem) => problems.push(problem));
  return { root, only, files: found, ...(problems[0] && { problem: problems[0] }) };
}

const untrackedProblem: Problem = {
  code: "untracked-files",
  message: "git takes too long to list untracked files (an ignore pattern may be too complex); only tracked files are read.",
};

/** The real path of the directory that a path names, or of the directory that contains the named file. */
export function findDirectory(cwd: string, path: string): Omit<Directory, "files"> {
  const target = resolveRealPath(resolve(cwd, path));
  if (target === undefined) throw new UsageError(`There is no file or directory ${path}${suggestNearest(cwd, path)}`);
  if (leadsOut(cwd, path)) throw new UsageError(`The path ${path} leaves the working directory through a link.`);
  return statSync(target).isDirectory() ? { root: target, only: undefined } : { root: dirname(target), only: basename(target) };
}

/** A hint that names the most similar entry in the directory, for a path that does not exist. */
function suggestNearest(cwd: string, path: string): string {
  const parent = resolveRealPath(resolve(cwd, dirname(path)));
  if (parent === undefined || leadsOut(cwd, dirname(path)) || !statSync(parent).isDirectory()) return ".";
  const nearest = nearestName(basename(path), readdirSync(parent).slice(0, fileCountLimit));
  return nearest === undefined ? "." : `; did you mean ${join(dirname(path), nearest)}?`;
}

/** Options for opening a tree. */
export interface OpenOptions {
  /** Globs of paths to leave out. */
  readonly exclude?: readonly string[];
  readonly report: (problem: Problem) => void;
  /** Checks whether a file without a script's extension contains scripts, such as a Makefile. */
  readonly hostsScripts: (path: string) => boolean;
  /** Finds the directory, if it is not the current state on disk. */
  readonly open?: OpenDirectory | undefined;
  /** Other paths that the same run checks. */
  readonly alsoChecked?: readonly string[] | undefined;
}

/** Opens the tree below a directory. */
export async function openRepository(
  cwd: string,
  path: string,
  { exclude = [], report, hostsScripts, open = openDirectory, alsoChecked = [] }: OpenOptions,
): Promise<Repository> {
  const { root: realRoot, only, files: all, others, problem } = await open(cwd, path);
  if (problem) report(problem);
  const prefix = buildPrefix(cwd, only === undefined ? path : dirname(path));
  if (all.length > fileCountLimit) {
    report({ code: "too-many-files", message: `There are ${all.length} files here; only the first ${fileCountLimit} are read.` });
  }
  const budget = openGlobBudget();
  const isExcluded = buildGlobMatcher(exclude, budget);
  const files = all
    .slice(0, fileCountLimit)
    .map((file) => prefix + file)
    .filter((file) => !isExcluded(file));
  requireGlobBudget(budget, "exclude");
  const known = new Set(files);
  const tree: Tree = { root: realRoot, prefix, leadsOut: findOutwardLinks(realRoot), report };
  const checked = new Set(alsoChecked.map((other) => buildPrefix(cwd, other).slice(0, -1)));
  if (others && only === undefined) reportOthers(tree, others, (other) => isExcluded(other) || checked.has(other));
  return {
    root: realRoot,
    prefix,
    paths: only === undefined ? files.filter((file) => isCandidate(file.slice(prefix.length), hostsScripts)).sort() : [prefix + only],
    texts: only === undefined ? files.filter((file) => isText(file)) : [],
    // Only listed files can be read, so a path outside the root never is.
    read: (file) => (known.has(file) ? readFile(tree, file) : undefined),
    exists: (file) => known.has(file),
  };
}

function buildPrefix(cwd: string, path: string): string {
  const away = relative(resolve(cwd), resolve(cwd, path)).split(sep).join("/");
  return away === "" ? "" : `${away}/`;
}

interface Tree {
  readonly root: string;
  readonly prefix: string;
  /** Checks whether a link on the way to a path, relative to the root, leads out of the root. */
  readonly leadsOut: (path: string) => boolean;
  readonly report: (problem: Problem) => void;
}

function reportOthers(tree: Tree, { submodules, nested }: NonNullable<Directory["others"]>, isLeftOut: (path: string) => boolean): void {
  const shown = (paths: readonly string[]) => paths.map((path) => tree.prefix + path).filter((path) => !isLeftOut(path));
  const others = { submodules: shown(submodules), nested: shown(nested) };
  if (others.submodules.length + others.nested.length === 0) return;
  const gitmodules = `${tree.prefix}.gitmodules`;
  const text = others.submodules.length > 0 ? readFile(tree, gitmodules)?.toString("utf8") : undefined;
  const problems = findUnreadRepositories(others, text === undefined ? undefined : { path: gitmodules, text }, tree.prefix);
  for (const problem of problems) tree.report(problem);
}

/** Lists the files that git knows; undefined if git or a repository is missing, or git exceeds its limits. */
async function listGitFiles(root: string, which: readonly string[], limits: ProgramLimits): Promise<GitListing | undefined> {
  const result = await execGit(root, ["ls-files", "-z", "-t", "--stage", ...which], limits);
  if (!result || !("output" in result)) return undefined;
  return result.output.length > 0 ? parseGitListing(result.output.toString("utf8")) : undefined;
}

async function globFiles(root: string, report: (problem: Problem) => void): Promise<string[]> {
  const { globby } = await import("globby");
  const options = { dot: true, followSymbolicLinks: false, onlyFiles: false, markDirectories: true };
  const found = await globby("**", { cwd: root, ...options, ignore: ["**/node_modules/**", "**/.git/**"] });
  const paths = found.filter((path) => !path.endsWith("/"));
  const isIgnored = compileIgnoreFiles(
    paths.filter((path) => basename(path) === ".gitignore").flatMap((path) => ignoreFile(root, path)),
    report,
  );
  return paths.filter((path) => !isIgnored(path));
}

function ignoreFile(root: string, path: string): IgnoreFile[] {
  const text = readBounded({ root, prefix: "", leadsOut: () => false, report: () => {} }, path, path)?.toString("utf8");
  return text === undefined ? [] : [{ directory: path.slice(0, -".gitignore".length), text }];
}

const extensions = new Set([".yaml", ".yml", ".json", ".gotmpl", ".sh", ".bash", ".tf", ".tofu", ".tfvars"]);
/** Installed packages and the test data of Go programs: they do not deploy anything. */
const uninteresting = /(^|\/)(node_modules\/|testdata\/|package-lock\.json$|tsconfig[\w.-]*\.json$)/;

/** Checks by name alone whether a file can contain an install, values or evidence. A file without an extension may be a script. */
function isCandidate(path: string, hostsScripts: (path: string) => boolean): boolean {
  const extension = extname(path).toLowerCase();
  const isNamed = extension === "" ? !basename(path).startsWith(".") : extensions.has(extension);
  return (isNamed || hostsScripts(path) || findUnreadLanguage(path) !== undefined) && !uninteresting.test(path);
}

const textExtensions = new Set([
  ...[".md", ".mdx", ".adoc", ".rst", ".txt", ".mk", ".py", ".go", ".ts", ".js", ".mjs", ".rb", ".ps1", ".bat", ".cmd", ".fish", ".zsh"],
  ...[".groovy", ".toml", ".tpl", ".tmpl", ".hcl", ".jsonnet", ".libsonnet", ".cue", ".star", ".bzl", ".bazel", ".nix", ".j2", ".just"],
]);

function isText(path: string): boolean {
  return textExtensions.has(extname(path).toLowerCase()) && !uninteresting.test(path);
}

function readFile(tree: Tree, path: string): Buffer | undefined {
  const bytes = readBounded(tree, path, path);
  if (!bytes?.includes(0)) return bytes;
  if (extname(path) !== "")
    tree.report(makeFileProblem("binary-file", path, "This file is binary, whatever its name says; it is not read."));
  return undefined;
}

/** Reads `path`. Problems name the path `shown`, which is the link's path where `path` is the link's target. */
function readBounded(tree: Tree, path: string, shown: string): Buffer | undefined {
  const full = joinInsideRoot(tree, path);
  if (!full) return undefined;
  if (tree.leadsOut(stripPrefix(tree, path))) {
    tree.report(makeFileProblem("link-outside", shown, "A link on the way to this file leaves the repository; it is not followed."));
    return undefined;
  }
  let descriptor: number;
  try {
    descriptor = openSync(full, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" && path.includes("\ufffd"))
      tree.report(makeFileProblem("file-name", shown, "The name of this file is not valid UTF-8; the file is not read."));
    return code === "ELOOP" && path === shown ? readLink(tree, path, full) : undefined;
  }
  try {
    return readOpen(tree, descriptor, shown);
  } finally {
    closeSync(descriptor);
  }
}

function readOpen(tree: Tree, descriptor: number, shown: string): Buffer | undefined {
  const status = fstatSync(descriptor);
  if (!status.isFile()) return undefined;
  if (status.size > fileSizeLimit) {
    const megabytes = (status.size / 1024 / 1024).toFixed(1);
    tree.report(makeFileProblem("file-too-large", shown, `This file has ${megabytes} MiB; files over 5 MiB are not read.`));
    return undefined;
  }
  const bytes = Buffer.allocUnsafe(status.size);
  let length = 0;
  while (length < bytes.length) {
    const count = readSync(descriptor, bytes, length, bytes.length - length, length);
    if (count === 0) break;
    length += count;
  }
  return bytes.subarray(0, length);
}

/** Follows a link, but only inside the root. */
function readLink(tree: Tree, path: string, full: string): Buffer | undefined {
  const target = resolveRealPath(full);
  if (target === undefined) {
    tree.report(makeFileProblem("broken-link", path, "This link leads nowhere."));
    return undefined;
  }
  const inside = relative(tree.root, target);
  if (!isBelow(tree.root, target)) {
    tree.report(makeFileProblem("link-outside", path, "This link leaves the repository; it is not followed."));
    return undefined;
  }
  return inside === "" ? undefined : readBounded(tree, tree.prefix + inside.split(sep).join("/"), path);
}

function joinInsideRoot(tree: Tree, path: string): string | undefined {
  // Paths listed by git contain no such steps.
  if (!uncertain.test(path)) return `${tree.root}/${stripPrefix(tree, path)}`;
  const full = join(tree.root, stripPrefix(tree, path));
  return full === tree.root || full.includes("\0") || !isBelow(tree.root, full) ? undefined : full;
}

function stripPrefix({ prefix }: Tree, path: string): string {
  return path.slice(prefix.length);
}

/** Matches a path that is absolute, or contains empty steps, dots as steps, NUL, or characters with a special meaning on Windows. */
const uncertain = /(?:^|\/)\.{0,2}(?:\/|$)|[\0\\:]/;

function makeFileProblem(code: string, file: string, message: string): Problem {
  return { code, message, place: { file, start: 0, end: 0 } };
}
