import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { runInResident } from "./resident-program.ts";

const command = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

export interface CommandResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly errors: string;
}

export interface Running {
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly result: Promise<CommandResult>;
}

interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Runs the built command to its end. */
export function runCommand(args: readonly string[], surroundings: Surroundings): Promise<CommandResult> {
  return startCommand(args, surroundings).result;
}

/** Starts the built command, or another of our programs. */
export function startCommand(args: readonly string[], { cwd, env }: Surroundings, main = command): Running {
  const child = spawn(process.execPath, [main, ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let [output, errors] = ["", ""];
  child.stdout.on("data", (piece) => {
    output += piece;
  });
  child.stderr.on("data", (piece) => {
    errors += piece;
  });
  const result = new Promise<CommandResult>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, output, errors }));
  });
  return { kill: (signal) => child.kill(signal), result };
}

export interface WarmResult {
  readonly status: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs the built command in a process that earlier runs have warmed up. */
export async function runWarm(args: readonly string[], surroundings: Surroundings): Promise<WarmResult> {
  const { code, output, errors } = await runInResident({ main: command, args, ...surroundings });
  return { status: code, output, errors };
}
