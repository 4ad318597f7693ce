import type { Finding } from "../model/finding.ts";
import type { Report } from "../model/report.ts";
import { clip, escapePlain } from "../report/escape.ts";
import type { PlaceLink } from "../report/finding-markdown.ts";
import { sortNearestFirst } from "../report/github.ts";
import { count, describeVerdict, severities, withSeverity } from "../report/wording.ts";
import type { CheckAnnotation, CheckResult, Checks } from "./checks.ts";
import { renderMarkdownWithin } from "./markdown-within.ts";

/** The content of a check run. */
export interface Verdict {
  readonly report: Report;
  /** The path from the root of the repository to the paths in the report. */
  readonly prefix: string;
  readonly failed: boolean;
  readonly link: PlaceLink;
}

/**
 * Shows every finding at its line in a separate check run. The check run has its conclusion from the start, so a later failure
 * does not block a merge.
 */
export async function showCheckRun(checks: Checks, shown: Verdict): Promise<void> {
  const { report, prefix } = shown;
  const findings = severities.flatMap((severity) => withSeverity(sortNearestFirst(report), severity));
  const annotations = findings.slice(0, mostAnnotations).map((finding) => annotateFinding(finding, prefix));
  const result = summarizeCheck(shown, findings.length - annotations.length);
  const part = (at: number) => ({ ...result, annotations: annotations.slice(at, at + annotationsOfRequest) });
  const id = await checks.create(nameCheckRun(shown), part(0));
  for (let at = annotationsOfRequest; at < annotations.length; at += annotationsOfRequest) await checks.append(id, part(at));
}

/** Several jobs may check different directories, so the name contains the directory. */
function nameCheckRun({ prefix }: Verdict): string {
  return prefix === "" ? "Istio preflight" : `Istio preflight (${clip(prefix.slice(0, -1), 100)})`;
}

/** The maximum number of annotations that GitHub accepts in one request. */
const annotationsOfRequest = 50;

/** The maximum number of annotations: GitHub accepts 80 requests a minute, and more annotations are not readable. */
const mostAnnotations = 2500;

/** GitHub rejects a summary with more than 65,535 characters. */
const summaryLimit = 65_000;

const longestField = 4000;

function summarizeCheck({ report, link, failed }: Verdict, left: number): Omit<CheckResult, "annotations"> {
  const note = left > 0 ? `${count(left, "more finding")} without an annotation.\n\n` : "";
  const conclusion = failed ? "failure" : "success";
  return { conclusion, title: clip(describeVerdict(report), 200), summary: `${note}${renderMarkdownWithin(summaryLimit, report, link)}` };
}

function annotateFinding(finding: Finding, prefix: string): CheckAnnotation {
  const { file, line, column, endLine, endColumn } = finding.location;
  const parts = [clip(finding.message, longestField)];
  if (finding.remedy) parts.push(`Fix: ${clip(finding.remedy, longestField)}`);
  if (finding.docs) parts.push(finding.docs);
  return {
    path: prefix + file,
    start_line: line,
    end_line: endLine,
    // GitHub rejects columns of ranges with several lines.
    ...(line === endLine && { start_column: column, end_column: endColumn }),
    annotation_level: ({ error: "failure", warning: "warning", note: "notice" } as const)[finding.severity],
    title: escapePlain(clip(`${finding.title} (${finding.rule})`, 200).replace(/\s+/g, " ")),
    message: escapePlain(parts.join("\n")),
  };
}
