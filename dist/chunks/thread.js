import {
  workerName
} from "./protocol.js";

// src/policy/sandbox/thread.ts
import { Worker } from "node:worker_threads";
var spare;
async function startAhead(languages) {
  spare ??= (await openThreads(languages))();
}
async function openThreads(languages) {
  const { workerFile } = await import("./worker.js");
  return () => {
    const worker = spare ?? newThread(workerFile, { name: workerName, languages });
    spare = void 0;
    return worker;
  };
}
function newThread(workerFile, workerData) {
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
  return worker;
}

export {
  startAhead,
  openThreads
};
