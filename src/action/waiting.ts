import { RefusedError, SilenceError } from "./answer-error.ts";

/** Returns the time before a retry, in milliseconds; undefined if the answer is final. `tried` is the number of attempts so far. */
export function waitBefore(error: unknown, tried: number): number | undefined {
  if (tried > mostRepeats) return undefined;
  if (error instanceof SilenceError) return error.isPassing ? doubleDelay(tried) : undefined;
  return error instanceof RefusedError ? waitAfterRefusal(error, tried) : undefined;
}

/** The maximum number of retries. */
const mostRepeats = 3;

function waitAfterRefusal({ status, message, headers }: RefusedError, tried: number): number | undefined {
  const { "retry-after": named, "x-ratelimit-remaining": remaining, "x-ratelimit-reset": reset } = headers;
  if (status >= 500) return readNamedTime(named) ?? doubleDelay(tried);
  if (status !== 403 && status !== 429) return undefined;
  // https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately
  const time = readNamedTime(named);
  if (time !== undefined) return time;
  if (remaining === "0" && Number(reset) > 0) return Math.max(0, Number(reset) * 1000 - Date.now()) + 1000;
  return status === 429 || remaining === "0" || /secondary rate limit|abuse detection/i.test(message) ? 60_000 : undefined;
}

function doubleDelay(tried: number): number {
  return 1000 * 2 ** (tried - 1);
}

/** Reads seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function readNamedTime(named: string | undefined): number | undefined {
  if (named === undefined || named === "") return undefined;
  const time = Number.isNaN(Number(named)) ? Date.parse(named) - Date.now() : Number(named) * 1000;
  return Number.isNaN(time) ? undefined : Math.max(0, time);
}
