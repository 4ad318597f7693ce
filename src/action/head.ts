import { isRefusal } from "./answer-error.ts";
import { buildRepositoryPath, type Client } from "./client.ts";
import type { RunContext } from "./run-context.ts";
import { record, text } from "./shape.ts";

const pullRequest = record({ head: record({ sha: text }) });

/**
 * Checks whether a commit is still the head of its pull request; if it is not, a later run updates the pull request. Returns true
 * if the token may not read that.
 */
export async function isHead(client: Client, context: RunContext, number: number): Promise<boolean> {
  try {
    const { head } = await client.get(`${buildRepositoryPath(context)}/pulls/${number}`, pullRequest);
    return head.sha === context.sha;
  } catch (error) {
    if (isRefusal(error, 403, 404)) return true;
    throw error;
  }
}
