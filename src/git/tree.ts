import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileCountLimit, fileSizeLimit } from "../files/repository.ts";
import { UsageError } from "../model/usage-error.ts";
import { createBatchReader } from "./batch.ts";
import type { Commit } from "./commit.ts";
import { runGit } from "./git.ts";

/** A file of a commit. */
export interface TreeEntry {
  /** The path from the root of the repository, with forward slashes. */
  readonly path: string;
  readonly kind: "file" | "link";
  readonly blob: string;
  readonly size: number;
}

/** Lists the files of a commit below directories, given from the root of the repository; `""` is the root itself. */
export async function listTree(commit: Commit, directories: readonly string[]): Promise<TreeEntry[]> {
  const paths = directories.includes("") ? [] : ["--", ...directories];
  const output = await runGit(commit.root, ["ls-tree", "-r", "-z", "--long", "--full-tree", commit.id, ...paths]);
  const entries = new Map<string, TreeEntry>();
  for (const line of output.toString("utf8").split("\0")) {
    const entry = parseTreeEntry(line);
    if (entry && !entries.has(entry.path)) entries.set(entry.path, entry);
    if (entries.size > fileCountLimit) break;
  }
  return [...entries.values()];
}

/**
 * Writes files of a commit below a directory, byte for byte as git stores them: without filters or conversions, and never
 * outside of the directory.
 */
export async function writeTree(commit: Commit, entries: readonly TreeEntry[], directory: string): Promise<void> {
  // Larger files are never read, so they are not needed.
  const wanted = entries.filter(({ size }) => size <= fileSizeLimit);
  const total = wanted.reduce((sum, { size }) => sum + size, 0);
  if (total > totalLimit) {
    throw new UsageError(`The files of ${commit.name} are too large to compare with: ${Math.ceil(total / megabyte)} MiB.`);
  }
  const links: { readonly path: string; readonly target: Buffer }[] = [];
  await readBlobs(commit, wanted, ({ kind, path }, content) => {
    if (kind === "link") links.push({ path, target: content });
    else write(join(directory, path), (file) => writeFileSync(file, content, { flag: "wx" }));
  });
  // Links are written last, so that nothing can be written through them.
  for (const { path, target } of links) write(join(directory, path), (file) => symlinkSync(target, file));
}

/** Reads the contents of a commit's files, in the order of the entries. */
export async function readBlobs(
  { root, name }: Commit,
  entries: readonly TreeEntry[],
  take: (entry: TreeEntry, content: Buffer) => void,
): Promise<void> {
  let index = 0;
  const consume = createBatchReader((content) => {
    const entry = entries[index++];
    if (!content) throw new UsageError(`This clone lacks some files of ${name}; clone without a filter to compare with it.`);
    if (entry) take(entry, content);
  });
  await runGit(root, ["cat-file", "--batch"], { input: entries.map(({ blob }) => `${blob}\n`).join(""), consume });
}

const megabyte = 1024 * 1024;
const totalLimit = 2048 * megabyte;

/** Parses a line `100644 blob <id>    <size>\t<path>`; undefined for submodules and for paths that are not plain. */
function parseTreeEntry(line: string): TreeEntry | undefined {
  const [, mode, blob = "", size, path = ""] = /^(\d{6}) blob ([0-9a-f]+) +(\S+)\t(.+)$/s.exec(line) ?? [];
  if (mode === undefined || !isPlain(path)) return undefined;
  return { path, kind: mode === "120000" ? "link" : "file", blob, size: Number(size) || 0 };
}

/** Checks whether a path has only plain steps. A tree that was not made with git's commands can contain any names. */
function isPlain(path: string): boolean {
  const steps = path.split("/");
  return steps.every((step) => step !== "" && step !== "." && step !== ".." && !/^\.git[. ]*$/i.test(step) && !isOddHere.test(step));
}

const isOddHere = process.platform === "win32" ? /[\\:*?"<>|\p{Cc}]|[. ]$/u : /\0/;

/** Writes a file. A file that the file system cannot store, or already has under another spelling, is skipped. */
function write(path: string, make: (path: string) => void): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    make(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (!["EEXIST", "ENOTDIR", "ENAMETOOLONG", "EINVAL", "EILSEQ", "EPERM", "ENOENT"].includes(code)) throw error;
  }
}
