import { applyFixes } from "../fix/apply.ts";
import { patchOf } from "../fix/patch.ts";
import type { Finding } from "../model/finding.ts";
import type { Fix } from "../model/fix.ts";
import type { Report } from "../model/report.ts";
import { isHarmless } from "../report/escape.ts";
import { isWritable, textOf, writeText } from "./writable.ts";

/** How often fixes may make way for others before we stop. */
const roundLimit = 10;

/** What became of the fixes of a run. */
export interface Repair {
  /** What is found after that. */
  readonly report: Report;
  readonly written: number;
  readonly left: readonly LeftFix[];
}

/** A fix that was not applied, and why. */
export interface LeftFix {
  readonly finding: Finding;
  readonly title: string;
  readonly reason: string;
}

/** Writes the safe fixes, and those that they make possible. */
export async function writeFixes(read: () => Promise<Report>): Promise<Repair> {
  let written = 0;
  const done = new Set<string>();
  for (let round = 0; ; round++) {
    const report = await read();
    const { fixes, left } = sorted(report);
    // What is found again after its fix is not repaired by writing it once more.
    const fresh = fixes.filter(({ finding }) => !done.has(keyOf(finding)));
    const { files, applied } = applyFixes(fresh.map(fixIn), textOf);
    if (applied.length === 0 || round === roundLimit) return { report, written, left: [...left, ...waiting(fixes)] };
    for (const [file, text] of files) writeText(file, text);
    written += applied.length;
    for (const { finding, fix } of fresh) if (applied.includes(fix)) done.add(keyOf(finding));
  }
}

/** The safe fixes as a unified diff. */
export function fixesAsPatch(report: Report): { readonly patch: string; readonly left: readonly LeftFix[] } {
  const { fixes, left } = sorted(report);
  const unshowable = unshowableFiles(fixes);
  const isShowable = ({ fix }: Found) => !fix.edits.some(({ file }) => unshowable.has(file));
  const { files, waiting: late } = applyFixes(fixes.filter(isShowable).map(fixIn), textOf);
  return {
    patch: patchOf(files, textOf),
    left: [...left, ...unshown(fixes.filter((found) => !isShowable(found))), ...waiting(fixes.filter(({ fix }) => late.includes(fix)))],
  };
}

/** A patch must hold the lines as they are; those that a terminal or a CI runner would act on can only be written. */
function unshowableFiles(fixes: readonly Found[]): ReadonlySet<string> {
  const { files } = applyFixes(fixes.map(fixIn), textOf);
  return new Set([...files].filter(([file, text]) => !isHarmless(patchOf(new Map([[file, text]]), textOf))).map(([file]) => file));
}

interface Found {
  readonly finding: Finding;
  readonly fix: Fix;
}

function fixIn({ fix }: Found): Fix {
  return fix;
}

function sorted({ findings, roots }: Report): { readonly fixes: readonly Found[]; readonly left: readonly LeftFix[] } {
  const found = findings.flatMap((finding): Found[] => (finding.fix ? [{ finding, fix: finding.fix }] : []));
  const reasons = found.map(({ fix }) => reasonAgainst(fix, roots));
  return {
    fixes: found.filter((_, index) => reasons[index] === undefined),
    left: found.flatMap(({ finding, fix }, index) => {
      const reason = reasons[index];
      return reason === undefined ? [] : [{ finding, title: fix.title, reason }];
    }),
  };
}

function reasonAgainst({ safe, reason, edits }: Fix, roots: readonly string[]): string | undefined {
  if (!safe) return reason ?? "it does more than the finding is about";
  return edits.every(({ file }) => isWritable(file, roots)) ? undefined : "its file is a link, no text, or outside of what is checked";
}

function unshown(fixes: readonly Found[]): LeftFix[] {
  const reason = "lines beside it hold control characters or commands of a CI runner; `--fix` writes it";
  return fixes.map(({ finding, fix }) => ({ finding, title: fix.title, reason }));
}

function waiting(fixes: readonly Found[]): LeftFix[] {
  return fixes.map(({ finding, fix }) => ({ finding, title: fix.title, reason: "another fix changes the same lines; run it again" }));
}

function keyOf({ rule, cluster, message, location }: Finding): string {
  return JSON.stringify([rule, cluster, message, location.file]);
}
