import {
  workerName
} from "./protocol.js";
import "./runtime.js";

// src/policy/sandbox/worker.ts
import { isMainThread, parentPort, workerData } from "node:worker_threads";
var workerFile = new URL(import.meta.url);
var data = workerData;
if (!isMainThread && parentPort && data?.name === workerName) {
  const { serve } = await import("./serve.js");
  serve(parentPort, data.languages);
}
export {
  workerFile
};
