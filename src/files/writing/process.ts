import { fileURLToPath } from "node:url";

/** This very file, which is started as a process of its own; there, and only there, it writes. */
export const writerFile = fileURLToPath(import.meta.url);

/** The argument that starts it. */
export const writerName = "istio-preflight-writer";

if (process.argv[2] === writerName && process.send) {
  const { serve } = await import("./serve.ts");
  serve();
}
