import { lstatSync, readFileSync, writeFileSync } from "node:fs";
import { applyFixes } from "../fix/apply.ts";
import { patchOf } from "../fix/patch.ts";
import type { Report } from "../model/report.ts";
import { UsageError } from "../model/usage-error.ts";

/** How often fixes may make way for others before we stop. */
const roundLimit = 10;

/** Writes the safe fixes, and those that they make possible; answers with what is found after that, and how many were written. */
export async function writeFixes(read: () => Promise<Report>): Promise<{ readonly report: Report; readonly written: number }> {
  let written = 0;
  for (let round = 0; ; round++) {
    const report = await read();
    const { files, applied } = applyFixes(safeFixes(report), textOf);
    if (applied === 0 || round === roundLimit) return { report, written };
    for (const [file, text] of files) write(file, text);
    written += applied;
  }
}

/** The safe fixes as a unified diff. */
export function fixesAsPatch(report: Report): string {
  return patchOf(applyFixes(safeFixes(report), textOf).files, textOf);
}

function safeFixes({ findings }: Report) {
  return findings.flatMap(({ fix }) => (fix?.safe && fix.edits.every(({ file }) => isWritable(file)) ? [fix] : []));
}

/** Plain files only: a link may lead anywhere. A file that is no text would not survive being written as one. */
function isWritable(file: string): boolean {
  const status = lstatSync(file, { throwIfNoEntry: false });
  if (!status) return true;
  if (!status.isFile()) return false;
  const bytes = readFileSync(file);
  return Buffer.from(bytes.toString("utf8")).equals(bytes);
}

function textOf(file: string): string | undefined {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file, "utf8") : undefined;
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`Cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
