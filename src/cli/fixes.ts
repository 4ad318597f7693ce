import { realpathSync } from "node:fs";
import type { NewText, Obstacle } from "../files/writing/request.ts";
import { writeFiles } from "../files/writing/write.ts";
import { applyFixes } from "../fix/apply.ts";
import { formatPatch } from "../fix/patch.ts";
import type { Finding } from "../model/finding.ts";
import type { Fix } from "../model/fix.ts";
import type { Report } from "../model/report.ts";
import type { Checked } from "../pipeline/lint.ts";
import { isHarmless } from "../report/escape.ts";
import { explainRefusalToFix, readTextIfAny } from "./writable.ts";

/** The maximum number of rounds in which fixes are applied, because overlapping fixes wait for the next round. */
const roundLimit = 10;

/** The result of applying the fixes of a run. */
export interface Repair {
  /** The report after the fixes. */
  readonly report: Report;
  readonly written: number;
  readonly left: readonly LeftFix[];
}

/** A fix that was not applied, and the reason. */
export interface LeftFix {
  readonly finding: Finding;
  readonly title: string;
  readonly reason: string;
}

/** Reads and checks the repository, with the given texts in place of those on disk. */
export type Read = (texts?: ReadonlyMap<string, string>) => Promise<Checked>;

/** Writes the safe fixes, and fixes that become possible after them, to the same texts that were checked. */
export function writeFixes(read: Read): Promise<Repair> {
  return settleFixes({
    read,
    refused: () => [],
    keep: (groups) => writeFiles({ directory: realpathSync("."), groups }),
  });
}

/** Returns the changes of `writeFixes` as a unified diff; the report describes the unchanged files. */
export async function formatFixesAsPatch(read: Read): Promise<Omit<Repair, "written"> & { readonly patch: string }> {
  const before = new Map<string, string | undefined>();
  const texts = new Map<string, string>();
  const reports: Report[] = [];
  const readChanged = async () => {
    const checked = await read(texts);
    reports.push(checked.report);
    return checked;
  };
  const { report, left } = await settleFixes({
    read: readChanged,
    refused: findUnshowable,
    keep: async (groups) => {
      for (const { file, text, before: judged } of groups.flat().sort(compareByFile)) {
        if (!texts.has(file)) before.set(file, judged ?? undefined);
        texts.set(file, text);
      }
      return [];
    },
  });
  return { report: reports[0] ?? report, left, patch: formatPatch(texts, (file) => before.get(file)) };
}

function compareByFile(one: NewText, other: NewText): number {
  return one.file < other.file ? -1 : 1;
}

type TextOf = (file: string) => string | undefined;

/** The place where fixes are applied: files on disk, or texts in memory. */
interface Bench {
  readonly read: () => Promise<Checked>;
  /** Returns the fixes that cannot be applied here. */
  readonly refused: (fixes: readonly Found[], judged: TextOf) => readonly Found[];
  /** Writes texts, all or none of each group; returns the files that could not be written. */
  readonly keep: (groups: readonly (readonly NewText[])[]) => Promise<readonly Obstacle[]>;
}

async function settleFixes({ read, refused, keep }: Bench): Promise<Repair> {
  let written = 0;
  const done = new Set<string>();
  const obstacles = new Map<string, string>();
  const kept = new Map<string, string>();
  for (let round = 0; ; round++) {
    const { report, text } = await read();
    const judged = withByteOrderMarks(text);
    const { fixes, left } = sortFixes(report, obstacles);
    const not = refused(fixes, judged);
    const able = fixes.filter((found) => !not.includes(found));
    // If a finding remains after its fix, applying the fix again does not help.
    const fresh = able.filter(({ finding }) => !done.has(keyFinding(finding)));
    const { files, applied } = applyFixes(fresh.map(getFix), judged);
    if (applied.length === 0 || round === roundLimit) {
      const hasChanged = (file: string) => kept.has(file) && kept.get(file) !== judged(file);
      return { report, written, left: [...left, ...listUnshown(not), ...listWaiting(able, hasChanged)] };
    }
    const texts = groupFixFiles(applied).map((group) => group.map((file) => buildNewText(file, files, judged)));
    for (const { file, reason } of await keep(texts)) obstacles.set(file, reason);
    const whole = texts.filter((group) => !group.some(({ file }) => obstacles.has(file))).flat();
    for (const { file, text: own } of whole) kept.set(file, own);
    const changed = new Set(whole.map(({ file }) => file));
    const complete = fresh.filter(({ fix }) => applied.includes(fix) && fix.edits.every(({ file }) => changed.has(file)));
    written += complete.length;
    for (const { finding } of complete) done.add(keyFinding(finding));
  }
}

