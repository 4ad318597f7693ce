import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { UsageError } from "../model/usage-error.ts";
import { gitEnvironment, harmlessGit } from "../source/programs.ts";

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
  const child = spawn("git", [...harmlessGit, ...args], { cwd, env: environment(), timeout: timeLimit, killSignal: "SIGKILL" });
  const ended = endOf(child, args[0] ?? "");
  // Awaited below; until then nobody else may take a refusal for one that nobody listens to.
  ended.catch(() => undefined);
  // Git may end before it has read everything; what it then says is what counts.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const pieces: Buffer[] = [];
  const collect = bounded((piece) => pieces.push(piece));
  try {
    for await (const piece of child.stdout) (consume ?? collect)(piece);
    await ended;
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
  return Buffer.concat(pieces);
}

function bounded(take: (piece: Buffer) => void): (piece: Buffer) => void {
  let length = 0;
  return (piece) => {
    length += piece.length;
    if (length > outputLimit) throw new GitError(`git answers with more than ${outputLimit / 1024 / 1024} MiB.`);
    take(piece);
  };
}

/** Rejects with what git complains about, where it does not end well. */
function endOf(child: ChildProcessWithoutNullStreams, command: string): Promise<void> {
  let complaint = "";
  child.stderr.on("data", (piece: Buffer) => {
    complaint = (complaint + piece).slice(0, 1000);
  });
  return new Promise((resolve, reject) => {
    child.on("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "ENOENT" ? new UsageError("git is needed to compare with an earlier commit, and is not installed.") : error);
    });
    child.on("close", (code, signal) => {
      if (code === 0) return resolve();
      const reason = signal ? `was stopped after ${timeLimit / 1000} seconds` : complaint.trim().split("\n", 1)[0];
      reject(new GitError(`git ${command}: ${reason || `ended with ${code}`}`));
    });
  });
}

/** The same for output of one line; undefined where git refuses. */
export async function askGit(cwd: string, args: readonly string[]): Promise<string | undefined> {
  try {
    return lineOf(await runGit(cwd, args));
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** Output of one line, without its end. */
export function lineOf(output: Buffer): string {
  return output.toString("utf8").replace(/\r?\n$/, "");
}

const timeLimit = 120_000;
const outputLimit = 256 * 1024 * 1024;

function environment(): NodeJS.ProcessEnv {
  return { ...gitEnvironment(), GIT_NO_REPLACE_OBJECTS: "1", GIT_ATTR_NOSYSTEM: "1" };
}
