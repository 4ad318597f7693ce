import {
  workerName
} from "./protocol.js";
import "./runtime.js";

// src/policy/custom/sandbox/worker.ts
import { isMainThread, parentPort, workerData } from "node:worker_threads";
var workerFile = new URL(import.meta.url);
var data = workerData;
if (!isMainThread && parentPort && data?.name === workerName) {
  const { serve } = await import("./serve-2.js");
  serve(parentPort, data);
}
export {
  workerFile
};
