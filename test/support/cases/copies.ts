import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Case } from "./case.ts";

/** Gives a copy of a case's files to what changes them. */
export async function withCopy({ folder }: Case, change: (directory: string) => Promise<void>): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "case-"));
  try {
    cpSync(folder, directory, { recursive: true });
    await change(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
