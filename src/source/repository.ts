import { execFileSync } from "node:child_process";
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from "node:fs";
import { basename, extname, join, relative, resolve, sep } from "node:path";
import type { Problem } from "../model/finding.ts";

/** Files larger than this are reported and not read. */
export const fileSizeLimit = 5 * 1024 * 1024;
const fileCountLimit = 200_000;

/** A directory tree on disk, read once. This file is the only code that reads repository files. */
export interface Repository {
  /** All paths that could matter, sorted, relative to the root, forward slashes. */
  readonly paths: readonly string[];
  /** The bytes of a file; undefined where it is missing, outside the root, binary or too large (then with a problem). */
  readonly read: (path: string) => Buffer | undefined;
  readonly exists: (path: string) => boolean;
  readonly root: string;
}

/** Opens the tree below a directory: what git tracks or would track where there is a work tree, all files elsewhere. */
export async function openRepository(root: string, report: (problem: Problem) => void): Promise<Repository> {
  const realRoot = realpathSync(root);
  const all = gitFiles(realRoot) ?? (await globFiles(realRoot));
  if (all.length > fileCountLimit) {
    report({ code: "too-many-files", message: `There are ${all.length} files here; only the first ${fileCountLimit} are read.` });
  }
  const paths = all.slice(0, fileCountLimit).filter(isCandidate).sort();
  const known = new Set(all);
  return { paths, read: (path) => readFile(realRoot, path, report), exists: (path) => known.has(path), root: realRoot };
}

/** A clean environment for external programs: nothing of ours, and no configuration that could run something. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, SystemRoot, TEMP, TMP } = process.env;
  const kept = Object.entries({ PATH, HOME, SystemRoot, TEMP, TMP }).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(kept), GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" };
}

function gitFiles(root: string): string[] | undefined {
  const config = ["-c", "core.fsmonitor=false", "-c", "core.untrackedCache=false", "-c", "core.quotePath=false"];
  try {
    const output = execFileSync("git", [...config, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"], {
      cwd: root,
      env: cleanEnvironment(),
      encoding: "utf8",
      maxBuffer: 256 * 1024 * 1024,
      timeout: 60_000,
      stdio: ["ignore", "pipe", "ignore"],
    });
    const files = output.split("\0").filter((path) => path !== "");
    return files.length > 0 ? files : undefined;
  } catch {
    return undefined;
  }
}

async function globFiles(root: string): Promise<string[]> {
  const { globby } = await import("globby");
  return globby("**", { cwd: root, dot: true, gitignore: true, followSymbolicLinks: false, onlyFiles: false, markDirectories: true }).then(
    (paths) => paths.filter((path) => !path.endsWith("/") && !path.startsWith(".git/")),
  );
}

const extensions = new Set([".yaml", ".yml", ".json", ".sh", ".bash", ".tf", ".tofu"]);
const uninteresting = /(^|\/)(node_modules\/|package-lock\.json$|tsconfig[\w.-]*\.json$)/;

/** Whether a file can hold an install, values or evidence, by its name alone; without an extension it may be a script. */
function isCandidate(path: string): boolean {
  const extension = extname(path).toLowerCase();
  return (extensions.has(extension) || (extension === "" && !basename(path).startsWith("."))) && !uninteresting.test(path);
}

function readFile(root: string, path: string, report: (problem: Problem) => void): Buffer | undefined {
  const bytes = readBounded(root, path, report);
  if (!bytes) return undefined;
  const isText = !bytes.includes(0);
  if (isText) return bytes;
  if (extname(path) !== "") report(fileProblem("binary-file", path, "This file is binary, whatever its name says; it is not read."));
  return undefined;
}

function readBounded(root: string, path: string, report: (problem: Problem) => void): Buffer | undefined {
  const full = insideRoot(root, path);
  if (!full) return undefined;
  let descriptor: number;
  try {
    descriptor = openSync(full, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ELOOP" ? readLink(root, path, full, report) : undefined;
  }
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) return undefined;
    if (status.size > fileSizeLimit) {
      const megabytes = (status.size / 1024 / 1024).toFixed(1);
      report(fileProblem("file-too-large", path, `This file has ${megabytes} MiB; files over 5 MiB are not read.`));
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
  } finally {
    closeSync(descriptor);
  }
}

/** Follows a link only as far as it stays inside the root. */
function readLink(root: string, path: string, full: string, report: (problem: Problem) => void): Buffer | undefined {
  let target: string;
  try {
    target = realpathSync(full);
  } catch {
    report(fileProblem("broken-link", path, "This link leads nowhere."));
    return undefined;
  }
  const inside = relative(root, target);
  if (inside.startsWith("..") || resolve(root, inside) !== target) {
    report(fileProblem("link-outside", path, "This link leaves the repository; it is not followed."));
    return undefined;
  }
  return inside === "" ? undefined : readBounded(root, inside.split(sep).join("/"), report);
}

function insideRoot(root: string, path: string): string | undefined {
  const full = join(root, path);
  const away = relative(root, full);
  return away === "" || away.startsWith("..") || away.includes("\0") ? undefined : full;
}

function fileProblem(code: string, file: string, message: string): Problem {
  return { code, message, place: { file, start: 0, end: 0 } };
}
