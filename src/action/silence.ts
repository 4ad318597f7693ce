import { SilenceError } from "./answer-error.ts";

/** Explains in plain words why there was no answer; `milliseconds` is the time limit if it was exceeded. */
export function describeSilence(error: unknown, milliseconds: number | undefined): SilenceError {
  if (error instanceof SilenceError) return error;
  if (milliseconds !== undefined) return new SilenceError(`no whole answer within ${formatSeconds(milliseconds)}`, { isPassing: false });
  const code = findCode(error);
  const [, reason = "the connection failed", isPassing = true] = reasons.find(([pattern]) => pattern.test(code)) ?? [];
  return new SilenceError(code === "" ? reason : `${reason}, ${code}`, { isPassing });
}

/** Formats a time in seconds. */
export function formatSeconds(milliseconds: number): string {
  return `${Math.max(1, Math.round(milliseconds / 1000))} s`;
}

/** Error codes of Node.js and its HTTP client: a pattern, the meaning, and true if a retry may help. */
const reasons: readonly (readonly [RegExp, string, boolean?])[] = [
  [/^ECONNREFUSED$/, "the connection was refused"],
  [/^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, "the connection broke off"],
  [/^(?:ENOTFOUND|EAI_\w+)$/, "its name cannot be resolved"],
  [/^(?:EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL)$/, "its network cannot be reached"],
  [/TIMEOUT|^ETIMEDOUT$/, "no answer in time"],
  [/^UND_ERR_HEADERS_OVERFLOW$|^HPE_HEADER_OVERFLOW$/, "its headers are too long", false],
  [/^(?:HPE_|UND_ERR_RES|UND_ERR_INFO|HTTPParserError)/, "it does not answer in HTTP"],
  [/^(?:Z_|ERR_BUFFER_)/, "its answer is packed wrongly"],
  [/CERT|SELF_SIGNED|SIGNATURE/, "its certificate is not trusted", false],
  [/SSL|^EPROTO$|TLS/, "it does not speak TLS as it should", false],
  [/^UND_ERR_INVALID_ARG$|^ERR_INVALID_/, "the request could not be made", false],
];

/** Finds the first code in an error and its causes. */
function findCode(error: unknown): string {
  let current = error;
  for (let depth = 0; depth < deepest && current instanceof Error; depth++) {
    if ("code" in current && typeof current.code === "string" && /^\w{1,60}$/.test(current.code)) return current.code;
    current = current.cause ?? (current instanceof AggregateError ? current.errors[0] : undefined);
  }
  return "";
}

const deepest = 5;
