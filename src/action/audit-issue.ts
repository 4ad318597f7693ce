import type { Report } from "../model/report.ts";
import { takeFitting } from "../report/budget.ts";
import { clip, escapeMarkdown, toCodeSpan } from "../report/escape.ts";
import { type PlaceLink, renderPlaceMarkdown } from "../report/finding-markdown.ts";
import { count, describeVerdict } from "../report/wording.ts";
import { type AuditMemory, readAuditMemory, remember } from "./audit-memory.ts";
import type { Issue, Issues, IssueText } from "./issues.ts";
import { renderMarkdownWithin } from "./markdown-within.ts";
import { openScope, type ReportView, type Scope } from "./scope.ts";

/**
 * Updates the one issue for scheduled audits: opens it with the first finding, edits it when findings change, closes it when there are
 * none.
 */
export async function updateAuditIssue(issues: Issues, report: Report, { link, prefix }: ReportView): Promise<void> {
  const scope = openScope(prefix, report.roots, "audit");
  const [issue, ...others] = await issues.own(scope.marker);
  const isOpen = report.findings.length > 0;
  if (!isOpen && !issue?.isOpen) return;
  const before = issue && readAuditMemory(issue.body);
  const changed = before ? describeChanges(before, report, link) : "";
  const text = { title: `Istio preflight: ${describeVerdict(report)}`, body: writeIssueBody(report, scope, changed, link), isOpen };
  if (!issue) await create(issues, scope.marker, text);
  else if (!isSame(issue, text)) await issues.update(issue.number, text);
  await close(issues, others);
}

/** Simultaneous audits may each open an issue; only the oldest is kept. */
async function create(issues: Issues, marker: string, text: IssueText): Promise<void> {
  await issues.create(text);
  const [, ...others] = await issues.own(marker);
  await close(issues, others);
}

async function close(issues: Issues, surplus: readonly Issue[]): Promise<void> {
  const open = surplus.filter(({ isOpen }) => isOpen);
  for (const { number, title, body } of open.slice(0, mostClosed)) await issues.update(number, { title, body, isOpen: false });
}

/** The maximum number of issues to close at once, as each takes a second; the next audit closes more. */
const mostClosed = 10;

/** GitHub rejects an issue with more than 65,536 characters. */
const bodyLimit = 65_000;

function writeIssueBody(report: Report, { marker, intro }: Scope, changed: string, link: PlaceLink): string {
  const memory = remember(report.findings);
  const head = [memory === undefined ? marker : `${marker}\n${memory}`, ...(changed === "" ? [] : [changed]), intro].join("\n\n");
  return head + renderMarkdownWithin(bodyLimit - Buffer.byteLength(head), report, link).trim();
}

function isSame(issue: Issue, { title, body, isOpen }: IssueText): boolean {
  return issue.isOpen === isOpen && issue.title === title && issue.body.replaceAll("\r\n", "\n").trim() === body;
}

function describeChanges(before: AuditMemory, { findings }: Report, link: PlaceLink): string {
  const now = new Set(findings.map(({ fingerprint }) => fingerprint));
  const added = findings.filter(({ fingerprint }) => !before.fingerprints.has(fingerprint));
  const gone = before.described.filter(({ fingerprint }) => !now.has(fingerprint));
  const resolved = [...before.fingerprints].filter((fingerprint) => !now.has(fingerprint)).length;
  if (added.length + resolved === 0) return "";
  const items = [
    ...added.map(
      ({ rule, location }) => `- new: ${renderPlaceMarkdown(location.file, location.line, link)} ${toCodeSpan(clip(rule, 100))}`,
    ),
    ...gone.map(({ rule, file, line }) => `- resolved: ${toCodeSpan(`${clip(file, 300)}:${line}`)} ${toCodeSpan(clip(rule, 100))}`),
  ];
  const shown = takeFitting(items.slice(0, shownChanges), changesLimit);
  const left = added.length + resolved - shown.length;
  const listed = left > 0 ? [...shown, `- and ${left} more`] : shown;
  return [
    `**Since the last audit:** ${escapeMarkdown(`${count(added.length, "new finding")}, ${resolved} resolved`)}.`,
    listed.join("\n"),
  ].join("\n\n");
}

const shownChanges = 50;
const changesLimit = 6000;
