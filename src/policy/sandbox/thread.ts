import { Worker } from "node:worker_threads";
import { type Language, type ThreadData, workerName } from "./protocol.ts";

let spare: Worker | undefined;

/** Starts a thread for policies before anything is known of them but their languages; the first sandbox takes it. */
export async function startAhead(languages: readonly Language[]): Promise<void> {
  spare ??= (await openThreads(languages))();
}

/** What starts threads that run policies of these languages. */
export async function openThreads(languages: readonly Language[]): Promise<() => Worker> {
  // A chunk of its own: the worker loads nothing of ours but its engines.
  const { workerFile } = await import("./worker.ts");
  return () => {
    const worker = spare ?? newThread(workerFile, { name: workerName, languages });
    spare = undefined;
    return worker;
  };
}

/** Nothing of this process's: no environment, arguments or streams. The stack is what deep WebAssembly needs. */
function newThread(workerFile: URL, workerData: ThreadData): Worker {
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
  return worker;
}
