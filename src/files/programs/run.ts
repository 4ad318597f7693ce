import type { Budget } from "./budget.ts";
import { cleanEnvironment, unreachableNetwork } from "./environment.ts";
import { type Launched, launch } from "./launch.ts";
import { endAtExit } from "./live.ts";
import { watchMemory } from "./memory-watch.ts";
import { findNamespaces, type Walls } from "./walls.ts";

/** How a program is run. */
export interface RunOptions {
  readonly cwd: string;
  /** Variables besides a clean environment, which has nothing of ours but `PATH` and `HOME`. */
  readonly env?: Readonly<Record<string, string>>;
  /** The folder for everything that the program keeps for its user, its temporary files included. */
  readonly home?: string;
  readonly input?: string;
  /** Takes the output piece by piece, which is then not collected. What it throws ends the program. */
  readonly consume?: (piece: Buffer) => void;
  /** Milliseconds. */
  readonly time: number;
  /** Seconds of processor time, which count for what they are on a busy machine, too, where the system can bound them. */
  readonly processor?: number;
  /** Time that this program shares with others. */
  readonly budget?: Budget;
  /** Bytes that all its processes may use together. */
  readonly memory?: number;
  /** Bytes that it may write to its output. */
  readonly output: number;
  /** It reaches no network: by a wall where the system has one, and by its environment in any case. */
  readonly network?: "none";
  /** Walls that are left out, so that a test can see what holds without them. */
  readonly without?: readonly (keyof Walls)[];
}

/** A bound that a program was ended for. */
export type Bound = "time" | "budget" | "memory" | "output";

/** A program that has not ended well. */
export interface ProgramFailure {
  /** In plain words, to be put after "it": `took longer than 10 seconds`. */
  readonly reason: string;
  /** The bound that ended it; undefined where it has ended by itself. */
  readonly bound?: Bound;
  readonly code?: number;
  /** What it has written to its standard error, as far as it is kept. */
  readonly errors: string;
}

export type ProgramResult = { readonly output: Buffer; readonly errors: string } | ProgramFailure;

/**
 * Runs a program that `findProgram` has found, in a process group of its own, which ends with it, at a bound, and with this
 * process, however that ends. Rejects with what `consume` throws.
 */
export async function runProgram(path: string, args: readonly string[], options: RunOptions): Promise<ProgramResult> {
  const { budget, network, without = [] } = options;
  if (budget && budget.left() === 0) return { reason: budgetReason(budget), bound: "budget", errors: "" };
  const namespaces = network && !without.includes("network") ? await findNamespaces() : undefined;
  const launched = launch(path, args, {
    cwd: options.cwd,
    env: environmentFor(options),
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

function environmentFor({ home, env, network, memory }: RunOptions): Record<string, string> {
  // Programs in Go then collect their garbage in time.
  const go = memory === undefined ? {} : { GOMEMLIMIT: String(Math.floor(memory * 0.75)) };
  return { ...cleanEnvironment(home), ...go, ...env, ...(network && unreachableNetwork()) };
}

/** Bytes of its standard error that are kept, of the end. */
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
    // A program may end before it has read everything; what it then says is what counts.
    input?.on("error", () => undefined);
    input?.end(options.input);
    child.on("error", (error) => settle(() => resolve({ reason: `cannot be run: ${error.message}`, errors: "" })));
    onEnd(launched, (code, signal) => {
      const text = errors.toString("utf8");
      const result = stopped ? { ...stopped, errors: text } : conclude({ code, signal, errors: text, pieces }, options);
      settle(() => resolve(result));
    });
  });
}

/** Milliseconds without output, after which a program that has ended is not waited for: something that it has left behind holds it open. */
const patience = 1000;

/** Ends what a program has left behind once it has ended, and calls back when its output has ended, too. */
function onEnd({ child, output, kill }: Launched, end: (code: number | null, signal: NodeJS.Signals | null) => void): void {
  child.on("close", end);
  child.on("exit", (code, signal) => {
    kill();
    const timer = setTimeout(() => {
      let isTalking = false;
      const hear = () => {
        isTalking = true;
      };
      output?.once("data", hear);
      // What has come while this process was busy is read before that.
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

/** Ends the program at its bounds of time and memory, until the returned function is called. */
function watchBounds({ child }: Launched, { time, budget, memory, without = [] }: RunOptions, stop: Stop): () => void {
  const timer = setTimeout(() => stop("time", `took longer than ${time / 1000} seconds`), time);
  const shared = budget && setTimeout(() => stop("budget", budgetReason(budget)), budget.left());
  const isWatched = memory !== undefined && child.pid !== undefined && !without.includes("memoryWatch");
  const unwatch = isWatched ? watchMemory(child.pid as number, memory, () => stop("memory", memoryReason(memory))) : undefined;
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
  if (memory !== undefined && outOfMemory.test(errors)) return { reason: memoryReason(memory), bound: "memory", errors };
  if (processor !== undefined && (signal === "SIGKILL" || signal === "SIGXCPU")) {
    return { reason: `took more than ${processor} seconds of processor time`, bound: "time", errors };
  }
  if (code === null) return { reason: `was ended by ${signal}`, errors };
  return { reason: `ended with code ${code}`, code, errors };
}

/** What programs say that the system gives no more memory to, in C, Go, C++ and the common interpreters. */
const outOfMemory = /out of memory|cannot allocate (?:memory|\d)|memory exhausted|bad_alloc|MemoryError/i;

const mebibyte = 1024 * 1024;

function memoryReason(bound: number): string {
  return `needs more than ${bound / mebibyte} MiB of memory`;
}

function budgetReason({ total }: Budget): string {
  return `was left no time: all together may take ${total / 1000} seconds`;
}
