import { remembered } from "../model/remembered.ts";
import { isRefusal, SilenceError, UnusableAnswerError } from "./answer-error.ts";
import { findApi } from "./api.ts";
import { exchange, type Question } from "./exchange.ts";
import type { RunContext } from "./run-context.ts";
import { listShape, optional, record, type Shape, text } from "./shape.ts";
import { formatSeconds } from "./silence.ts";
import { waitBefore } from "./waiting.ts";
import { type Answer, hideToken } from "./wall.ts";

/** GitHub's API with one token, for one conversation: answers are validated, and all requests together have a time limit. */
export interface Client {
  readonly get: <Value>(path: string, shape: Shape<Value>) => Promise<Value>;
  /** Returns the items of all pages; only those to keep are held in memory. */
  readonly list: <Value>(path: string, shape: Shape<Value>, keep?: (item: Value) => boolean) => Promise<Value[]>;
  readonly write: <Value>(method: "POST" | "PATCH", path: string, body: unknown, shape: Shape<Value>) => Promise<Value>;
  /** Removes something; it is not an error if a simultaneous run has already removed it. */
  readonly remove: (path: string) => Promise<void>;
  /** Returns the login of the token's account. */
  readonly ownLogin: () => Promise<string>;
  /** Takes the login from the answer to a write, which saves a request. */
  readonly learnLogin: (author: { readonly login: string } | undefined) => void;
}

/** The limits of a conversation. */
export interface Limits {
  /**
   * The time for one answer, in milliseconds. GitHub itself stops after ten seconds:
   * https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#timeouts
   */
  readonly answer: number;
  /** The time for all requests and pauses, in milliseconds. */
  readonly conversation: number;
  /**
   * The pause between two writes, in milliseconds:
   * https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#pause-between-mutative-requests
   */
  readonly pause: number;
  /** The maximum size of one answer, and of all answers together. */
  readonly bytes: number;
  readonly allBytes: number;
  /** The maximum number of pages in a list. */
  readonly pages: number;
}

export const commonLimits: Limits = {
  answer: 10_000,
  conversation: 30_000,
  pause: 1000,
  bytes: 10 * 1024 ** 2,
  allBytes: 64 * 1024 ** 2,
  pages: 100,
};

/** Limits for up to fifty writes, one per second. */
export const limitsForManyWrites: Limits = { ...commonLimits, conversation: 90_000 };

/** Opens GitHub's API for one conversation; its time starts now. */
export function openClient(token: string, limits = commonLimits): Client {
  const api = findApi(process.env);
  const session = findSession(token);
  const ask = openLine(token, limits);
  const addressOf = (path: string) => new URL(path, api.rest);
  const write = async (question: Question) => ask(question, session);
  return {
    get: async (path, shape) => shape((await ask({ method: "GET", address: addressOf(path) })).value, ""),
    list: (path, shape, keep = () => true) => listPages(ask, addressOf(path), limits, shape, keep),
    write: async (method, path, body, shape) => shape((await write({ method, address: addressOf(path), body })).value, ""),
    remove: async (path) => {
      try {
        await write({ method: "DELETE", address: addressOf(path) });
      } catch (error) {
        if (!isRefusal(error, 404)) throw error;
      }
    },
    ownLogin: async () => {
      session.login ??= await askLogin(ask, api.graphql, token);
      return session.login;
    },
    learnLogin: (author) => {
      if (author) session.login = author.login;
    },
  };
}

/** Returns the start of the API paths for a repository. */
export function buildRepositoryPath({ owner, repo }: RunContext): string {
  return `repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`;
}

/** The state that the conversations of a run share. */
interface Session {
  login: string | undefined;
  /** The earliest time for the next write, on the clock of the process. */
  nextWrite: number;
}

const findSession = remembered((_token): Session => ({ login: undefined, nextWrite: 0 }));

/** Sends a request. A write passes the session, and waits for the pause between writes. */
type Ask = (question: Question, session?: Session) => Promise<Answer>;

/** Sends requests one after another, and repeats those that GitHub has postponed or interrupted, until the time is over. */
function openLine(token: string, limits: Limits): Ask {
  // Fetch would quote a token that cannot be sent in its error.
  if (!/^[\x21-\x7e]+$/.test(token)) throw new SilenceError("the token has characters that cannot be sent", { isPassing: false });
  const asker = { api: findApi(process.env), token, bytes: limits.bytes };
  const end = performance.now() + limits.conversation;
  let bytes = 0;
  const wait = async (milliseconds: number, reason: unknown) => {
    if (performance.now() + milliseconds >= end) throw reason;
    await new Promise((done) => setTimeout(done, milliseconds));
  };
  const lateError = () => new SilenceError(`more than ${formatSeconds(limits.conversation)} in all`, { isPassing: false });
  const askOnce = async (question: Question) => {
    const left = end - performance.now();
    if (left <= 0) throw lateError();
    const answer = await exchange(asker, question, Math.min(limits.answer, left));
    bytes += answer.bytes;
    if (bytes > limits.allBytes)
      throw new UnusableAnswerError(`GitHub's API answered with more than ${limits.allBytes / 1024 ** 2} MiB in all`);
    return answer;
  };
  return async (question, session) => {
    if (session) await wait(Math.max(0, session.nextWrite - performance.now()), lateError());
    for (let tried = 1; ; tried++) {
      if (session) session.nextWrite = performance.now() + limits.pause;
      try {
        return await askOnce(question);
      } catch (error) {
        const pause = waitBefore(error, tried);
        if (pause === undefined) throw error;
        await wait(pause, error);
      }
    }
  };
}

async function listPages<Value>(
  ask: Ask,
  first: URL,
  limits: Limits,
  shape: Shape<Value>,
  keep: (item: Value) => boolean,
): Promise<Value[]> {
  const kept: Value[] = [];
  const seen = new Set<string>();
  for (let address: URL | undefined = first; address; ) {
    if (seen.has(address.href)) throw new UnusableAnswerError("GitHub's API named the same page twice");
    if (seen.size === limits.pages) throw new UnusableAnswerError(`GitHub's API named more than ${limits.pages} pages`);
    seen.add(address.href);
    const { value, next }: Answer = await ask({ method: "GET", address });
    for (const item of listShape(shape)(value, "")) if (keep(item)) kept.push(item);
    address = next;
  }
  return kept;
}

const viewerAnswer = record({
  data: optional(record({ viewer: optional(record({ login: text })) })),
  errors: optional(listShape(record({ message: text }))),
});

/** `GET /user` refuses the tokens of Actions and of apps; this query does not. */
async function askLogin(ask: Ask, address: URL, token: string): Promise<string> {
  try {
    const { value } = await ask({ method: "POST", address, body: { query: "query { viewer { login } }" } });
    const { data, errors } = viewerAnswer(value, "");
    if (data?.viewer) return data.viewer.login;
    const reason = errors?.[0] ? `: ${hideToken(errors[0].message, token)}` : "";
    throw new UnusableAnswerError(`GitHub's API does not say which account the token belongs to${reason}`);
  } catch (error) {
    // Only a refusal identifies the Actions account. After other errors, our own comments would not be recognized and be written twice.
    if (isRefusal(error, 401, 403, 404)) return "github-actions[bot]";
    throw error;
  }
}
