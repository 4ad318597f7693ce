/** GitHub has refused what was asked for, and said so. */
export class RefusedError extends Error {
  readonly status: number;
  /** When to ask again, as the headers say. */
  readonly headers: RetryHeaders;

  constructor(message: string, status: number, headers: RetryHeaders = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/** The headers of a refusal that say when to ask again. */
export type RetryHeaders = Readonly<Partial<Record<"retry-after" | "x-ratelimit-remaining" | "x-ratelimit-reset", string>>>;

/** No answer came; the message is the cause, to be read in brackets. */
export class SilenceError extends Error {
  /** Whether the same request may be answered a moment later. */
  readonly isPassing: boolean;

  constructor(message: string, { isPassing }: { readonly isPassing: boolean }) {
    super(message);
    this.isPassing = isPassing;
  }
}

/** An answer came that cannot be used; the message is a sentence without its full stop. */
export class UnusableAnswerError extends Error {}

/** Whether GitHub has refused something with one of these statuses. */
export function isRefusal(error: unknown, ...statuses: readonly number[]): boolean {
  return error instanceof RefusedError && statuses.includes(error.status);
}
