import { type ChildProcess, spawn } from "node:child_process";
import type { Duplex, Readable, Writable } from "node:stream";
import { hasCompanion, shell } from "./companion.ts";

/** The conditions under which a program is started. */
export interface Launch {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly hasInput: boolean;
  /** Bytes of memory that the system allows each process, where it can enforce this. */
  readonly memory?: number | undefined;
  /** Seconds of processor time for each process. */
  readonly processor?: number | undefined;
  /** False starts the program without a companion. */
  readonly companion?: boolean;
  /** A program with arguments that starts the actual program in separate namespaces. */
  readonly namespaces?: readonly string[];
}

/** A program that runs in a separate process group. */
export interface Launched {
  readonly child: ChildProcess;
  readonly input: Writable | null;
  /** Null if the system could not start the program. */
  readonly output: Readable | null;
  readonly errors: Readable | null;
  /** Ends every process of the group. */
  readonly kill: () => void;
}

/**
 * The companion waits until the other end of a pipe closes, which only this process holds. Then it kills its process group: the
 * program, everything that the program has started, and itself. It is started before the shell is replaced by the program, so
 * the program is never without it.
 */
const companion = `{ read -r _ <&3; kill -KILL 0; } </dev/null >/dev/null 2>&1 &
ulimit -c 0 2>/dev/null || :
[ "$1" = 0 ] || ulimit -d "$1" 2>/dev/null || :
[ "$2" = 0 ] || ulimit -t "$2" 2>/dev/null || :
shift 2
exec "$@" 3<&-`;

/** Starts a program. No shell interprets its arguments. */
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
    // While the companion is alive, the group's number cannot be reused.
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
    // After the kill, the number may be that of another process.
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
    // The group is already gone.
  }
}

/** Kills a process with its descendants. Windows has no process groups, so its `taskkill` finds what the program has started. */
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
