import { clip } from "../report/escape.ts";
import { type Answer, isAnswer } from "./waiting.ts";

/** Why something could not be shown, in one line that says what to do; `permission` is what it takes on GitHub. */
export function refusalText(what: string, permission: string, error: unknown): string {
  if (isAnswer(error)) return `No ${what}: ${answerText(error, permission)} The findings are in the job summary.`;
  return `No ${what}: ${error instanceof Error ? firstLine(error.message) : String(error)}`;
}

function answerText({ status, message, response }: Answer, permission: string): string {
  const reason = clip(firstLine(message), longestReason);
  if (!response) return `GitHub does not answer (${reason}).`;
  if (status >= 500) return `GitHub answers ${status}.`;
  if (status === 401) return "GitHub does not accept the token.";
  if (status === 404 || /not accessible/i.test(reason)) {
    return `the token may not write it (${reason}). Give the job the permission \`${permission}\`; on pull requests from forks GitHub does not grant it.`;
  }
  const told = /[.!?]$/.test(reason) ? reason : `${reason}.`;
  return status === 403 && !/rate limit/i.test(reason) ? `GitHub refuses it: ${told} It takes the permission \`${permission}\`.` : told;
}

const longestReason = 300;

/** Without the address of GitHub's documentation, which follows it. */
function firstLine(message: string): string {
  return (message.split("\n", 1)[0] ?? "").replace(/ - https:\/\/docs\.\S+$/, "").trim();
}
