import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export interface ProgramRun {
  /** The built file. */
  readonly main: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface ProgramResult {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
  /** Output and errors in the order in which they were written. */
  readonly log: string;
}

const script = fileURLToPath(new URL("resident-program.mjs", import.meta.url));
const idle: ChildProcess[] = [];

/**
 * Runs one of our programs in a process that earlier runs of the same test file have warmed up: several times faster than
 * a new process. Runs at the same time get a process each.
 */
export async function runInResident(run: ProgramRun): Promise<ProgramResult> {
  const child = idle.pop() ?? startResident();
  child.send(run);
  const [result] = await Promise.race([once(child, "message"), failure(child)]);
  child.removeAllListeners("exit");
  idle.push(child);
  return result;
}

async function failure(child: ChildProcess): Promise<never> {
  const [code, signal] = await once(child, "exit");
  throw new Error(`The program ended its process by itself, with ${code ?? signal}.`);
}

/** Its standard output is a pipe, as that of a program whose output a test reads; it ends with this process. */
function startResident(): ChildProcess {
  const child = fork(script, { stdio: ["ignore", "pipe", "inherit", "ipc"], execArgv: [] });
  child.setMaxListeners(0);
  return child;
}
