import { type ChildProcess, spawn } from "node:child_process";
import type { Duplex, Readable, Writable } from "node:stream";
import { hasCompanion, shell } from "./companion.ts";

/** The surroundings of a program. */
export interface Launch {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly hasInput: boolean;
  /** Bytes of memory that the system lets each process have, where it can. */
  readonly memory?: number | undefined;
  /** Seconds of processor time for each process. */
  readonly processor?: number | undefined;
  /** False leaves the companion out. */
  readonly companion?: boolean;
  /** A program and arguments to start it with, which put it into namespaces of its own. */
  readonly namespaces?: readonly string[];
}

/** A program that runs in a process group of its own. */
export interface Launched {
  readonly child: ChildProcess;
  readonly input: Writable | null;
  /** None where the system could not start the program. */
  readonly output: Readable | null;
  readonly errors: Readable | null;
  /** Ends every process of the group. */
  readonly kill: () => void;
}

/**
 * The companion waits for the other end of a pipe to close, which only this process holds, and then ends its process group:
 * the program, what it has started, and itself. It is started before the program takes the shell's place, so that there
 * is no moment without it.
 */
const companion = `{ read -r _ <&3; kill -KILL 0; } </dev/null >/dev/null 2>&1 &
ulimit -c 0 2>/dev/null || :
[ "$1" = 0 ] || ulimit -d "$1" 2>/dev/null || :
[ "$2" = 0 ] || ulimit -t "$2" 2>/dev/null || :
shift 2
exec "$@" 3<&-`;

/** Starts a program, never through a shell that reads a word of its arguments. */
export function launch(path: string, args: readonly string[], surroundings: Launch): Launched {
  const words = [...(surroundings.namespaces ?? []), path, ...args];
  return hasCompanion && surroundings.companion !== false ? launchWatched(words, surroundings) : launchAlone(words, surroundings);
}

function launchWatched(words: readonly string[], { cwd, env, hasInput, memory = 0, processor = 0 }: Launch): Launched {
  const kibibytes = process.platform === "linux" ? Math.floor(memory / 1024) : 0;
  const child = spawn(shell, ["-c", companion, "sh", String(kibibytes), String(processor), ...words], {
    ...{ cwd, env, detached: true },
    stdio: [hasInput ? "pipe" : "ignore", "pipe", "pipe", "pipe"],
  });
  const lifeline = child.stdio?.[3] as Duplex | undefined;
  lifeline?.on("error", () => undefined);
  const kill = () => {
    // While the companion lives, no other group can have the number of this one.
    if (lifeline?.destroyed === false) killGroup(child);
    lifeline?.destroy();
  };
  return { ...collectStreams(child), kill };
}

function launchAlone([path = "", ...args]: readonly string[], { cwd, env, hasInput }: Launch): Launched {
  const stdio = [hasInput ? "pipe" : "ignore", "pipe", "pipe"] as const;
  const isWindows = process.platform === "win32";
  const child = spawn(path, args, { cwd, env, detached: !isWindows, windowsHide: true, stdio: [...stdio] });
  let isKilled = false;
  const kill = () => {
    // Afterwards its number may be that of another one.
    if (!isKilled) (isWindows ? killTree : killGroup)(child);
    isKilled = true;
  };
  return { ...collectStreams(child), kill };
}

function collectStreams(child: ChildProcess): Omit<Launched, "kill"> {
  const { stdin, stdout, stderr } = child;
  return { child, input: stdin, output: stdout, errors: stderr };
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // It is gone.
  }
}

/** Windows knows no process groups: what a program has started is found by its own tool. */
function killTree(child: ChildProcess): void {
  const { pid } = child;
  const system = process.env.SystemRoot;
  if (pid !== undefined && child.exitCode === null && system) {
    spawn(`${system}\\System32\\taskkill.exe`, ["/pid", String(pid), "/t", "/f"], { stdio: "ignore", windowsHide: true }).on("error", () =>
      child.kill("SIGKILL"),
    );
    return;
  }
  child.kill("SIGKILL");
}
