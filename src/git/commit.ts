import { realpathSync } from "node:fs";
import { relative, sep } from "node:path";
import { isBelow } from "../files/links.ts";
import { UsageError } from "../model/usage-error.ts";
import { askGit, GitError, runGit, takeFirstLine } from "./git.ts";

/** An earlier commit of the repository that a directory lies in. */
export interface Commit {
  /** The root of the work tree, as a real path. */
  readonly root: string;
  readonly id: string;
  /** How people know it: `main (1a2b3c4)`. */
  readonly name: string;
}

/** What a change is counted from. */
export interface Since {
  /** Anything that git takes for a commit. */
  readonly ref: string;
  /** The word for it in the report, where the ref is not one. */
  readonly name?: string | undefined;
}

/** The commit that the current one and another have in common: where a change began. A `UsageError` says why there is none. */
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
  return { root, id, name: shownName(name ?? ref, id) };
}

function shownName(name: string, id: string): string {
  const short = id.slice(0, 7);
  return id.startsWith(name) ? short : `${name} (${short})`;
}

/** A commit of the repository that a directory lies in. */
export async function findCommit(cwd: string, ref: string): Promise<Commit> {
  const root = await workTree(cwd);
  const id = await commitId(cwd, ref);
  if (id === undefined) throw new UsageError(`There is no commit ${JSON.stringify(ref)} in this repository${await hint(cwd, ref)}`);
  return { root, id, name: id.slice(0, 7) };
}

/** The commits that a ref and its parents are, as far as they are here. */
export async function commitId(cwd: string, ref: string): Promise<string | undefined> {
  // No name of a commit starts with a dash, but options do.
  if (!/^[^-\p{Cc}][^\p{Cc}]*$/u.test(ref)) return undefined;
  return askGit(cwd, ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]);
}

/** The root of the work tree that a directory lies in, as a real path. */
export async function workTree(cwd: string): Promise<string> {
  const root = realpathSync(await topLevel(cwd));
  // `core.worktree` can name any directory.
  if (resolveInsideRoot(root, realpathSync(cwd)) === undefined)
    throw new UsageError("The git repository here has its work tree elsewhere.");
  return root;
}

async function topLevel(cwd: string): Promise<string> {
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

/** The way from a directory to a path inside, with forward slashes: empty for itself, undefined outside. Both are real paths. */
export function resolveInsideRoot(root: string, path: string): string | undefined {
  return isBelow(root, path) ? relative(root, path).split(sep).join("/") : undefined;
}

const deepen = "Set `fetch-depth: 0` at actions/checkout, or run `git fetch --unshallow`.";

async function hint(cwd: string, ref: string): Promise<string> {
  if ((await commitId(cwd, `origin/${ref}`)) !== undefined) return `; did you mean ${JSON.stringify(`origin/${ref}`)}?`;
  return (await isShallow(cwd)) ? `, whose clone is shallow. ${deepen}` : ".";
}

async function isShallow(cwd: string): Promise<boolean> {
  return (await askGit(cwd, ["rev-parse", "--is-shallow-repository"])) === "true";
}
