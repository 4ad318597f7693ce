import "./runtime.js";

// src/files/writing/process.ts
import { fileURLToPath } from "node:url";
var writerFile = fileURLToPath(import.meta.url);
var writerName = "istio-preflight-writer";
if (process.argv[2] === writerName && process.send) {
  const { serve } = await import("./serve.js");
  serve();
}
export {
  writerFile,
  writerName
};
