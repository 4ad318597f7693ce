import { realpathSync } from "node:fs";
import { posix, resolve } from "node:path";
import { isPassedBy, type OpenPolicyFiles, openPolicyFiles, type PolicyFiles, policyFileLimit } from "../files/policy-files.ts";
import { type Commit, resolveInsideRoot } from "../git/commit.ts";
import { listTree, readBlobs, type TreeEntry } from "../git/tree.ts";
import { matchesGlob, readFixedPart } from "../model/glob.ts";

/**
 * Opens policy files from a commit, regardless of the files on disk. Policy files outside the repository, which no commit contains,
 * are read from disk.
 */
export function openCommittedPolicies(commit: Commit): OpenPolicyFiles {
  return async (cwd, directory = ".") => {
    const base = resolveInsideRoot(commit.root, realpathSync(cwd));
    const folder = resolveInsideRoot(commit.root, resolve(realpathSync(cwd), directory));
    if (base === undefined || folder === undefined) return openPolicyFiles(cwd, directory);
    const entries = (await listTree(commit, [folder])).filter(({ kind, size }) => kind === "file" && size <= policyFileLimit);
    return openCommittedFiles(commit, new Map(entries.map((entry) => [posix.relative(base, entry.path), entry])));
  };
}

function openCommittedFiles(commit: Commit, entries: ReadonlyMap<string, TreeEntry>): PolicyFiles {
  return {
    list: async (glob) => [...entries.keys()].filter((path) => matchesGlob(path, glob) && !isHidden(path, readFixedPart(glob))).sort(),
    read: async (path) => {
      const entry = entries.get(posix.normalize(path));
      let text: string | undefined;
      const take = (_: TreeEntry, content: Buffer) => {
        text = content.toString("utf8");
      };
      if (entry) await readBlobs(commit, [entry], take);
      return text;
    },
  };
}

function isHidden(path: string, named: string): boolean {
  return posix.relative(named, path).split("/").slice(0, -1).some(isPassedBy);
}
