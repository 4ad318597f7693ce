import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { openPrivateFolder } from "../files/programs/private-folder.ts";
import { findDirectory, type OpenDirectory } from "../files/repository.ts";
import { UsageError } from "../model/usage-error.ts";
import { type Commit, resolveInsideRoot } from "./commit.ts";
import { runGit } from "./git.ts";
import { listTree, writeTree } from "./tree.ts";

/** Writes the files of an earlier commit, below the paths of the command line, to a temporary directory, which is removed afterwards. */
export async function withCheckout<Result>(
  commit: Commit,
  cwd: string,
  paths: readonly string[],
  use: (open: OpenDirectory) => Promise<Result>,
): Promise<Result> {
  const { path: folder, close } = openPrivateFolder();
  try {
    const directories = paths.map((path) => resolveDirectory(commit, cwd, path));
    const absent = await listNotCheckedOut(commit);
    const entries = (await listTree(commit, directories)).filter(({ path }) => !absent.has(path));
    // The directories are created first, because an earlier commit may have a link on the way to one of them.
    for (const directory of directories) mkdirSync(join(folder, directory), { recursive: true });
    await writeTree(commit, entries, folder);
    const files = entries.map(({ path }) => path);
    return await use(async (from, path) => {
      const { only } = findDirectory(from, path);
      const directory = resolveDirectory(commit, from, path);
      const prefix = directory === "" ? "" : `${directory}/`;
      return {
        root: join(folder, directory),
        only,
        files: files.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length)),
      };
    });
  } finally {
    close();
  }
}

function resolveDirectory({ root }: Commit, cwd: string, path: string): string {
  const inside = resolveInsideRoot(root, findDirectory(cwd, path).root);
  if (inside === undefined) throw new UsageError(`${path} lies outside of the git repository, which has nothing to compare it with.`);
  return inside;
}

/** The paths that a sparse checkout leaves out. They are missing in the work tree, which must not count as a change. */
async function listNotCheckedOut({ root }: Commit): Promise<Set<string>> {
  const output = await runGit(root, ["ls-files", "-z", "-t", "--cached", "--full-name"]);
  const lines = output.toString("utf8").split("\0");
  return new Set(lines.filter((line) => line.startsWith("S ")).map((line) => line.slice(2)));
}
