import {
  buildCleanEnvironment
} from "./environment.js";
import {
  UsageError
} from "./usage-error.js";

// src/files/writing/write.ts
import { spawn } from "node:child_process";
async function writeFiles(request) {
  const { writerFile, writerName } = await import("./process.js");
  const child = spawn(process.execPath, [writerFile, writerName], {
    detached: true,
    windowsHide: true,
    env: buildCleanEnvironment(),
    stdio: ["ignore", "ignore", "ignore", "ipc"]
  });
  return new Promise((resolve, reject) => {
    let answer;
    const fail = (reason) => reject(new UsageError(`The process that writes files ${reason}; run again.`));
    child.once("message", (message) => {
      answer = message;
      child.disconnect();
    });
    child.on("error", (error) => fail(`cannot be reached: ${error.message}`));
    child.once("exit", (code, signal) => answer ? resolve(answer) : fail(`ended early (${signal ?? code})`));
    child.send(request);
  });
}

export {
  writeFiles
};
