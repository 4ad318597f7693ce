import type { Finding } from "../model/finding.ts";
import type { Report } from "../model/report.ts";
import { clip, code, markdown } from "../report/escape.ts";
import { type PlaceLink, placeMarkdown } from "../report/finding-markdown.ts";
import { count, verdict } from "../report/wording.ts";
import type { Issue, Issues, IssueText } from "./issues.ts";
import { markdownWithin } from "./markdown-within.ts";
import { type ReportView, type Scope, scopeOf } from "./scope.ts";

/** Keeps the one issue of scheduled audits up to date: opened with the first finding, updated as they change, closed when clean. */
export async function updateAuditIssue(issues: Issues, report: Report, { link, prefix }: ReportView): Promise<void> {
  const scope = scopeOf(prefix, report.roots, "audit");
  const [issue, ...others] = await issues.own(scope.marker);
  const isOpen = report.findings.length > 0;
  if (!isOpen && !issue?.isOpen) return;
  const changed = issue ? changes(rememberedIn(issue.body), report, link) : "";
  const text = { title: `Istio preflight: ${verdict(report)}`, body: bodyOf(report, scope, changed, link), isOpen };
  if (!issue) await create(issues, scope.marker, text);
  else if (!isSame(issue, text)) await issues.update(issue.number, text);
  await close(issues, others);
}

/** Audits at the same time may each open one: the oldest stays. */
async function create(issues: Issues, marker: string, text: IssueText): Promise<void> {
  await issues.create(text);
  const [, ...others] = await issues.own(marker);
  await close(issues, others);
}

async function close(issues: Issues, surplus: readonly Issue[]): Promise<void> {
  for (const { number, title, body, isOpen } of surplus) {
    if (isOpen) await issues.update(number, { title, body, isOpen: false });
  }
}

/** GitHub refuses more than 65,536; the rest is for the marker, what is remembered, and what changed. */
const reportLimit = 40_000;

function bodyOf(report: Report, { marker, intro }: Scope, changed: string, link: PlaceLink): string {
  const found = intro + markdownWithin(reportLimit, report, link).trim();
  return [`${marker}\n${remember(report.findings)}`, ...(changed === "" ? [] : [changed]), found].join("\n\n");
}

function isSame(issue: Issue, { title, body, isOpen }: IssueText): boolean {
  return issue.isOpen === isOpen && issue.title === title && issue.body.replaceAll("\r\n", "\n").trim() === body;
}

/** What an issue remembers of a finding until the next audit. */
interface Remembered {
  readonly fingerprint: string;
  readonly rule: string;
  readonly file: string;
  readonly line: number;
}

const rememberedLimit = 100;

/** Base64, so that nothing in it can end the HTML comment that hides it. */
function remember(findings: readonly Finding[]): string {
  const shown = findings
    .slice(0, rememberedLimit)
    .map(({ fingerprint, rule, location: { file, line } }) => [fingerprint, rule, clip(file, 80), line]);
  return `<!-- findings ${Buffer.from(JSON.stringify(shown)).toString("base64")} -->`;
}

/** Anybody who may edit issues may have edited it: what is not as it was written is nothing. */
function rememberedIn(body: string): Remembered[] {
  const data = /^<!-- findings ([\w+/=]*) -->$/m.exec(body.replaceAll("\r\n", "\n"))?.[1] ?? "";
  const items = parsed(Buffer.from(data, "base64").toString("utf8"));
  return items.flatMap((item) => {
    const [fingerprint, rule, file, line] = Array.isArray(item) ? item : [];
    const isWhole = typeof fingerprint === "string" && typeof rule === "string" && typeof file === "string" && Number.isInteger(line);
    return isWhole ? { fingerprint, rule, file, line } : [];
  });
}

function parsed(text: string): unknown[] {
  try {
    const items: unknown = JSON.parse(text);
    return Array.isArray(items) ? items.slice(0, rememberedLimit) : [];
  } catch {
    return [];
  }
}

function changes(before: readonly Remembered[], { findings }: Report, link: PlaceLink): string {
  const known = new Set(before.map(({ fingerprint }) => fingerprint));
  const now = new Set(findings.map(({ fingerprint }) => fingerprint));
  const added = findings.filter(({ fingerprint }) => !known.has(fingerprint));
  const gone = before.filter(({ fingerprint }) => !now.has(fingerprint));
  if (added.length === 0 && gone.length === 0) return "";
  const items = [
    ...added.map(({ rule, location }) => `- new: ${placeMarkdown(location.file, location.line, link)} ${code(rule)}`),
    ...gone.map(({ rule, file, line }) => `- resolved: ${code(`${clip(file, 300)}:${line}`)} ${code(clip(rule, 100))}`),
  ];
  const left = items.length - shownChanges;
  const listed = left > 0 ? [...items.slice(0, shownChanges), `- and ${left} more`] : items;
  return [
    `**Since the last audit:** ${markdown(`${count(added.length, "new finding")}, ${gone.length} resolved`)}.`,
    listed.join("\n"),
  ].join("\n\n");
}

const shownChanges = 50;
