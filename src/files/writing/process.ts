import { fileURLToPath } from "node:url";

/** This file, which is started as a separate process and writes only there. */
export const writerFile = fileURLToPath(import.meta.url);

/** The argument that starts the writing process. */
export const writerName = "istio-preflight-writer";

if (process.argv[2] === writerName && process.send) {
  const { serve } = await import("./serve.ts");
  serve();
}
