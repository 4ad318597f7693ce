import { Worker } from "node:worker_threads";
import { type Language, type ThreadData, workerName } from "./protocol.ts";

/** A thread that runs policies. */
export interface Thread {
  readonly worker: Worker;
  /** Returns the number of requests that the thread has started. */
  readonly begun: () => number;
}

let spare: Thread | undefined;

/** Starts a thread as soon as the languages of the policies are known; the first sandbox uses it. */
export async function startAhead(languages: readonly Language[]): Promise<void> {
  spare ??= (await openThreads(languages))();
}

/** Returns a function that starts threads for policies in these languages. */
export async function openThreads(languages: readonly Language[]): Promise<() => Thread> {
  // A separate chunk: the worker loads only its engines.
  const { workerFile } = await import("./worker.ts");
  return () => {
    const thread = spare ?? startThread(workerFile, languages);
    spare = undefined;
    return thread;
  };
}

/** Starts a thread without the environment, arguments and streams of this process. Deep WebAssembly needs the stack size. */
function startThread(workerFile: URL, languages: readonly Language[]): Thread {
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
