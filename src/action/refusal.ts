import { clip, escapeTerminal } from "../report/escape.ts";
import { RefusedError, SilenceError, UnusableAnswerError } from "./answer-error.ts";

/** Explains in one line why something could not be shown, and what to do; `permission` is the GitHub permission that it needs. */
export function explainRefusal(what: string, permission: string, error: unknown): string {
  const reason = describeFailure(error, permission);
  if (reason !== undefined) return `No ${what}: ${reason} The findings are in the job summary.`;
  return `No ${what}: ${error instanceof Error ? takeFirstLine(error.message) : String(error)}`;
}

function describeFailure(error: unknown, permission: string): string | undefined {
  if (error instanceof SilenceError) return `GitHub does not answer (${takeFirstLine(error.message)}).`;
  if (error instanceof UnusableAnswerError) return endSentence(takeFirstLine(error.message));
  return error instanceof RefusedError ? describeRefusal(error, permission) : undefined;
}

function describeRefusal({ status, message }: RefusedError, permission: string): string {
  const reason = takeFirstLine(message);
  if (status >= 500 || reason === "") return `GitHub answers ${status}.`;
  if (status === 401) return "GitHub does not accept the token.";
  if (status === 404 || /not accessible/i.test(reason)) {
    return `the token may not write it (${reason}). Give the job the permission \`${permission}\`; on pull requests from forks GitHub does not grant it.`;
  }
  return status === 403 && !/rate limit/i.test(reason)
    ? `GitHub refuses it: ${endSentence(reason)} It takes the permission \`${permission}\`.`
    : endSentence(reason);
}

const longestReason = 300;

function takeFirstLine(message: string): string {
  return clip(escapeTerminal((message.split(/[\r\n]/, 1)[0] ?? "").trim()), longestReason);
}

function endSentence(reason: string): string {
  return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}
