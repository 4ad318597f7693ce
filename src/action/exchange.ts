import { HttpClient } from "@actions/http-client";
import { Agent, type Dispatcher } from "undici";
import { RefusedError, UnusableAnswerError } from "./answer-error.ts";
import type { Api } from "./api.ts";
import { describeSilence } from "./silence.ts";
import { type Answer, type Asker, openWall, type Way } from "./wall.ts";

/** A request to GitHub's API. */
export interface Question {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly address: URL;
  readonly body?: unknown;
}

/** Sends a request to GitHub's API with Octokit. Rejects with a `RefusedError`, a `SilenceError` or an `UnusableAnswerError`. */
export async function exchange(asker: Asker, question: Question, milliseconds: number): Promise<Answer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), milliseconds);
  let dispatcher: Dispatcher | undefined;
  try {
    dispatcher = openDispatcher(asker.api);
    return await ask(asker, question, { dispatcher, signal: abort.signal });
  } catch (error) {
    // Octokit wraps the errors of its `fetch` in its own.
    const reason = error instanceof Error && error.cause ? error.cause : error;
    if (reason instanceof RefusedError || reason instanceof UnusableAnswerError) throw reason;
    throw describeSilence(reason, abort.signal.aborted ? milliseconds : undefined);
  } finally {
    clearTimeout(timer);
    // Open connections, such as one to a proxy that does not answer, would keep the process from ending.
    dispatcher?.destroy().catch(() => undefined);
  }
}

/** Uses the runner's proxy if it has one. */
function openDispatcher({ rest }: Api): Dispatcher {
  return new HttpClient().getAgentDispatcher(rest.href) ?? new Agent();
}

async function ask(asker: Asker, { method, address, body }: Question, way: Way): Promise<Answer> {
  // Imported late, because it reads the runner's environment when it is loaded.
  const { getOctokit } = await import("@actions/github");
  const octokit = getOctokit(asker.token, {
    baseUrl: asker.api.rest.href,
    userAgent: "istio-preflight",
    request: { fetch: openWall(asker, way), parseSuccessResponseBody: false },
  });
  // Octokit would treat a plain address as a template.
  const { data } = await octokit.request({ method, url: "{+address}", address: address.href, data: body });
  return data;
}
