import { getOctokit } from "@actions/github";
import { throttling } from "@octokit/plugin-throttling";
import { remembered } from "../model/remembered.ts";
import type { RunContext } from "./run-context.ts";
import { isRefusal, waitBefore } from "./waiting.ts";

/** GitHub's API with one token, at the address that the environment names. */
export type Client = ReturnType<typeof openClient>;

/**
 * Opens GitHub's API. What GitHub puts off (429, a secondary limit) or fails at (5xx) is tried again after the time that
 * it names, as long as the run's patience lasts.
 */
export const openClient = remembered((token: string) => {
  // It spaces what is written as GitHub wants it; when to ask again is the other's to decide.
  const throttle = { onRateLimit: () => false, onSecondaryRateLimit: () => false };
  return getOctokit(token, { throttle }, patient, throttling);
});

/** Asks again what GitHub has not refused for good, and stops everything where patience ends. */
function patient({ hook }: Parameters<typeof throttling>[0]): object {
  const deadline = Date.now() + patience;
  const signal = AbortSignal.timeout(patience);
  hook.wrap("request", async (send, options) => {
    // As an option of the client it would take the place of the way through the runner's proxy; other options than these are not looked at.
    Object.assign(options.request, { signal });
    for (let tried = 1; ; tried++) {
      try {
        return await send(options);
      } catch (error) {
        const wait = waitBefore(error, tried);
        if (wait === undefined || signal.aborted || Date.now() + wait >= deadline) throw error;
        await new Promise((done) => setTimeout(done, wait));
      }
    }
  });
  return {};
}

/** For all that is asked of GitHub in one run, in milliseconds. */
const patience = 120_000;

const logins = new WeakMap<Client, string>();

/** Who the token is: `GET /user` refuses the tokens of Actions and of apps, this does not. */
export async function ownLogin(client: Client): Promise<string> {
  const login = logins.get(client) ?? (await askLogin(client));
  logins.set(client, login);
  return login;
}

/** Takes from an answer to something written who has written it, which then need not be asked. */
export function learnLogin(client: Client, author: { readonly login: string } | null | undefined): void {
  if (author) logins.set(client, author.login);
}

async function askLogin(client: Client): Promise<string> {
  try {
    const { viewer } = await client.graphql<{ viewer: { login: string } }>("query { viewer { login } }");
    return viewer.login;
  } catch (error) {
    // A fault is no answer: whoever took it for one would not know what is their own, and write it again.
    if (isRefusal(error, 401, 403, 404)) return "github-actions[bot]";
    throw error;
  }
}

/**
 * Whether a commit is still the head of its pull request: where it is not, a later run has the last word. Whoever may not
 * ask takes it for the head.
 */
export async function isHead({ rest }: Client, { owner, repo, sha }: RunContext, pullRequest: number): Promise<boolean> {
  try {
    const { data } = await rest.pulls.get({ owner, repo, pull_number: pullRequest });
    return data.head.sha === sha;
  } catch (error) {
    if (isRefusal(error, 403, 404)) return true;
    throw error;
  }
}

/** Takes something away that somebody else, such as a run at the same time, may have taken away already. */
export async function unlessGone(removal: Promise<unknown>): Promise<void> {
  try {
    await removal;
  } catch (error) {
    if (!isRefusal(error, 404)) throw error;
  }
}
