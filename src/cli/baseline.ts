import { isLookedFor, withBaseline } from "../configuration/baseline/apply.ts";
import { baselineFile, baselineLimit, readBaselineIfAny } from "../configuration/baseline/file.ts";
import { formatBaseline, parseBaseline, readKnownFinding } from "../configuration/baseline/parse.ts";
import { readConfiguration } from "../configuration/file.ts";
import { writeOutput } from "../files/writing/output.ts";
import type { Report } from "../model/report.ts";
import { UsageError } from "../model/usage-error.ts";
import { escapeTerminal } from "../report/escape.ts";
import { count } from "../report/wording.ts";
import type { ReadOptions } from "./options.ts";

/**
 * Writes the findings of a run as the baseline, and returns the report with the new baseline. Entries outside the scope of the run
 * are kept.
 */
export async function writeBaseline(report: Report, { baseline, config, cluster }: ReadOptions): Promise<Report> {
  const cwd = process.cwd();
  const configured = readConfiguration(cwd, config).configuration.baseline;
  const file = baseline ?? configured ?? baselineFile;
  const earlier = readBaselineIfAny(cwd, file)?.findings ?? [];
  const kept = earlier.filter((entry) => !isLookedFor(entry, report.roots, cluster));
  const text = formatBaseline([...kept, ...report.findings.map(readKnownFinding)]);
  if (Buffer.byteLength(text) > baselineLimit) throw new UsageError(`The baseline ${file} would be larger than 5 MiB.`);
  await writeOutput(cwd, file, text);
  const hint = configured === undefined ? `; \`baseline: ${file}\` in .istio-preflight.yaml makes every run use it` : "";
  process.stderr.write(`${escapeTerminal(`${count(report.findings.length, "finding")} written to ${file}${hint}`)}\n`);
  return withBaseline(report, parseBaseline(file, text), cluster);
}
