import { takeLock } from "./lock.ts";
import { replaceFiles } from "./replace.ts";
import { lockedCode, type Obstacle, type WriteRequest } from "./request.ts";

/**
 * Handles one request and answers with the files that could not be written. Ends with the process that started it, but never in
 * the middle of writing.
 */
export function serve(): void {
  process.once("disconnect", () => process.exit());
  process.once("message", async (request: WriteRequest) => process.send?.(await write(request)));
}

async function write(request: WriteRequest): Promise<Obstacle[]> {
  const release = await takeLock();
  if (!release) return request.groups.flat().map(({ file }) => ({ file, reason: busy, code: lockedCode }));
  const obstacles = replaceFiles(request);
  release();
  return obstacles;
}

const busy = "was not written: another run of istio-preflight has been writing files for 10 seconds; run again";
