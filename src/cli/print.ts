import { fstatSync, writeFileSync } from "node:fs";
import { UsageError } from "../model/usage-error.ts";

/** Prints text to standard output. Throws a `UsageError` if a file cannot take all of it. */
export function print(text: string): void {
  if (isStream()) process.stdout.write(text);
  else writeToFile(text);
}

const standardOutput = 1;

function isStream(): boolean {
  const status = fstatSync(standardOutput);
  return process.stdout.isTTY || !(status.isFile() || status.isCharacterDevice());
}

/** Node.js streams drop the rest of the text when a nearly full disk accepts only a part. */
function writeToFile(text: string): void {
  try {
    writeFileSync(standardOutput, text);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`Cannot write to standard output: ${code === "ENOSPC" ? "the disk is full" : message}.`);
  }
}
