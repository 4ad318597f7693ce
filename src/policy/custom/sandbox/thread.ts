import { Worker } from "node:worker_threads";
import { type Language, type ThreadData, workerName } from "./protocol.ts";

/** A thread of policies. */
export interface Thread {
  readonly worker: Worker;
  /** How many requests it has begun with. */
  readonly begun: () => number;
}

let spare: Thread | undefined;

/** Starts a thread for policies before anything is known of them but their languages; the first sandbox takes it. */
export async function startAhead(languages: readonly Language[]): Promise<void> {
  spare ??= (await openThreads(languages))();
}

/** What starts threads that run policies of these languages. */
export async function openThreads(languages: readonly Language[]): Promise<() => Thread> {
  // A chunk of its own: the worker loads nothing of ours but its engines.
  const { workerFile } = await import("./worker.ts");
  return () => {
    const thread = spare ?? newThread(workerFile, languages);
    spare = undefined;
    return thread;
  };
}

/** Nothing of this process's: no environment, arguments or streams. The stack is what deep WebAssembly needs. */
function newThread(workerFile: URL, languages: readonly Language[]): Thread {
  const begun = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData: ThreadData = { name: workerName, languages, begun };
  const worker = new Worker(workerFile, {
    workerData,
    env: {},
    argv: [],
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64, stackSizeMb: 16 },
  });
  worker.unref();
  return { worker, begun: () => Atomics.load(begun, 0) };
}
