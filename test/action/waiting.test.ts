import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RefusedError, type RetryHeaders, SilenceError, UnusableAnswerError } from "../../src/action/answer-error.ts";
import { explainRefusal } from "../../src/action/refusal.ts";
import { waitBefore } from "../../src/action/waiting.ts";

const now = Date.parse("2026-11-28T12:00:00Z");
const hour = 3600;

beforeEach(() => void vi.useFakeTimers({ now }));
afterEach(() => void vi.useRealTimers());

function answer(status: number, message: string, headers: RetryHeaders = {}): Error {
  return new RefusedError(message, status, headers);
}

function silence(message: string, isPassing = true): Error {
  return new SilenceError(message, { isPassing });
}

describe("what is asked again, after how many seconds", () => {
  it.each<[string, Error, readonly (number | undefined)[]]>([
    ["a bad gateway", answer(502, "Bad Gateway"), [1, 2, 4, undefined]],
    ["a connection that breaks", silence("other side closed"), [1, 2, 4, undefined]],
    ["nothing within the time for an answer", silence("no whole answer within 10 s", false), [undefined]],
    ["an answer of no use", new UnusableAnswerError("GitHub's API answered with HTML instead of JSON (status 200)"), [undefined]],
    ["a service that names seconds", answer(503, "Unavailable", { "retry-after": "7" }), [7, 7, 7, undefined]],
    ["a service that names a time", answer(503, "Unavailable", { "retry-after": "Sat, 28 Nov 2026 12:00:30 GMT" }), [30]],
    ["a service that names a time long past", answer(503, "Unavailable", { "retry-after": "Sat, 28 Nov 2026 11:00:00 GMT" }), [0]],
    ["a service that names nothing readable", answer(503, "Unavailable", { "retry-after": "soon" }), [1]],
    ["too many requests, with the time", answer(429, "Too many requests", { "retry-after": "5" }), [5]],
    ["too many requests, without", answer(429, "Too many requests"), [60]],
    ["a secondary limit, with the time", answer(403, "You have exceeded a secondary rate limit.", { "retry-after": "3" }), [3]],
    ["a secondary limit, without", answer(403, "You have exceeded a secondary rate limit."), [60]],
    ["the old name of it", answer(403, "You have triggered an abuse detection mechanism.", { "retry-after": "9" }), [9]],
    [
      "a used up hour",
      answer(403, "API rate limit exceeded.", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(now / 1000 + hour) }),
      [hour + 1],
    ],
    ["a used up hour that ends at no time", answer(403, "API rate limit exceeded.", { "x-ratelimit-remaining": "0" }), [60]],
    ["a right that the token lacks", answer(403, "Resource not accessible by integration"), [undefined]],
    ["what is not there", answer(404, "Not Found"), [undefined]],
    ["what was wrong", answer(422, "Validation Failed"), [undefined]],
    ["a fault of ours", new TypeError("undefined is not a function"), [undefined]],
  ])("%s", (_, error, seconds) => {
    const waits = seconds.map((_second, index) => waitBefore(error, index + 1));
    expect(waits).toEqual(seconds.map((second) => (second === undefined ? undefined : second * 1000)));
  });
});

describe("why something could not be shown", () => {
  it.each([
    [answer(502, "<html>\n<h1>Bad</h1>"), "GitHub answers 502. The findings are in the job summary."],
    [silence("other side closed"), "GitHub does not answer (other side closed). The findings are in the job summary."],
    [answer(401, "Bad credentials"), "GitHub does not accept the token. The findings are in the job summary."],
    [
      answer(403, `Resource not accessible by integration`),
      "the token may not write it (Resource not accessible by integration). Give the job the permission `issues: write`; on pull requests from forks GitHub does not grant it. The findings are in the job summary.",
    ],
    [
      answer(403, `Unable to create comment because issue is locked.`),
      "GitHub refuses it: Unable to create comment because issue is locked. It takes the permission `issues: write`. The findings are in the job summary.",
    ],
    [
      answer(410, `Issues has been disabled in this repository.`),
      "Issues has been disabled in this repository. The findings are in the job summary.",
    ],
    [answer(422, `Validation Failed: {"code":"custom"}`), 'Validation Failed: {"code":"custom"}. The findings are in the job summary.'],
    [
      answer(403, "API rate limit exceeded for installation"),
      "API rate limit exceeded for installation. The findings are in the job summary.",
    ],
    [
      new UnusableAnswerError("GitHub's API answered with HTML instead of JSON (status 200)"),
      "GitHub's API answered with HTML instead of JSON (status 200). The findings are in the job summary.",
    ],
    [answer(404, "Not\u202eFound\n::error::x"), expect.stringMatching(/^the token may not write it \(Not\\u\{?202e\}?Found\)/)],
    [new Error("EACCES: permission denied, open 'x'"), "EACCES: permission denied, open 'x'"],
  ])("%s", (error, text) => {
    const prefix = "No audit issue: ";
    expect(explainRefusal("audit issue", "issues: write", error).slice(prefix.length)).toEqual(text);
  });
});
