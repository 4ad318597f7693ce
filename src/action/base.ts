import { commitId, type Since } from "../git/commit.ts";
import { type RunEvent, textAt } from "./event.ts";

/** Where the change of an event began: the base of a pull request or a merge group, what a push was made on; undefined where nothing is. */
export async function findBase(event: RunEvent, cwd: string): Promise<Since | undefined> {
  const { name } = event;
  if (name === "pull_request" || name === "pull_request_target") return pullRequestBase(event, cwd);
  if (name === "merge_group") return since(textAt(event, "merge_group", "base_sha"), undefined);
  return name === "push" ? pushBase(event, cwd) : undefined;
}

/**
 * The commit whose configuration counts, on events that run with the rights of the repository whatever the checkout is of:
 * it must not be the one that a stranger proposes. Empty where the event does not tell, which no commit is named.
 */
export function trustedCommit(event: RunEvent): string | undefined {
  if (event.name === "pull_request_target") return textAt(event, "pull_request", "base", "sha") ?? event.sha ?? "";
  return event.name === "workflow_run" ? (event.sha ?? "") : undefined;
}

/** GitHub checks out a merge of the pull request with its base, which may be further than the payload says. */
async function pullRequestBase(event: RunEvent, cwd: string): Promise<Since | undefined> {
  const branch = textAt(event, "pull_request", "base", "ref");
  const head = textAt(event, "pull_request", "head", "sha");
  const isMerge = head !== undefined && (await commitId(cwd, "HEAD^2")) === head;
  return since(isMerge ? "HEAD^1" : textAt(event, "pull_request", "base", "sha"), branch);
}

/** What a push was made on; where that is nothing, or gone from the repository, what the branch has in common with the default one. */
async function pushBase(event: RunEvent, cwd: string): Promise<Since | undefined> {
  const before = textAt(event, "before") ?? "";
  const isNew = /^0*$/.test(before);
  if (!isNew && (await commitId(cwd, before)) !== undefined) return since(before, undefined);
  const main = textAt(event, "repository", "default_branch");
  const ref = textAt(event, "ref") ?? "";
  if (main !== undefined && ref.startsWith("refs/heads/") && ref !== `refs/heads/${main}`) return since(`origin/${main}`, main);
  return isNew ? undefined : since(before, undefined);
}

function since(ref: string | undefined, name: string | undefined): Since | undefined {
  return ref === undefined ? undefined : { ref, name };
}
