import { resolveCommitId, type Since } from "../git/commit.ts";
import { type RunEvent, readEventText } from "./event.ts";

/**
 * Finds the commit before the event's change: the base of a pull request or a merge group, or the commit before a push; undefined if none.
 */
export async function findBase(event: RunEvent, cwd: string): Promise<Since | undefined> {
  const { name } = event;
  if (name === "pull_request" || name === "pull_request_target") return pullRequestBase(event, cwd);
  if (name === "merge_group") return makeSince(readEventText(event, "merge_group", "base_sha"), undefined);
  return name === "push" ? pushBase(event, cwd) : undefined;
}

/**
 * Returns the commit whose configuration is used on events that run with the permissions of the repository. It must not be the
 * proposed commit, which may come from an outside contributor. If the event does not name a commit, returns an empty string, which
 * no commit has as its id.
 */
export function findTrustedCommit(event: RunEvent): string | undefined {
  if (event.name === "pull_request_target") return readEventText(event, "pull_request", "base", "sha") ?? event.sha ?? "";
  return event.name === "workflow_run" ? (event.sha ?? "") : undefined;
}

/** GitHub checks out a merge of the pull request with its base, which may be newer than the base in the payload. */
async function pullRequestBase(event: RunEvent, cwd: string): Promise<Since | undefined> {
  const branch = readEventText(event, "pull_request", "base", "ref");
  const head = readEventText(event, "pull_request", "head", "sha");
  const isMerge = head !== undefined && (await resolveCommitId(cwd, "HEAD^2")) === head;
  return makeSince(isMerge ? "HEAD^1" : readEventText(event, "pull_request", "base", "sha"), branch);
}

/**
 * Returns the commit before a push. For a new branch, or if that commit is gone from the repository, returns the default branch,
 * to compare with the commit that both have in common.
 */
async function pushBase(event: RunEvent, cwd: string): Promise<Since | undefined> {
  const before = readEventText(event, "before") ?? "";
  const isNew = /^0*$/.test(before);
  if (!isNew && (await resolveCommitId(cwd, before)) !== undefined) return makeSince(before, undefined);
  const main = readEventText(event, "repository", "default_branch");
  const ref = readEventText(event, "ref") ?? "";
  if (main !== undefined && ref.startsWith("refs/heads/") && ref !== `refs/heads/${main}`) return makeSince(`origin/${main}`, main);
  return isNew ? undefined : makeSince(before, undefined);
}

function makeSince(ref: string | undefined, name: string | undefined): Since | undefined {
  return ref === undefined ? undefined : { ref, name };
}
