import { execGit } from "../files/programs/git.ts";
import { programLimits } from "../files/programs/limits.ts";
import type { ProgramFailure } from "../files/programs/run.ts";
import { UsageError } from "../model/usage-error.ts";

export interface GitOptions {
  /** The standard input of git. */
  readonly input?: string;
  /** Receives the output piece by piece; the output is then not collected. */
  readonly consume?: (piece: Buffer) => void;
}

/** An error for a git command that failed or could not finish. */
export class GitError extends Error {
  override readonly name = "GitError";
}

/**
 * Runs git on the objects of a repository and returns its output. Executes nothing that the repository configures, and contacts
 * no remote.
 */
export async function runGit(cwd: string, args: readonly string[], { input = "", consume }: GitOptions = {}): Promise<Buffer> {
  const limits = consume ? programLimits.readFiles : programLimits.readCommit;
  const result = await execGit(cwd, args, limits, { input, ...(consume && { consume }) });
  if (!result) throw new UsageError("git is needed to compare with an earlier commit, and is not installed outside of what is checked.");
  if ("output" in result) return result.output;
  throw new GitError(`git ${args[0] ?? ""}: ${explainGitFailure(result)}`);
}

function explainGitFailure({ bound, reason, errors }: ProgramFailure): string {
  return (!bound && errors.trim().split("\n", 1)[0]?.slice(0, 1000)) || `it ${reason}`;
}

/** Runs git and returns its output of one line; undefined if git fails. */
export async function askGit(cwd: string, args: readonly string[]): Promise<string | undefined> {
  try {
    return takeFirstLine(await runGit(cwd, args));
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** One line of output, without its line end. */
export function takeFirstLine(output: Buffer): string {
  return output.toString("utf8").replace(/\r?\n$/, "");
}
