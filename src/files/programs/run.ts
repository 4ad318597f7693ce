import type { Budget } from "./budget.ts";
import { buildBlockedNetwork, buildCleanEnvironment } from "./environment.ts";
import { type Launched, launch } from "./launch.ts";
import { endAtExit } from "./live.ts";
import { watchMemory } from "./memory-watch.ts";
import { findNamespaces, type Walls } from "./walls.ts";

/** The options for running a program. */
export interface RunOptions {
  readonly cwd: string;
  /** Variables in addition to a clean environment, which takes little from this process: `PATH`, `HOME` and the temporary folders. */
  readonly env?: Readonly<Record<string, string>>;
  /** The folder for everything that the program stores for its user, including temporary files. */
  readonly home?: string;
  readonly input?: string;
  /** Receives the output piece by piece; the output is then not collected. If it throws, the program is ended. */
  readonly consume?: (piece: Buffer) => void;
  /** In milliseconds. */
  readonly time: number;
  /** Seconds of processor time, where the system can limit them. On a busy machine they are a fairer limit than elapsed time. */
  readonly processor?: number;
  /** A time budget that this program shares with others. */
  readonly budget?: Budget;
  /** Bytes of memory that all its processes may use together. */
  readonly memory?: number;
  /** Bytes of output that it may write. */
  readonly output: number;
  /** Cuts the program off the network: by a namespace where the system has them, and always by its environment. */
  readonly network?: "none";
  /** Walls that are left out, so that a test can show what still works without them. */
  readonly without?: readonly (keyof Walls)[];
}

/** The limit that caused a program to be ended. */
export type Bound = "time" | "budget" | "memory" | "output";

/** The result of a program that failed. */
export interface ProgramFailure {
  /** The reason in plain words, as the predicate of a sentence: `took longer than 10 seconds`. */
  readonly reason: string;
  /** The limit that ended it; undefined if it ended by itself. */
  readonly bound?: Bound;
  readonly code?: number;
  /** The last part of its standard error. */
  readonly errors: string;
}

export type ProgramResult = { readonly output: Buffer; readonly errors: string } | ProgramFailure;

/**
 * Runs a program found by `findProgram` in a separate process group. The group is killed when the program ends, exceeds a limit,
 * or when this process ends for any reason. Rejects with the error that `consume` throws.
 */
export async function runProgram(path: string, args: readonly string[], options: RunOptions): Promise<ProgramResult> {
  const { budget, network, without = [] } = options;
  if (budget && budget.left() === 0) return { reason: explainBudget(budget), bound: "budget", errors: "" };
  const namespaces = network && !without.includes("network") ? await findNamespaces() : undefined;
  const launched = launch(path, args, {
    cwd: options.cwd,
    env: buildEnvironment(options),
    hasInput: options.input !== undefined,
    memory: without.includes("memoryLimit") ? undefined : options.memory,
    processor: options.processor,
    companion: !without.includes("companion"),
    ...(namespaces && { namespaces }),
  });
  const stopBudget = budget?.start();
  const forget = endAtExit(launched.kill);
  try {
    return await follow(launched, options);
  } finally {
    launched.kill();
    forget();
    stopBudget?.();
  }
}

function buildEnvironment({ home, env, network, memory }: RunOptions): Record<string, string> {
  // With this limit, Go programs collect their garbage early enough.
  const go = memory === undefined ? {} : { GOMEMLIMIT: String(Math.floor(memory * 0.75)) };
  return { ...buildCleanEnvironment(home), ...go, ...env, ...(network && buildBlockedNetwork()) };
}

/** Bytes of standard error that are kept, counted from the end. */
const errorsLimit = 64 * 1024;

