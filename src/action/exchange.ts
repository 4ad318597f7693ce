import { HttpClient } from "@actions/http-client";
import { Agent, type Dispatcher } from "undici";
import { RefusedError, UnusableAnswerError } from "./answer-error.ts";
import type { Api } from "./api.ts";
import { describeSilence } from "./silence.ts";
import { type Answer, type Asker, openWall, type Way } from "./wall.ts";

/** One request. */
export interface Question {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly address: URL;
  readonly body?: unknown;
}

/** Asks GitHub's API by Octokit, behind the wall. Rejects with a `RefusedError`, a `SilenceError` or an `UnusableAnswerError`. */
export async function exchange(asker: Asker, question: Question, milliseconds: number): Promise<Answer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), milliseconds);
  let dispatcher: Dispatcher | undefined;
  try {
    dispatcher = openDispatcher(asker.api);
    return await ask(asker, question, { dispatcher, signal: abort.signal });
  } catch (error) {
    // Octokit says in words of its own what the wall has thrown.
    const reason = error instanceof Error && error.cause ? error.cause : error;
    if (reason instanceof RefusedError || reason instanceof UnusableAnswerError) throw reason;
    throw describeSilence(reason, abort.signal.aborted ? milliseconds : undefined);
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

async function ask(asker: Asker, { method, address, body }: Question, way: Way): Promise<Answer> {
  // It reads the runner's environment as it is loaded.
  const { getOctokit } = await import("@actions/github");
  const octokit = getOctokit(asker.token, {
    baseUrl: asker.api.rest.href,
    userAgent: "istio-preflight",
    request: { fetch: openWall(asker, way), parseSuccessResponseBody: false },
  });
  // An address by itself would be taken for a template.
  const { data } = await octokit.request({ method, url: "{+address}", address: address.href, data: body });
  return data;
}
