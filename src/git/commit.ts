import { realpathSync } from "node:fs";
import { relative, sep } from "node:path";
import { isBelow } from "../files/links.ts";
import { UsageError } from "../model/usage-error.ts";
import { askGit, GitError, runGit, takeFirstLine } from "./git.ts";

/** An earlier commit of the repository that contains a directory. */
export interface Commit {
  /** The root of the work tree, as a real path. */
  readonly root: string;
  readonly id: string;
  /** The name for users: `main (1a2b3c4)`. */
  readonly name: string;
}

/** The start of the comparison with an earlier state. */
export interface Since {
  /** A ref in any form that git resolves to a commit. */
  readonly ref: string;
  /** The name shown in the report, if it is not the ref. */
  readonly name?: string | undefined;
}

/**
 * The last common commit of the current one and another: the start of a change. Throws a `UsageError` with the reason if the two
 * have no common commit.
 */
export async function mergeBase(cwd: string, { ref, name }: Since): Promise<Commit> {
  const { root, id: other } = await findCommit(cwd, ref);
  if ((await askGit(cwd, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])) === undefined) {
    throw new UsageError("There is no commit here yet, so there is nothing to compare with.");
  }
  const id = (await askGit(cwd, ["merge-base", other, "HEAD"]))?.split("\n", 1)[0];
  if (!id) {
    const reason = (await isShallow(cwd)) ? `this clone is shallow. ${deepen}` : "their histories are unrelated.";
    throw new UsageError(`The commits HEAD and ${JSON.stringify(ref)} have nothing in common here: ${reason}`);
  }
  return { root, id, name: formatCommitName(name ?? ref, id) };
}

function formatCommitName(name: string, id: string): string {
  const short = id.slice(0, 7);
  return id.startsWith(name) ? short : `${name} (${short})`;
}

/** Finds a commit of the repository that contains a directory. */
export async function findCommit(cwd: string, ref: string): Promise<Commit> {
  const root = await findWorkTree(cwd);
  const id = await resolveCommitId(cwd, ref);
  if (id === undefined) throw new UsageError(`There is no commit ${JSON.stringify(ref)} in this repository${await suggestRef(cwd, ref)}`);
  return { root, id, name: id.slice(0, 7) };
}

/** Resolves a ref to the id of its commit; undefined if this clone has no such commit. */
export async function resolveCommitId(cwd: string, ref: string): Promise<string | undefined> {
  // A commit name never starts with a dash, but an option does.
  if (!/^[^-\p{Cc}][^\p{Cc}]*$/u.test(ref)) return undefined;
  return askGit(cwd, ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]);
}

/** The root of the work tree that contains a directory, as a real path. */
export async function findWorkTree(cwd: string): Promise<string> {
  const root = realpathSync(await findTopLevel(cwd));
  // `core.worktree` can be set to any directory.
  if (resolveInsideRoot(root, realpathSync(cwd)) === undefined)
    throw new UsageError("The git repository here has its work tree elsewhere.");
  return root;
}

async function findTopLevel(cwd: string): Promise<string> {
  try {
    return takeFirstLine(await runGit(cwd, ["rev-parse", "--show-toplevel"]));
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    // https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory
    if (/dubious ownership/.test(error.message)) {
      const way = 'If you do, run `git config --global --add safe.directory "$PWD"`.';
      throw new UsageError(`git does not trust this repository, because another user owns it. ${way}`);
    }
    throw new UsageError("This is not a git repository, so there is no earlier commit to compare with.");
  }
}

/** The path from a root to a path inside it, with forward slashes; empty for the root itself, undefined outside. Both are real paths. */
export function resolveInsideRoot(root: string, path: string): string | undefined {
  return isBelow(root, path) ? relative(root, path).split(sep).join("/") : undefined;
}

const deepen = "Set `fetch-depth: 0` at actions/checkout, or run `git fetch --unshallow`.";

async function suggestRef(cwd: string, ref: string): Promise<string> {
  if ((await resolveCommitId(cwd, `origin/${ref}`)) !== undefined) return `; did you mean ${JSON.stringify(`origin/${ref}`)}?`;
  return (await isShallow(cwd)) ? `, whose clone is shallow. ${deepen}` : ".";
}

async function isShallow(cwd: string): Promise<boolean> {
  return (await askGit(cwd, ["rev-parse", "--is-shallow-repository"])) === "true";
}
