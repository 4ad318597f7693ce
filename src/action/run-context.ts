import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/** The GitHub context of a run: the data for links and comments. */
export interface RunContext {
  readonly owner: string;
  readonly repo: string;
  readonly serverUrl: string;
  /** The commit for links: the head of the pull request, or the commit of the run on other events. */
  readonly sha: string;
  /** The number of the pull request that the run is for. */
  readonly pullRequest: number | undefined;
  /** True if no change triggered the run: on a schedule, or by hand. */
  readonly isAudit: boolean;
}

/** Reads the runner's environment; undefined outside GitHub. `sha` is the commit for links if it is not the commit of the event. */
export function runContext(environment: NodeJS.ProcessEnv, sha?: string): RunContext | undefined {
  const [owner, repo] = (environment.GITHUB_REPOSITORY ?? "").split("/");
  if (!owner || !repo) return undefined;
  const isPullRequest = ["pull_request", "pull_request_target"].includes(environment.GITHUB_EVENT_NAME ?? "");
  const pull = isPullRequest ? pullRequest(environment.GITHUB_EVENT_PATH) : undefined;
  return {
    owner,
    repo,
    serverUrl: environment.GITHUB_SERVER_URL ?? "https://github.com",
    sha: sha ?? pull?.sha ?? environment.GITHUB_SHA ?? "HEAD",
    pullRequest: pull?.number,
    isAudit: ["schedule", "workflow_dispatch"].includes(environment.GITHUB_EVENT_NAME ?? ""),
  };
}

/** Returns the web address of a line; `prefix` is the path from the root of the repository to the working directory. */
export function buildLineAddress(context: RunContext, prefix: string, file: string, line: number): string {
  const path = `${prefix}${file}`.split("/").map(encodeURIComponent).join("/");
  return `${context.serverUrl}/${context.owner}/${context.repo}/blob/${context.sha}/${path}#L${line}`;
}

/** Returns the path from the root of the repository to a directory: empty, or ending with a slash. */
export function findRepositoryPrefix(directory: string): string {
  for (let root = directory; ; root = dirname(root)) {
    if (existsSync(join(root, ".git"))) {
      const way = relative(root, directory).split(sep).join("/");
      return way === "" ? "" : `${way}/`;
    }
    if (root === dirname(root)) return "";
  }
}

function pullRequest(eventPath: string | undefined): { number: number; sha: string } | undefined {
  if (!eventPath || !existsSync(eventPath)) return undefined;
  const { pull_request: pull } = JSON.parse(readFileSync(eventPath, "utf8"));
  return Number.isInteger(pull?.number) && typeof pull?.head?.sha === "string" ? { number: pull.number, sha: pull.head.sha } : undefined;
}
