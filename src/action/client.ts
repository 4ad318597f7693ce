import { remembered } from "../model/remembered.ts";
import { isRefusal, SilenceError, UnusableAnswerError } from "./answer-error.ts";
import { findApi } from "./api.ts";
import { exchange, type Question } from "./exchange.ts";
import type { RunContext } from "./run-context.ts";
import { listShape, optional, record, type Shape, text } from "./shape.ts";
import { formatSeconds } from "./silence.ts";
import { waitBefore } from "./waiting.ts";
import { type Answer, hideToken } from "./wall.ts";

/** GitHub's API with one token, for one conversation: what is read has been checked, and all of it together takes a bounded time. */
export interface Client {
  readonly get: <Value>(path: string, shape: Shape<Value>) => Promise<Value>;
  /** All pages, of which only what is to be kept is held in memory. */
  readonly list: <Value>(path: string, shape: Shape<Value>, keep?: (item: Value) => boolean) => Promise<Value[]>;
  readonly write: <Value>(method: "POST" | "PATCH", path: string, body: unknown, shape: Shape<Value>) => Promise<Value>;
  /** Takes something away that another run at the same time may have taken away already. */
  readonly remove: (path: string) => Promise<void>;
  /** The login of the token. */
  readonly ownLogin: () => Promise<string>;
  /** Takes the login from an answer to something written, which saves asking. */
  readonly learnLogin: (author: { readonly login: string } | undefined) => void;
}

/** The bounds of a conversation. */
export interface Limits {
  /** For one answer, in milliseconds. GitHub itself gives up after ten seconds: https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#timeouts */
  readonly answer: number;
  /** For all that is asked and waited for, in milliseconds. */
  readonly conversation: number;
  /** Between two writes, in milliseconds: https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#pause-between-mutative-requests */
  readonly pause: number;
  /** The most bytes of one answer, and of all together. */
  readonly bytes: number;
  readonly allBytes: number;
  /** The most pages of a list. */
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

/** For up to fifty writes, one a second. */
export const limitsForManyWrites: Limits = { ...commonLimits, conversation: 90_000 };

/** Opens GitHub's API for one conversation, which begins now. */
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

/** Begins the path of what belongs to a repository. */
export function repositoryPath({ owner, repo }: RunContext): string {
  return `repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`;
}

/** What the conversations of a run share. */
interface Session {
  login: string | undefined;
  /** When something may be written again, by the clock of the process. */
  nextWrite: number;
}

const findSession = remembered((_token): Session => ({ login: undefined, nextWrite: 0 }));

/** Asks something; what writes names the session, and waits for its turn. */
type Ask = (question: Question, session?: Session) => Promise<Answer>;

/** Asks one thing after the other, and again what GitHub has put off or broken off, until the time is over. */
function openLine(token: string, limits: Limits): Ask {
  // Fetch would quote it where it cannot be sent.
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

/** `GET /user` refuses the tokens of Actions and of apps, this does not. */
async function askLogin(ask: Ask, address: URL, token: string): Promise<string> {
  try {
    const { value } = await ask({ method: "POST", address, body: { query: "query { viewer { login } }" } });
    const { data, errors } = viewerAnswer(value, "");
    if (data?.viewer) return data.viewer.login;
    const reason = errors?.[0] ? `: ${hideToken(errors[0].message, token)}` : "";
    throw new UnusableAnswerError(`GitHub's API does not say which account the token belongs to${reason}`);
  } catch (error) {
    // A fault is no answer: taking it for one would mean not to know one's own texts, and to write them again.
    if (isRefusal(error, 401, 403, 404)) return "github-actions[bot]";
    throw error;
  }
}
