import { spawn } from "node:child_process";
import { UsageError } from "../../model/usage-error.ts";
import { buildCleanEnvironment } from "../programs/environment.ts";
import type { Obstacle, WriteRequest } from "./request.ts";

/**
 * Writes files, each in one step, and returns those that were not written. A separate process does the writing and finishes it
 * even if this process is ended. So no file is left half-written, and no temporary file remains.
 */
export async function writeFiles(request: WriteRequest): Promise<readonly Obstacle[]> {
  const { writerFile, writerName } = await import("./process.ts");
  // A separate session, so that Ctrl-C does not reach the process.
  const child = spawn(process.execPath, [writerFile, writerName], {
    detached: true,
    windowsHide: true,
    env: buildCleanEnvironment(),
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  return new Promise((resolve, reject) => {
    let answer: readonly Obstacle[] | undefined;
    const fail = (reason: string) => reject(new UsageError(`The process that writes files ${reason}; run again.`));
    child.once("message", (message) => {
      answer = message as readonly Obstacle[];
      child.disconnect();
    });
    child.on("error", (error) => fail(`cannot be reached: ${error.message}`));
    child.once("exit", (code, signal) => (answer ? resolve(answer) : fail(`ended early (${signal ?? code})`)));
    child.send(request);
  });
}
