import type { Report } from "../model/report.ts";
import type { Comment, Conversation } from "./conversation.ts";
import type { CommentMode } from "./inputs.ts";
import { markdownWithin } from "./markdown-within.ts";
import { openScope, type ReportView } from "./scope.ts";

/**
 * Says what a pull request's one comment has to say: creates it, brings it up to date, or leaves it. A run for an earlier
 * head leaves it to the later one.
 */
export async function updateComment(conversation: Conversation, report: Report, mode: CommentMode, view: ReportView): Promise<void> {
  const { marker, intro } = openScope(view.prefix, report.roots);
  const [comment, ...surplus] = await conversation.ownComments(marker);
  const body = `${marker}\n${intro}${markdownWithin(bodyLimit, report, view.link)}`.trim();
  const isClean = report.findings.length === 0;
  if (comment) await bringUpToDate(conversation, comment, body, isClean);
  else if (mode === "always" || !isClean) await create(conversation, marker, body);
  await removeSurplus(conversation, surplus);
}

/** Runs at the same time may each create one: the oldest stays, and says what the latest has to say. */
async function create(conversation: Conversation, marker: string, body: string): Promise<void> {
  if (!(await conversation.isAtHead())) return;
  await conversation.create(body);
  const [comment, ...surplus] = await conversation.ownComments(marker);
  if (surplus.length > 0 && comment) await bringUpToDate(conversation, comment, body, false);
  await removeSurplus(conversation, surplus);
}

/** Several runs at once leave one each; more than that, and the next run goes on. */
async function removeSurplus(conversation: Conversation, surplus: readonly Comment[]): Promise<void> {
  for (const { id } of surplus.slice(0, mostRemoved)) await conversation.remove(id);
}

/** One is removed a second. */
const mostRemoved = 10;

const resolved = "All earlier findings are resolved.";

/** GitHub refuses more than 65,536; the rest is for the marker and the closing line. */
const bodyLimit = 65_000;

async function bringUpToDate(conversation: Conversation, { id, body }: Comment, wanted: string, clean: boolean): Promise<void> {
  const current = body.replaceAll("\r\n", "\n").trim();
  if (current === wanted) return;
  // One for every pull request may have had none from the start.
  const hadFindings = /^## .*: \d/m.test(current) || current.endsWith(resolved);
  const text = clean && hadFindings ? `${wanted}\n\n${resolved}` : wanted;
  if (current !== text && (await conversation.isAtHead())) await conversation.update(id, text);
}
