/** How long to wait before something is asked of GitHub again, in milliseconds; undefined where the answer is final. `tried` is how often it was asked. */
export function waitBefore(error: unknown, tried: number): number | undefined {
  if (tried > mostRepeats || !isAnswer(error)) return undefined;
  const { status, message, response } = error;
  const { "retry-after": named, "x-ratelimit-remaining": remaining, "x-ratelimit-reset": reset } = response?.headers ?? {};
  if (status >= 500) return timeNamed(named) ?? 1000 * 2 ** (tried - 1);
  if (status !== 403 && status !== 429) return undefined;
  // https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately
  const time = timeNamed(named);
  if (time !== undefined) return time;
  if (remaining === "0") return Math.max(0, Number(reset) * 1000 - Date.now()) + 1000;
  return status === 429 || /secondary rate limit/i.test(message) ? 60_000 : undefined;
}

/** Whether GitHub has refused something with one of these statuses. */
export function isRefusal(error: unknown, ...statuses: readonly number[]): boolean {
  return isAnswer(error) && statuses.includes(error.status);
}

/** How often something is asked again at most. */
const mostRepeats = 3;

/** What GitHub has answered in place of what was asked for. Where nobody answered, there is no response and the status is 500. */
export interface Answer extends Error {
  readonly status: number;
  readonly response?: { readonly headers: Readonly<Record<string, string | number | undefined>> };
}

/** Whether an error is from GitHub, or from the way there. */
export function isAnswer(error: unknown): error is Answer {
  return error instanceof Error && "status" in error && typeof error.status === "number";
}

/** Seconds, or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function timeNamed(named: string | number | undefined): number | undefined {
  if (named === undefined || named === "") return undefined;
  const time = Number.isNaN(Number(named)) ? Date.parse(String(named)) - Date.now() : Number(named) * 1000;
  return Number.isNaN(time) ? undefined : Math.max(0, time);
}
