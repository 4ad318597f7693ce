import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { type ThreadData, workerName } from "./protocol.ts";

/** This file, which the main thread starts as a worker. Only in the worker does it load the engines and serve requests. */
export const workerFile = new URL(import.meta.url);

const data = workerData as ThreadData | null | undefined;
if (!isMainThread && parentPort && data?.name === workerName) {
  const { serve } = await import("./serve.ts");
  serve(parentPort, data);
}
