import { existsSync, lstatSync, readFileSync } from "node:fs";
import { UsageError } from "../model/usage-error.ts";
import { buildRepositoryPath, type Client } from "./client.ts";
import { type RunEvent, readEventText } from "./event.ts";
import type { Received } from "./inputs.ts";
import { receivedLimit } from "./received-report.ts";
import type { RunContext } from "./run-context.ts";
import { id, optional, record, text } from "./shape.ts";

/** The run whose report is shown, as GitHub describes it: no field comes from the report. */
export interface Relay {
  /** The commit of the run, which is the head of a pull request, and its branch and repository. */
  readonly sha: string;
  readonly branch: string;
  /** `owner/name`; undefined if the repository was deleted. */
  readonly repository: string | undefined;
}

/** Reads the run that triggered a `workflow_run`. Throws a `UsageError` unless it is allowed to write the report. */
export function readRelay(event: RunEvent, repository: string | undefined, { workflow }: Received): Relay {
  if (event.name !== "workflow_run") refuse(`the event is ${event.name || "unknown"}, not workflow_run`);
  const its = (...path: readonly string[]) => readEventText(event, "workflow_run", ...path);
  if (its("event") !== "pull_request") refuse("the other run was not for a pull request");
  if (!repository || its("repository", "full_name") !== repository) refuse("the other run was in another repository");
  // The name of a workflow proves nothing: a fork can use any name that `workflows:` lists.
  const path = its("path");
  if (path !== workflow && !path?.startsWith(`${workflow}@refs/`)) refuse(`the other run was not of ${workflow} (report-workflow)`);
  const [sha, branch] = [its("head_sha"), its("head_branch")];
  if (!sha || !/^[0-9a-f]{40,64}$/.test(sha) || !branch) return refuse("the event does not name the commit of the other run");
  return { sha, branch, repository: its("head_repository", "full_name") };
}

/** Reads the bytes of the report from the downloaded file. */
export function readReceived({ file }: Received): Uint8Array {
  const status = existsSync(file) ? lstatSync(file) : undefined;
  if (!status) throw new UsageError("The input report-file names no file. Did the other run upload its report?");
  // The file comes from an archive that may have been created by an outside contributor.
  if (!status.isFile() || status.size > receivedLimit) {
    throw new UsageError(`The input report-file must name a plain file of up to ${receivedLimit / 1024 ** 2} MiB.`);
  }
  return readFileSync(file);
}

const pull = record({ number: id, head: record({ sha: text, repo: optional(record({ full_name: text })) }) });

/** Finds the open pull request whose head is the commit of the other run; rejects if none exists, or more than one. */
export async function findPullRequest(client: Client, context: RunContext, relay: Relay): Promise<number> {
  const { sha, branch, repository } = relay;
  if (repository === undefined) throw new Error("the repository of the pull request is gone.");
  const query = new URLSearchParams({ state: "open", head: `${repository.split("/")[0]}:${branch}`, per_page: "100" });
  const [found, ...others] = await client.list(`${buildRepositoryPath(context)}/pulls?${query}`, pull, ({ head }) => {
    return head.sha === sha && head.repo?.full_name === repository;
  });
  if (!found) throw new Error(`no open pull request has ${sha.slice(0, 7)} as its head any more.`);
  if (others.length > 0) throw new Error(`several open pull requests have ${sha.slice(0, 7)} as their head.`);
  return found.number;
}

function refuse(why: string): never {
  throw new UsageError(`The report of another run cannot be shown: ${why}.`);
}
