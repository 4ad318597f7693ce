import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { runStep, type StepResult } from "./action-runner.ts";
import { type Contexts, holds, interpolated } from "./expressions.ts";
import type { GitHubServer } from "./github-server.ts";
import { git } from "./history.ts";

/** What makes a workflow run, and on what. */
export interface Run {
  readonly event: { readonly name: string; readonly payload: unknown };
  /** A repository whose current branch is what the event is about. */
  readonly origin: string;
  readonly github: GitHubServer;
  /** A directory that holds the artifacts of all runs. */
  readonly artifacts: string;
  /** True where GitHub grants no more than reading, whatever the workflow asks for. */
  readonly isFork?: boolean;
}

export interface RunResult {
  readonly conclusion: "success" | "failure" | "skipped";
  /** The steps of our Action, in order. */
  readonly steps: readonly StepResult[];
  /** The other actions that were used, such as `actions/checkout`. */
  readonly used: readonly string[];
}

interface Job {
  readonly if?: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly steps: readonly StepFile[];
}

interface StepFile {
  readonly id?: string;
  readonly if?: string;
  readonly uses: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly "continue-on-error"?: boolean;
}

interface State extends Run {
  readonly workspace: string;
  readonly temp: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly results: StepResult[];
}

/** Runs the one job of a workflow as GitHub's runner does: conditions and expressions by GitHub's own evaluator, the real action.yml; other actions in miniature. */
export async function runWorkflow(text: string, run: Run): Promise<RunResult> {
  const workflow = parse(text);
  if (!(run.event.name in triggersOf(workflow.on))) return { conclusion: "skipped", steps: [], used: [] };
  const [job, ...others]: Job[] = Object.values(workflow.jobs);
  if (!job || others.length > 0) throw new Error("The workflow has not one job");
  const place = mkdtempSync(join(tmpdir(), "job-"));
  const state: State = { ...run, workspace: join(place, "work"), temp: join(place, "temp"), permissions: job.permissions, results: [] };
  mkdirSync(state.workspace);
  mkdirSync(state.temp);
  grant(state);
  try {
    return await runJob(job, state);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** The workflows that a page of the documentation shows, by path. */
export function workflowsIn(page: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [, text = "", path = ""] of page.matchAll(/^```yaml\n(# (\.github\/workflows\/\S+)\n[\s\S]*?)^```$/gm)) {
    found.set(path, [...(found.get(path) ?? []), text]);
  }
  return found;
}

async function runJob(job: Job, state: State): Promise<RunResult> {
  const steps: Record<string, unknown> = {};
  const contexts: Contexts = {
    github: { event: state.event.payload, event_name: state.event.name, token: "ghs_secret", repository: "acme/platform" },
    runner: { temp: state.temp },
    steps,
  };
  if (!holds(job.if, contexts, { isFailed: false })) return { conclusion: "skipped", steps: [], used: [] };
  let isFailed = false;
  const used: string[] = [];
  for (const step of job.steps) {
    if (!holds(step.if, contexts, { isFailed })) continue;
    const inputs = Object.entries(step.with ?? {}).map(([name, value]) => [name, interpolated(String(value), contexts)] as const);
    const { ok, outputs } = await runAction(step.uses, Object.fromEntries(inputs), state);
    const [name = ""] = step.uses.split("@");
    used.push(name);
    if (step.id) steps[step.id] = { outputs, outcome: ok ? "success" : "failure" };
    if (!ok && !step["continue-on-error"]) isFailed = true;
  }
  return { conclusion: isFailed ? "failure" : "success", steps: state.results, used };
}

interface ActionResult {
  readonly ok: boolean;
  readonly outputs: Readonly<Record<string, string | undefined>>;
}

type Values = Readonly<Record<string, string>>;

async function runAction(uses: string, inputs: Values, state: State): Promise<ActionResult> {
  const [name] = uses.split("@");
  if (name === "istio-preflight/istio-preflight" || name === "./") return runOurs(inputs, state);
  if (name === "actions/checkout") return checkOut(inputs, state);
  if (name === "actions/upload-artifact") return upload(inputs, state);
  if (name === "actions/download-artifact") return download(inputs, state);
  if (name === "github/codeql-action/upload-sarif")
    return { ok: may(state, "security-events") && existsSync(inputs.sarif_file ?? ""), outputs: {} };
  throw new Error(`The runner does not know ${uses}`);
}

async function runOurs(inputs: Values, { workspace, event, github, temp, results }: State): Promise<ActionResult> {
  const isChange = event.name.startsWith("pull_request");
  const sha = existsSync(join(workspace, ".git")) ? git(workspace, "rev-parse", "HEAD") : "c0ffee254729296a45a3885639ac7e10f9d5497c";
  const environment = { RUNNER_TEMP: temp, GITHUB_REF: isChange ? "refs/pull/7/merge" : "refs/heads/main" };
  const result = await runStep({ workspace, event, with: inputs, token: "ghs_secret", apiUrl: github.url, sha, environment });
  results.push(result);
  return { ok: result.code === 0, outputs: { ...result.outputs, report: result.reportFile } };
}

function checkOut({ "fetch-depth": depth = "1", "persist-credentials": persist }: Values, { workspace, origin }: State): ActionResult {
  if (persist !== "false") throw new Error("The checkout would leave its token behind");
  git(workspace, "clone", "--quiet", ...(depth === "0" ? [] : ["--depth", depth]), `file://${origin}`, ".");
  return { ok: true, outputs: {} };
}

function upload({ name = "artifact", path = "" }: Values, { artifacts }: State): ActionResult {
  mkdirSync(join(artifacts, name), { recursive: true });
  cpSync(path, join(artifacts, name, basename(path)));
  return { ok: true, outputs: {} };
}

function download({ name = "", path = "" }: Values, state: State): ActionResult {
  const artifact = join(state.artifacts, name);
  const ok = existsSync(artifact) && state.permissions.actions === "read";
  if (ok) cpSync(artifact, path, { recursive: true });
  return { ok, outputs: {} };
}

/** GitHub's answer to what a job asks for. */
function grant(state: State): void {
  const needed = state.event.name === "schedule" || state.event.name === "workflow_dispatch" ? "issues" : "pull-requests";
  state.github.access = may(state, needed) ? "write" : "read";
  writeFileSync(join(state.temp, ".keep"), "");
}

function may({ permissions, isFork }: State, permission: string): boolean {
  return !isFork && permissions[permission] === "write";
}

function triggersOf(on: unknown): Record<string, unknown> {
  return typeof on === "string" ? { [on]: null } : (on as Record<string, unknown>);
}
