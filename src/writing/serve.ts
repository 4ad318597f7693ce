import { takeLock } from "./lock.ts";
import { failureText } from "./obstacles.ts";
import { replaceFiles } from "./replace.ts";
import type { Obstacle, WriteRequest } from "./request.ts";

/** Does what one message asks for, and answers with what could not be written. Ends with the process that has started it, but never half-way. */
export function serve(): void {
  process.once("disconnect", () => process.exit());
  process.once("message", async (request: WriteRequest) => process.send?.(await write(request)));
}

async function write(request: WriteRequest): Promise<Obstacle[]> {
  try {
    const release = await takeLock();
    if (!release) return allOf(request, "was not written: another run of istio-preflight has been writing files for 10 seconds; run again");
    const obstacles = replaceFiles(request);
    release();
    return obstacles;
  } catch (error) {
    return allOf(request, `was not written: other runs cannot be kept from writing meanwhile: ${failureText(error)}`);
  }
}

function allOf({ groups }: WriteRequest, reason: string): Obstacle[] {
  return groups.flat().map(({ file }) => ({ file, reason }));
}
