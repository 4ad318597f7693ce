import type { Report } from "../model/report.ts";
import type { Comment, Conversation } from "./conversation.ts";
import type { CommentMode } from "./inputs.ts";
import { renderMarkdownWithin } from "./markdown-within.ts";
import { openScope, type ReportView } from "./scope.ts";

/**
 * Creates or updates the one comment on a pull request, or leaves it unchanged. A run for an earlier head does not change it,
 * because a later run does.
 */
export async function updateComment(conversation: Conversation, report: Report, mode: CommentMode, view: ReportView): Promise<void> {
  const { marker, intro } = openScope(view.prefix, report.roots);
  const [comment, ...surplus] = await conversation.ownComments(marker);
  const body = `${marker}\n${intro}${renderMarkdownWithin(bodyLimit, report, view.link)}`.trim();
  const isClean = report.findings.length === 0;
  if (comment) await bringUpToDate(conversation, comment, body, isClean);
  else if (mode === "always" || !isClean) await create(conversation, marker, body);
  await removeSurplus(conversation, surplus);
}

/** Simultaneous runs may each create a comment: the oldest is kept and gets the latest text. */
async function create(conversation: Conversation, marker: string, body: string): Promise<void> {
  if (!(await conversation.isAtHead())) return;
  await conversation.create(body);
  const [comment, ...surplus] = await conversation.ownComments(marker);
  if (surplus.length > 0 && comment) await bringUpToDate(conversation, comment, body, false);
  await removeSurplus(conversation, surplus);
}

/** Removes the extra comments of simultaneous runs; if there are more than the limit, the next run continues. */
async function removeSurplus(conversation: Conversation, surplus: readonly Comment[]): Promise<void> {
  for (const { id } of surplus.slice(0, mostRemoved)) await conversation.remove(id);
}

/** The maximum number of comments to remove, because each takes a second. */
const mostRemoved = 10;

const resolved = "All earlier findings are resolved.";

/** GitHub rejects more than 65,536 characters; the rest is for the marker and the closing line. */
const bodyLimit = 65_000;

async function bringUpToDate(conversation: Conversation, { id, body }: Comment, wanted: string, clean: boolean): Promise<void> {
  const current = body.replaceAll("\r\n", "\n").trim();
  if (current === wanted) return;
  // With `comment: always`, there may be a comment that never had findings.
  const hadFindings = /^## .*: \d[\d,]*\s(?:error|warning|note)/m.test(current) || current.endsWith(resolved);
  const text = clean && hadFindings ? `${wanted}\n\n${resolved}` : wanted;
  if (current !== text && (await conversation.isAtHead())) await conversation.update(id, text);
}
