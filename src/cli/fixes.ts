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

/** Reads the repository and judges it, with other texts in place of those on disk where there are any. */
export type Read = (texts?: ReadonlyMap<string, string>) => Promise<Report>;

/** Writes the safe fixes, and those that they make possible. */
export function writeFixes(read: Read): Promise<Repair> {
  return settled({
    read,
    textOf,
    refused: () => [],
    keep: (files) => {
      for (const [file, text] of files) writeText(file, text);
    },
  });
}

/** What `writeFixes` would write, as a unified diff; the report is of the files as they are. */
export async function fixesAsPatch(read: Read): Promise<Omit<Repair, "written"> & { readonly patch: string }> {
  const texts = new Map<string, string>();
  const reports: Report[] = [];
  const readChanged = async () => {
    const report = await read(texts);
    reports.push(report);
    return report;
  };
  const { report, left } = await settled({
    read: readChanged,
    textOf: (file) => texts.get(file) ?? textOf(file),
    refused: unshowable,
    keep: (files) => {
      for (const [file, text] of files) texts.set(file, text);
    },
  });
  return { report: reports[0] ?? report, left, patch: patchOf(texts, textOf) };
}

/** Where fixes are applied: on disk, or to texts beside it. */
interface Bench {
  readonly read: () => Promise<Report>;
  readonly textOf: (file: string) => string | undefined;
  /** Fixes that cannot be applied here. */
  readonly refused: (fixes: readonly Found[]) => readonly Found[];
  readonly keep: (files: ReadonlyMap<string, string>) => void;
}

async function settled({ read, textOf: current, refused, keep }: Bench): Promise<Repair> {
  let written = 0;
  const done = new Set<string>();
  for (let round = 0; ; round++) {
    const report = await read();
    const { fixes, left } = sorted(report);
    const not = refused(fixes);
    const able = fixes.filter((found) => !not.includes(found));
    // What is found again after its fix is not repaired by writing it once more.
    const fresh = able.filter(({ finding }) => !done.has(keyOf(finding)));
    const { files, applied } = applyFixes(fresh.map(fixIn), current);
    if (applied.length === 0 || round === roundLimit) return { report, written, left: [...left, ...unshown(not), ...waiting(able)] };
    keep(files);
    written += applied.length;
    for (const { finding, fix } of fresh) if (applied.includes(fix)) done.add(keyOf(finding));
  }
}

/** A patch must hold the lines as they are; those that a terminal or a CI runner would act on can only be written. */
function unshowable(fixes: readonly Found[]): readonly Found[] {
  const { files } = applyFixes(fixes.map(fixIn), textOf);
  const harmful = new Set([...files].filter(([file, text]) => !isHarmless(patchOf(new Map([[file, text]]), textOf))).map(([file]) => file));
  return fixes.filter(({ fix }) => fix.edits.some(({ file }) => harmful.has(file)));
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