function buildNewText(file: string, files: ReadonlyMap<string, string>, judged: TextOf): NewText {
  return { file, text: files.get(file) ?? "", before: judged(file) ?? null };
}

/** Groups the files that share a fix, directly or through other fixes, because they must be written together. */
function groupFixFiles(fixes: readonly Fix[]): string[][] {
  let groups: Set<string>[] = [];
  for (const { edits } of fixes) {
    const files = edits.map(({ file }) => file);
    const [touched, others] = [true, false].map((wanted) => groups.filter((group) => files.some((file) => group.has(file)) === wanted));
    groups = [...(others ?? []), new Set([...(touched ?? []).flatMap((group) => [...group]), ...files])];
  }
  return groups.map((group) => [...group].sort());
}

/** Returns the checked texts as they are on disk: the parser got a space in place of a script's byte order mark. */
function withByteOrderMarks(judged: TextOf): TextOf {
  return (file) => {
    const text = judged(file);
    return text?.startsWith(" ") && readTextIfAny(file)?.startsWith("\ufeff") ? `\ufeff${text.slice(1)}` : text;
  };
}

/** A patch must contain lines unchanged, so lines that a terminal or a CI runner would interpret can only be written to disk. */
function findUnshowable(fixes: readonly Found[], judged: TextOf): readonly Found[] {
  const { files } = applyFixes(fixes.map(getFix), judged);
  const harmful = new Set(
    [...files].filter(([file, text]) => !isHarmless(formatPatch(new Map([[file, text]]), judged))).map(([file]) => file),
  );
  return fixes.filter(({ fix }) => fix.edits.some(({ file }) => harmful.has(file)));
}

interface Found {
  readonly finding: Finding;
  readonly fix: Fix;
}

function getFix({ fix }: Found): Fix {
  return fix;
}

function sortFixes({ findings, roots }: Report, obstacles: ReadonlyMap<string, string>) {
  const found = findings.flatMap((finding): Found[] => (finding.fix ? [{ finding, fix: finding.fix }] : []));
  const reasons = found.map(({ fix }) => findReasonAgainst(fix, roots, obstacles));
  return {
    fixes: found.filter((_, index) => reasons[index] === undefined),
    left: found.flatMap(({ finding, fix }, index): LeftFix[] => {
      const reason = reasons[index];
      return reason === undefined ? [] : [{ finding, title: fix.title, reason }];
    }),
  };
}

function findReasonAgainst(
  { safe, reason, edits }: Fix,
  roots: readonly string[],
  obstacles: ReadonlyMap<string, string>,
): string | undefined {
  if (!safe) return reason ?? "it does more than the finding is about";
  for (const { file } of edits) {
    const obstacle = obstacles.get(file) ?? explainRefusalToFix(file, roots);
    if (obstacle !== undefined) return `\`${file}\` ${obstacle}`;
  }
  return undefined;
}

function listUnshown(fixes: readonly Found[]): LeftFix[] {
  const reason = "lines beside it hold control characters or commands of a CI runner; `--fix` writes it";
  return fixes.map(({ finding, fix }) => ({ finding, title: fix.title, reason }));
}

function listWaiting(fixes: readonly Found[], hasChanged: (file: string) => boolean): LeftFix[] {
  return fixes.map(({ finding, fix }) => {
    const file = fix.edits.map((edit) => edit.file).find(hasChanged);
    const reason =
      file === undefined ? "another fix changes the same lines; run it again" : `\`${file}\` changed after it was written; run again`;
    return { finding, title: fix.title, reason };
  });
}

function keyFinding({ rule, cluster, message, location }: Finding): string {
  return JSON.stringify([rule, cluster, message, location.file]);
}
