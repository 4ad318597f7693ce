import { HttpClient } from "@actions/http-client";
import { Agent, type Dispatcher, fetch, type Response } from "undici";
import { clip } from "../report/escape.ts";
import { readBody } from "./answer-body.ts";
import { RefusedError, UnusableAnswerError } from "./answer-error.ts";
import { type Api, resolveWithin } from "./api.ts";
import { describeSilence } from "./silence.ts";

/** One request. */
export interface Question {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly address: URL;
  readonly body?: unknown;
}

/** What came back. */
export interface Answer {
  /** Undefined where nothing is expected. */
  readonly value: unknown;
  readonly bytes: number;
  /** The page that follows. */
  readonly next: URL | undefined;
}

/** Who asks, and how much of an answer is taken. */
export interface Asker {
  readonly api: Api;
  readonly token: string;
  /** The most bytes of an answer. */
  readonly bytes: number;
}

/**
 * Asks GitHub's API, and nobody else: every address is checked before the token goes there, redirects included. Rejects with
 * a `RefusedError`, a `SilenceError` or an `UnusableAnswerError`.
 */
export async function exchange(asker: Asker, question: Question, milliseconds: number): Promise<Answer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), milliseconds);
  let dispatcher: Dispatcher | undefined;
  try {
    dispatcher = openDispatcher(asker.api);
    const response = await follow(asker, question, { dispatcher, signal: abort.signal });
    return await readAnswer(asker, question, response);
  } catch (error) {
    if (error instanceof RefusedError || error instanceof UnusableAnswerError) throw error;
    throw describeSilence(error, abort.signal.aborted ? milliseconds : undefined);
  } finally {
    clearTimeout(timer);
    // Whatever still hangs, such as a proxy that does not answer, would keep the run from ending.
    dispatcher?.destroy().catch(() => undefined);
  }
}

/** By the proxy of the runner, where it has one. */
function openDispatcher({ rest }: Api): Dispatcher {
  return new HttpClient().getAgentDispatcher(rest.href) ?? new Agent();
}

interface Way {
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
}

async function follow(asker: Asker, question: Question, way: Way): Promise<Response> {
  let { address } = question;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const response = await send(asker, { ...question, address }, way);
    if (response.status < 300 || response.status >= 400) return response;
    const location = response.headers.get("location");
    if (!location || response.status === 304) throw new UnusableAnswerError(`GitHub's API answered with status ${response.status} alone`);
    if (question.method !== "GET") throw new UnusableAnswerError("GitHub's API redirected a request that writes, which is not repeated");
    address = resolveWithin(asker.api, location, address, "a redirect");
  }
  throw new UnusableAnswerError(`GitHub's API redirected more than ${mostRedirects} times`);
}

const mostRedirects = 3;

function send({ token }: Asker, { method, address, body }: Question, { dispatcher, signal }: Way): Promise<Response> {
  return fetch(address, {
    method,
    redirect: "manual",
    headers: {
      accept: "application/vnd.github+json",
      authorization: `token ${token}`,
      "user-agent": "istio-preflight",
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    dispatcher,
    signal,
  });
}

async function readAnswer(asker: Asker, { method, address }: Question, response: Response): Promise<Answer> {
  const { status, headers } = response;
  if (status >= 400) throw await readRefusal(response, asker);
  const next = findNextPage(headers.get("link") ?? "");
  const { value, bytes } = method === "DELETE" ? { value: undefined, bytes: 0 } : await readBody(response, asker.bytes);
  return { value, bytes, next: next === undefined ? undefined : resolveWithin(asker.api, next, address, "a next page") };
}

function findNextPage(link: string): string | undefined {
  return /<([^<>]*)>;\s*rel="?next"?/i.exec(link)?.[1];
}

/** Where GitHub is in trouble, or the token is wrong, the status says it all. Other refusals must be in GitHub's own words. */
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

/** A text of an answer, which may repeat what was sent. */
export function hideToken(text: string, token: string): string {
  return text.replaceAll(token, "***");
}
