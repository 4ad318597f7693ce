/** GitHub has refused a request with a status and a message. */
export class RefusedError extends Error {
  readonly status: number;
  /** The headers that say when to retry. */
  readonly headers: RetryHeaders;

  constructor(message: string, status: number, headers: RetryHeaders = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/** The headers of a refusal that say when to retry. */
export type RetryHeaders = Readonly<Partial<Record<"retry-after" | "x-ratelimit-remaining" | "x-ratelimit-reset", string>>>;

/** There was no answer; the message is the cause, written for use in parentheses. */
export class SilenceError extends Error {
  /** True if the same request may succeed a moment later. */
  readonly isPassing: boolean;

  constructor(message: string, { isPassing }: { readonly isPassing: boolean }) {
    super(message);
    this.isPassing = isPassing;
  }
}

/** The answer cannot be used; the message is a sentence without its full stop. */
export class UnusableAnswerError extends Error {}

/** Checks whether GitHub has refused a request with one of these statuses. */
export function isRefusal(error: unknown, ...statuses: readonly number[]): boolean {
  return error instanceof RefusedError && statuses.includes(error.status);
}
