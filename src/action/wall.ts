import { type Dispatcher, fetch, type RequestInit, type Response } from "undici";
import { clip } from "../report/escape.ts";
import { type AnswerBody, readBody } from "./answer-body.ts";
import { RefusedError, SilenceError, UnusableAnswerError } from "./answer-error.ts";
import { type Api, isWithin, resolveWithin } from "./api.ts";

/** The answer to a request. */
export interface Answer extends AnswerBody {
  /** The address of the next page. */
  readonly next: URL | undefined;
}

/** The sender of a request, and the limit for the size of an answer. */
export interface Asker {
  readonly api: Api;
  readonly token: string;
  /** The maximum size of an answer in bytes. */
  readonly bytes: number;
}

/** The connection for a request, and the `AbortSignal` that ends it. */
export interface Way {
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
}

/**
 * Creates the `fetch` for Octokit, which sends requests only to GitHub's API. Every address is checked before the token is sent
 * there, including redirects. Rejects with a `RefusedError`, an `UnusableAnswerError` or an error of `fetch`.
 */
export function openWall(asker: Asker, way: Way): (address: string, request: RequestInit) => Promise<PassedAnswer> {
  return async (written, { method = "GET", headers = {}, body = null }) => {
    const address = new URL(written);
    if (!isWithin(asker.api, address)) throw new SilenceError("the request would leave its API", { isPassing: false });
    const response = await follow(asker.api, address, { method, headers, body, redirect: "manual", ...way });
    return { status: 200, headers: [], body: await readAnswer(asker, method, address, response) };
  };
}

/** The answer for Octokit: status and headers are already checked, and Octokit returns the body unchanged. */
interface PassedAnswer {
  readonly status: 200;
  readonly headers: readonly [];
  readonly body: Answer;
}

async function follow(api: Api, first: URL, request: RequestInit): Promise<Response> {
  let address = first;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const response = await fetch(address, request);
    if (response.status < 300 || response.status >= 400) return response;
    const location = response.headers.get("location");
    if (!location || response.status === 304) throw new UnusableAnswerError(`GitHub's API answered with status ${response.status} alone`);
    if (request.method !== "GET") throw new UnusableAnswerError("GitHub's API redirected a request that writes, which is not repeated");
    address = resolveWithin(api, location, address, "a redirect");
  }
  throw new UnusableAnswerError(`GitHub's API redirected more than ${mostRedirects} times`);
}

const mostRedirects = 3;

async function readAnswer(asker: Asker, method: string, address: URL, response: Response): Promise<Answer> {
  const { status, headers } = response;
  if (status >= 400) throw await readRefusal(response, asker);
  const next = findNextPage(headers.get("link") ?? "");
  const body = method === "DELETE" ? { value: undefined, bytes: 0 } : await readBody(response, asker.bytes);
  return { ...body, next: next === undefined ? undefined : resolveWithin(asker.api, next, address, "a next page") };
}

function findNextPage(link: string): string | undefined {
  return /<([^<>]*)>;\s*rel="?next"?/i.exec(link)?.[1];
}

/** If GitHub has an outage or the token is invalid, the status is enough. Other refusals must have GitHub's message. */
async function readRefusal(response: Response, { token }: Asker): Promise<RefusedError> {
  const { status, headers } = response;
  const named = ["retry-after", "x-ratelimit-remaining", "x-ratelimit-reset"].flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  const isClear = status >= 500 || status === 401 || status === 429;
  const message = await readBody(response, mostRefusalBytes)
    .then(({ value }) => readMessage(value, status))
    .catch((error: unknown) => {
      if (!isClear) throw error;
      return "";
    });
  return new RefusedError(clip(hideToken(message, token), longestMessage), status, Object.fromEntries(named));
}

const mostRefusalBytes = 64 * 1024;
const longestMessage = 500;

function readMessage(value: unknown, status: number): string {
  const { message, errors } = (typeof value === "object" && value !== null ? value : {}) as { message?: unknown; errors?: unknown };
  if (typeof message !== "string" || message === "") throw new UnusableAnswerError(`GitHub's API answered with status ${status} alone`);
  const details = Array.isArray(errors) ? errors.slice(0, shownErrors).map((error) => JSON.stringify(error)) : [];
  return [message, details.join(", ")].filter((part) => part !== "").join(": ");
}

const shownErrors = 5;

/** Hides the token in a text from an answer, which may repeat parts of the request. */
export function hideToken(text: string, token: string): string {
  return text.replaceAll(token, "***");
}
