import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { workerName } from "./protocol.ts";

/** This very file, which the main thread starts as a worker; there, and only there, it loads the engines and serves. */
export const workerFile = new URL(import.meta.url);

if (!isMainThread && parentPort && workerData === workerName) {
  const { serve } = await import("./serve.ts");
  await serve(parentPort);
}
