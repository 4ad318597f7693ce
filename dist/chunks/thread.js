import {
  workerName
} from "./protocol.js";

// src/policy/custom/sandbox/thread.ts
import { Worker } from "node:worker_threads";
var spare;
async function startAhead(languages) {
  spare ??= (await openThreads(languages))();
}
async function openThreads(languages) {
  const { workerFile } = await import("./worker.js");
  return () => {
    const thread = spare ?? startThread(workerFile, languages);
    spare = void 0;
    return thread;
  };
}
function startThread(workerFile, languages) {
  const begun = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData = { name: workerName, languages, begun };
  const worker = new Worker(workerFile, {
    workerData,
    env: {},
    argv: [],
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64, stackSizeMb: 16 }
  });
  worker.unref();
  return { worker, begun: () => Atomics.load(begun, 0) };
}

export {
  startAhead,
  openThreads
};
