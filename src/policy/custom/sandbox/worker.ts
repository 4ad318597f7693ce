import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { type ThreadData, workerName } from "./protocol.ts";

/** This very file, which the main thread starts as a worker; there, and only there, it loads the engines and serves. */
export const workerFile = new URL(import.meta.url);

const data = workerData as ThreadData | null | undefined;
if (!isMainThread && parentPort && data?.name === workerName) {
  const { serve } = await import("./serve.ts");
  serve(parentPort, data);
}
