// src/github/waiting.ts
function waitBefore(error, tried) {
  if (tried > mostRepeats || !isAnswer(error)) return void 0;
  const { status, message, response } = error;
  const { "retry-after": named, "x-ratelimit-remaining": remaining, "x-ratelimit-reset": reset } = response?.headers ?? {};
  if (status >= 500) return timeNamed(named) ?? 1e3 * 2 ** (tried - 1);
  if (status !== 403 && status !== 429) return void 0;
  const time = timeNamed(named);
  if (time !== void 0) return time;
  if (remaining === "0") return Math.max(0, Number(reset) * 1e3 - Date.now()) + 1e3;
  return status === 429 || /secondary rate limit/i.test(message) ? 6e4 : void 0;
}
function isRefusal(error, ...statuses) {
  return isAnswer(error) && statuses.includes(error.status);
}
var mostRepeats = 3;
function isAnswer(error) {
  return error instanceof Error && "status" in error && typeof error.status === "number";
}
function timeNamed(named) {
  if (named === void 0 || named === "") return void 0;
  const time = Number.isNaN(Number(named)) ? Date.parse(String(named)) - Date.now() : Number(named) * 1e3;
  return Number.isNaN(time) ? void 0 : Math.max(0, time);
}

export {
  waitBefore,
  isRefusal,
  isAnswer
};