function follow(launched: Launched, options: RunOptions): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const { child, input, output, errors: complaints } = launched;
    const pieces: Buffer[] = [];
    let errors = Buffer.alloc(0);
    let stopped: { readonly bound: Bound; readonly reason: string } | undefined;
    const stop = (bound: Bound, reason: string) => {
      stopped ??= { bound, reason };
      launched.kill();
    };
    const unwatch = watchBounds(launched, options, stop);
    const settle = (result: () => void) => {
      unwatch();
      output?.destroy();
      complaints?.destroy();
      result();
    };
    const take = limitOutput(options, (piece) => pieces.push(piece), stop);
    output?.on("data", (piece: Buffer) => {
      try {
        if (!stopped) take(piece);
      } catch (error) {
        settle(() => reject(error));
      }
    });
    complaints?.on("data", (piece: Buffer) => {
      errors = Buffer.concat([errors, piece]).subarray(-errorsLimit);
    });
    // A program may end before it has read all its input; only its result counts.
    input?.on("error", () => undefined);
    input?.end(options.input);
    child.on("error", (error) => settle(() => resolve({ reason: `cannot be run: ${error.message}`, errors: "" })));
    watchEnd(launched, (code, signal) => {
      const text = errors.toString("utf8");
      const result = stopped ? { ...stopped, errors: text } : conclude({ code, signal, errors: text, pieces }, options);
      settle(() => resolve(result));
    });
  });
}

/**
 * Milliseconds without output after which an ended program is not waited for any longer, although a process that it left behind
 * still holds its output open.
 */
const patience = 1000;

/** When a program ends, kills the processes that it left behind; calls back once its output has ended too. */
function watchEnd({ child, output, kill }: Launched, end: (code: number | null, signal: NodeJS.Signals | null) => void): void {
  child.on("close", end);
  child.on("exit", (code, signal) => {
    kill();
    const timer = setTimeout(() => {
      let isTalking = false;
      const hear = () => {
        isTalking = true;
      };
      output?.once("data", hear);
      // Output that arrived while this process was busy is read first.
      setImmediate(() => {
        output?.off("data", hear);
        if (isTalking) timer.refresh();
        else end(code, signal);
      });
    }, patience);
    child.on("close", () => clearTimeout(timer));
  });
}

type Stop = (bound: Bound, reason: string) => void;

/** Ends the program when it exceeds its time or memory, until the returned function is called. */
function watchBounds({ child }: Launched, { time, budget, memory, without = [] }: RunOptions, stop: Stop): () => void {
  const timer = setTimeout(() => stop("time", `took longer than ${time / 1000} seconds`), time);
  const shared = budget && setTimeout(() => stop("budget", explainBudget(budget)), budget.left());
  const isWatched = memory !== undefined && child.pid !== undefined && !without.includes("memoryWatch");
  const unwatch = isWatched ? watchMemory(child.pid as number, memory, () => stop("memory", explainMemory(memory))) : undefined;
  return () => {
    clearTimeout(timer);
    clearTimeout(shared);
    unwatch?.();
  };
}

function limitOutput({ output, consume }: RunOptions, collect: (piece: Buffer) => void, stop: Stop): (piece: Buffer) => void {
  let length = 0;
  return (piece) => {
    length += piece.length;
    if (length > output) stop("output", `wrote more than ${output / mebibyte} MiB`);
    else (consume ?? collect)(piece);
  };
}

interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly errors: string;
  readonly pieces: readonly Buffer[];
}

function conclude({ code, signal, errors, pieces }: End, { memory, processor }: RunOptions): ProgramResult {
  if (code === 0) return { output: Buffer.concat(pieces), errors };
  if (memory !== undefined && outOfMemory.test(errors)) return { reason: explainMemory(memory), bound: "memory", errors };
  if (processor !== undefined && (signal === "SIGKILL" || signal === "SIGXCPU")) {
    return { reason: `took more than ${processor} seconds of processor time`, bound: "time", errors };
  }
  if (code === null) return { reason: `was ended by ${signal}`, errors };
  return { reason: `ended with code ${code}`, code, errors };
}

/** Matches the messages of programs that run out of memory, in C, Go, C++ and the common interpreters. */
const outOfMemory = /out of memory|cannot allocate (?:memory|\d)|memory exhausted|bad_alloc|MemoryError/i;

const mebibyte = 1024 * 1024;

function explainMemory(bound: number): string {
  return `needs more than ${bound / mebibyte} MiB of memory`;
}

function explainBudget({ total }: Budget): string {
  return `was left no time: all together may take ${total / 1000} seconds`;
}
