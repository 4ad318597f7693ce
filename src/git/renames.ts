import type { Commit } from "./commit.ts";
import { GitError, runGit } from "./git.ts";

/**
 * The earlier paths of files that were moved between a commit and the current one, by their current paths, relative to the root
 * of the repository.
 */
export async function listRenamesSince({ root, id }: Commit): Promise<Map<string, string>> {
  const options = ["-r", "-z", "-M", "--name-status", "--diff-filter=R", "--no-ext-diff", "--no-textconv"];
  const renames = new Map<string, string>();
  try {
    const fields = (await runGit(root, ["diff-tree", ...options, id, "HEAD"])).toString("utf8").split("\0");
    for (let at = 0; at + 2 < fields.length; at += 3) renames.set(fields[at + 2] ?? "", fields[at + 1] ?? "");
  } catch (error) {
    // Without renames, moved files are compared only by their lines.
    if (!(error instanceof GitError)) throw error;
  }
  return renames;
}
