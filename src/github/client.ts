import { getOctokit } from "@actions/github";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import type { RunContext } from "./run-context.ts";

/** GitHub's API with one token, at the address that the environment names. */
export type Client = ReturnType<typeof openClient>;

/**
 * Opens GitHub's API. What GitHub puts off (429, a secondary limit) or fails at (5xx) is tried again after the time that
 * it names, as long as the run's patience lasts.
 */
export function openClient(token: string) {
  const deadline = Date.now() + patience;
  const isWorthWaiting = (seconds: number, _: unknown, __: unknown, tried: number) =>
    tried < attempts && Date.now() + seconds * 1000 < deadline;
  const request = { signal: AbortSignal.timeout(patience) };
  const throttle = { onRateLimit: isWorthWaiting, onSecondaryRateLimit: isWorthWaiting };
  return getOctokit(token, { request, retry: { retries: attempts, doNotRetry: final }, throttle }, retry, throttling);
}

const attempts = 3;

/** What stays as it is when it is asked for again; how long limits last is the throttling's to decide. */
const final = [400, 401, 403, 404, 410, 422, 429, 451];

/** For all that is asked of GitHub in one run, in milliseconds. */
const patience = 120_000;

/** Who the token is: `GET /user` refuses the tokens of Actions and of apps, this does not. */
export async function ownLogin(client: Client): Promise<string> {
  try {
    const { viewer } = await client.graphql<{ viewer: { login: string } }>("query { viewer { login } }");
    return viewer.login;
  } catch {
    return "github-actions[bot]";
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

function isRefusal(error: unknown, ...statuses: readonly number[]): boolean {
  return error instanceof Error && "status" in error && statuses.some((status) => status === error.status);
}
