import type { Commit } from "./commit.ts";
import { listTree, readBlobs } from "./tree.ts";

/** The content of a regular file of a commit, by its path from the root of the repository; undefined if the file does not exist. */
export async function readCommittedFile(commit: Commit, path: string): Promise<Buffer | undefined> {
  const entry = (await listTree(commit, [path])).find((candidate) => candidate.path === path && candidate.kind === "file");
  let content: Buffer | undefined;
  if (entry) {
    await readBlobs(commit, [entry], (_, bytes) => {
      content = bytes;
    });
  }
  return content;
}
