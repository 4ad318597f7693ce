import packageFile from "../../package.json" with { type: "json" };
import { policies } from "../../policies/index.ts";
import { noBaseline } from "../model/baseline.ts";
import { nearestName } from "../model/nearest-name.ts";
import { isFailure, type Report } from "../model/report.ts";
import { UsageError } from "../model/usage-error.ts";
import { keepAdded } from "../pipeline/compare/added.ts";
import { type Checked, openRun, check as readAll } from "../pipeline/lint.ts";
import type { LintOptions } from "../pipeline/lint-options.ts";
import { escapeTerminal } from "../report/escape.ts";
import { type Format, formats } from "../report/formats.ts";
import { explainText, renderRules } from "../report/rule-text.ts";
import type { LeftFix, Read } from "./fixes.ts";
import type { ReadOptions } from "./options.ts";
import { print } from "./print.ts";

/** `check`: prints the findings and returns 1 if any reach the threshold. */
export async function check(options: ReadOptions): Promise<number> {
  if (options.fix === "show") return showFixes(options);
  const report = await checkRepository(options);
  await write(report, options, formats.check);
  return !options.writeBaseline && isFailure(report, options.failOn, options.requirePlatform) ? 1 : 0;
}

async function showFixes(options: ReadOptions): Promise<number> {
  const { formatFixesAsPatch: fixesAsPatch } = await import("./fixes.ts");
  const { patch, left, report } = await withRead(options, fixesAsPatch);
  print(patch);
  tellLeft(left);
  return isFailure(report, options.failOn, options.requirePlatform) ? 1 : 0;
}

async function checkRepository(options: ReadOptions): Promise<Report> {
  const report = await withRead(options, async (read) => (options.fix === "write" ? repairFiles(read) : (await read()).report));
  if (!options.writeBaseline) return report;
  const { writeBaseline } = await import("./baseline.ts");
  return writeBaseline(report, options);
}

async function repairFiles(read: Read): Promise<Report> {
  const { writeFixes } = await import("./fixes.ts");
  const { report, written, left } = await writeFixes(read);
  process.stderr.write(written === 1 ? "1 fix written\n" : `${written} fixes written\n`);
  tellLeft(left);
  return report;
}

/** The maximum number of fixes listed in the terminal; the report contains all of them. */
const leftLimit = 20;

function tellLeft(left: readonly LeftFix[]): void {
  if (left.length === 0) return;
  const lines = left.slice(0, leftLimit).map(({ finding, title, reason }) => {
    const { file, line } = finding.location;
    return `  ${escapeTerminal(`${file}:${line}: ${title}: ${reason}`)}\n`;
  });
  const more = left.length > leftLimit ? `  and ${left.length - leftLimit} more\n` : "";
  process.stderr.write(`${left.length === 1 ? "1 fix" : `${left.length} fixes`} left to you:\n${lines.join("")}${more}`);
}

/** `inspect`: prints the clusters; an empty result is not a failure. */
export async function inspect(options: ReadOptions): Promise<number> {
  const report = await withRead(options, async (read) => (await read()).report);
  await write(report, options, formats.inspect);
  return 0;
}

/** `rules`: returns the list of rules. */
export function showRules(color: boolean): string {
  return renderRules(policies, { color });
}

/** `explain`: returns the page of one rule. */
export function explain(id: string, color: boolean): string {
  const policy = policies.find((candidate) => candidate.id === id);
  if (!policy) {
    const nearest = nearestName(
      id,
      policies.map((candidate) => candidate.id),
    );
    const hint = nearest === undefined ? "`istio-preflight rules` lists them." : `did you mean ${nearest}?`;
    throw new UsageError(`There is no rule ${JSON.stringify(id)}; ${hint}`);
  }
  return explainText(policy, { color });
}

/** `--version`: returns the version. */
export function showVersion(): string {
  return `${packageFile.version}\n`;
}

/** Provides a function that reads the repository, which may be called more than once. */
async function withRead<Result>(options: ReadOptions, use: (read: Read) => Promise<Result>): Promise<Result> {
  const lintOptions = readLintOptions(options);
  const { changedSince } = options;
  const run = openRun();
  const overrides = { ...run, ...(options.writeBaseline && { known: noBaseline }) };
  const reading = (texts?: ReadonlyMap<string, string>) => readAll(lintOptions, { ...overrides, ...(texts && { texts }) });
  if (changedSince === undefined) return use((texts) => finishReading(() => reading(texts)));
  const { withEarlier } = await import("../pipeline/since.ts");
  return withEarlier(lintOptions, { ref: changedSince }, run, (compare) =>
    use((texts) =>
      finishReading(async () => {
        const now = await reading(texts);
        return { ...now, report: keepAdded(compare(now)) };
      }),
    ),
  );
}

async function finishReading(read: Read): Promise<Checked> {
  const checked = await read();
  showProgress("");
  return checked;
}

function readLintOptions(options: ReadOptions): LintOptions {
  const { paths, platform, cluster, config, baseline, policies: policyFiles, kustomize, noIgnore } = options;
  return {
    cwd: process.cwd(),
    paths,
    kustomize,
    noIgnore,
    policyFiles,
    progress: showProgress,
    ...(platform ? { platform } : {}),
    ...(config === undefined ? {} : { config }),
    ...(baseline === undefined ? {} : { baseline }),
    ...(cluster === undefined ? {} : { cluster }),
  };
}

/** Shows progress on a terminal, in one line that is overwritten and finally erased. */
function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

async function write(report: Report, options: ReadOptions, writers: Readonly<Record<string, Format>>): Promise<void> {
  const { quiet, outputs } = options;
  const tool = { version: packageFile.version, policies };
  for (const { format, file } of outputs) {
    const isShown = file === undefined;
    const width = isShown && process.stdout.isTTY ? process.stdout.columns : undefined;
    const text = (await writers[format]?.write(report, { color: options.color && isShown, quiet, width, tool })) ?? "";
    if (isShown) print(text);
    else await (await import("../files/writing/output.ts")).writeOutput(".", file, text);
  }
}
