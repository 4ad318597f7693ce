import { execGit } from "../files/programs/git.ts";
import { programLimits } from "../files/programs/limits.ts";
import type { ProgramFailure } from "../files/programs/run.ts";
import { UsageError } from "../model/usage-error.ts";

export interface GitOptions {
  /** What git reads from its input. */
  readonly input?: string;
  /** Takes the output piece by piece, which is then not collected. */
  readonly consume?: (piece: Buffer) => void;
}

/** Git has refused, or could not be run to its end. */
export class GitError extends Error {
  override readonly name = "GitError";
}

/** Runs git on the objects of a repository and answers with its output. Nothing that a repository configures is executed, no remote is asked. */
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

/** The same for output of one line; undefined where git refuses. */
export async function askGit(cwd: string, args: readonly string[]): Promise<string | undefined> {
  try {
    return takeFirstLine(await runGit(cwd, args));
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** Output of one line, without its end. */
export function takeFirstLine(output: Buffer): string {
  return output.toString("utf8").replace(/\r?\n$/, "");
}
