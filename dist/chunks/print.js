import {
  UsageError
} from "./usage-error.js";

// src/cli/print.ts
import { fstatSync, writeFileSync } from "node:fs";
function print(text) {
  if (isStream()) process.stdout.write(text);
  else writeToFile(text);
}
var standardOutput = 1;
function isStream() {
  const status = fstatSync(standardOutput);
  return process.stdout.isTTY || !(status.isFile() || status.isCharacterDevice());
}
function writeToFile(text) {
  try {
    writeFileSync(standardOutput, text);
  } catch (error) {
    const { code, message } = error;
    throw new UsageError(`Cannot write to standard output: ${code === "ENOSPC" ? "the disk is full" : message}.`);
  }
}

export {
  print
};
