import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { setFlagsFromString } from "node:v8";
import packageFile from "../package.json" with { type: "json" };
import { policies } from "../policies/index.ts";
import { updateAuditIssue } from "./action/audit-issue.ts";
import { type Change, compareChange, defaultKustomize, openScene } from "./action/changes.ts";
import { showCheckRun, type Verdict } from "./action/check-run.ts";
import { openChecks } from "./action/checks.ts";
import { type Client, limitsForManyWrites, openClient } from "./action/client.ts";
import { updateComment } from "./action/comment.ts";
import { openConversation } from "./action/conversation.ts";
import { type RunEvent, readEvent } from "./action/event.ts";
import { type Inputs, readInputs } from "./action/inputs.ts";
import { openIssues } from "./action/issues.ts";
import { jobSummary } from "./action/job-summary.ts";
import { receivedReport } from "./action/received-report.ts";
import { refusalText } from "./action/refusal.ts";
import { findPullRequest, type Relay, readReceived, readRelay } from "./action/relay.ts";
import { fromRepositoryRoot } from "./action/repository-paths.ts";
import { openReview } from "./action/review.ts";
import { lineAddress, type RunContext, repositoryPrefix, runContext } from "./action/run-context.ts";
import type { ReportView } from "./action/scope.ts";
import { updateSuggestions } from "./action/suggestions.ts";
import { leadsOut } from "./files/links.ts";
import { markChecked } from "./files/programs/checked-directories.ts";
import { exitOnSignals } from "./files/programs/live.ts";
import { writeOutput } from "./files/writing/output.ts";
import { isFailure, type Report } from "./model/report.ts";
import { UsageError, type WrongPlace } from "./model/usage-error.ts";
import { type Checked, check } from "./pipeline/lint.ts";
import { clip, workflowCommand } from "./report/escape.ts";
import type { PlaceLink } from "./report/finding-markdown.ts";
import { githubReport } from "./report/github.ts";
import { jsonReport } from "./report/json.ts";
import { sarifReport } from "./report/sarif.ts";
import { textReport } from "./report/text.ts";

type Core = typeof import("@actions/core");

const longestMessage = 4000;
const longestStack = 3500;

const workspace = process.env.GITHUB_WORKSPACE ?? process.cwd();

/** How many warnings were said: GitHub shows ten of a step. */
let warned = 0;

// Collect garbage before the heap has grown by more than half: hostile files make far more of it than they leave behind.
setFlagsFromString("--heap-growing-percent=50");
exitOnSignals();
markChecked(workspace);
process.exitCode = await main();

/** Runs the step; the result is its exit code: 0, 1 for findings, 2 for wrong inputs or configuration, 3 for a fault of ours. */
async function main(): Promise<number> {
  const core = await import("@actions/core");
  let cwd = workspace;
  try {
    const inputs = readInputs(core.getInput, workspace);
    cwd = inputs.cwd;
    if (leadsOut(workspace, cwd)) throw new UsageError("The input working-directory leaves the workspace through a link.");
    if (inputs.token) core.setSecret(inputs.token);
    const event = readEvent(process.env);
    const { received } = inputs;
    const relay = received && readRelay(event, process.env.GITHUB_REPOSITORY, received);
    const { report, warning, text } = received ? shownBy(readReceived(received)) : await checkedChange(event, inputs);
    const failed = isFailure(report, inputs.failOn, inputs.requirePlatform);
    if (warning) say("warning", warning);
    await attempt("outputs", "contents: read", async () => setOutputs(core, report, failed));
    await publish(core, { report, text }, failed, inputs, relay);
    return failed ? 1 : 0;
  } catch (error) {
    return stopped(error, cwd);
  }
}

/** What made a verdict impossible. */
function stopped(error: unknown, cwd: string): 2 | 3 {
  if (error instanceof UsageError) {
    say("error", error.message, error.place && placeInRepository(error.place, cwd));
    return 2;
  }
  const stack = clip(error instanceof Error ? (error.stack ?? error.message) : String(error), longestStack);
  say("error", `${stack}\n\nThis is a fault of istio-preflight. Please report it with the lines above: ${packageFile.bugs}`);
  return 3;
}

interface Shown extends Change {
  /** The texts that the report is about. */
  readonly text: Checked["text"];
}

async function checkedChange(
  event: RunEvent,
  { cwd, paths, config, policies: policyFiles, platform, kustomize = defaultKustomize(event), changedOnly }: Inputs,
): Promise<Shown> {
  const options = { cwd, paths, policyFiles, kustomize, ...(config && { config }), ...(platform && { platform }) };
  const scene = await openScene(event, options);
  const checked = await check(options, scene);
  return { ...(await compareChange(event, options, scene, checked, changedOnly)), text: checked.text };
}

/** What another run has found: the files are not here. */
function shownBy(received: Parameters<typeof receivedReport>[0]): Shown {
  return { report: receivedReport(received), text: () => undefined };
}

function setOutputs(core: Core, report: Report, failed: boolean): void {
  const { errors, warnings, notes, installs, clusters } = report.summary;
  // An artifact keeps the name of the file, and a workflow that takes it in must know that.
  const file = join(mkdtempSync(join(process.env.RUNNER_TEMP ?? tmpdir(), "istio-preflight-")), "report.json");
  writeFileSync(file, jsonReport(report));
  const outputs = { errors, warnings, notes, installs, clusters, conclusion: failed ? "failure" : "success", report: file };
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}

/** Shows the report where people look. Nothing here can change the verdict. */
async function publish(core: Core, { report, text }: Shown, failed: boolean, inputs: Inputs, relay: Relay | undefined): Promise<void> {
  const prefix = inputs.received?.prefix ?? repositoryPrefix(inputs.cwd);
  const context = runContext(process.env, relay?.sha);
  const link: PlaceLink = (file, line) => context && lineAddress(context, prefix, file, line);
  process.stdout.write(textReport(report, { color: true, quiet: false }));
  const { sarifFile } = inputs;
  if (sarifFile !== undefined) {
    await attempt("SARIF file", "contents: read", async () => {
      const sarif = sarifReport(fromRepositoryRoot(report, prefix), { version: packageFile.version, policies });
      await writeOutput(workspace, sarifFile, sarif);
      core.setOutput("sarif", sarifFile);
    });
  }
  await attempt("job summary", "contents: read", () => core.summary.addRaw(jobSummary(report, link)).write());
  if (context && inputs.token) await converse({ report, text }, inputs, { context, prefix, link, relay });
  // Those of another run would be shown at the lines of the default branch.
  if (!relay) await annotate({ report, prefix, failed, link }, context, inputs);
}

/** What a job knows of where it stands. */
interface Standing extends ReportView {
  readonly context: RunContext;
  readonly relay: Relay | undefined;
}

/** Tells people of the report where they talk. */
async function converse({ report, text }: Shown, inputs: Inputs, { context, prefix, link, relay }: Standing): Promise<void> {
  const pullRequest = pullRequestFor(context, relay);
  if (pullRequest && inputs.comment !== "never") {
    const isSaid = await attempt("pull-request comment", "pull-requests: write", async () => {
      const client = openClient(inputs.token);
      const conversation = openConversation(client, context, await pullRequest(client));
      await updateComment(conversation, report, inputs.comment, { link, prefix });
    });
    // What hinders the one hinders the other, and need not be said twice.
    if (isSaid && !relay) {
      await attempt("suggestions", "pull-requests: write", async () => {
        const client = openClient(inputs.token, limitsForManyWrites);
        await updateSuggestions(openReview(client, context, await pullRequest(client)), report, { text, prefix });
      });
    }
  }
  if (context.isAudit && inputs.reportIssue) {
    await attempt("audit issue", "issues: write", async () => {
      await updateAuditIssue(openIssues(openClient(inputs.token), context), report, { link, prefix });
    });
  }
}

/** Comes last, because other lines may have taken some of what GitHub shows. */
async function annotate(verdict: Verdict, context: RunContext | undefined, { annotations, token }: Inputs): Promise<void> {
  const isAnnotated = annotations === "checks" && (await annotateByChecks(verdict, context, token));
  if (annotations !== "none" && !isAnnotated)
    process.stdout.write(githubReport(fromRepositoryRoot(verdict.report, verdict.prefix), warned));
}

/** Whether the findings are shown at their lines by a check run. */
function annotateByChecks(verdict: Verdict, context: RunContext | undefined, token: string): Promise<boolean> {
  return attempt("check run", "checks: write", async () => {
    if (!context || !token) throw new Error("it needs a token.");
    await showCheckRun(openChecks(openClient(token, limitsForManyWrites), context), verdict);
  });
}

function pullRequestFor(context: RunContext, relay: Relay | undefined): ((client: Client) => Promise<number>) | undefined {
  if (relay) return (client) => findPullRequest(client, context, relay);
  const { pullRequest } = context;
  return pullRequest === undefined ? undefined : async () => pullRequest;
}

/** Whether it could be done; where not, a warning says why. */
async function attempt(what: string, permission: string, action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    say("warning", refusalText(what, permission, error));
    return false;
  }
}

function say(level: "error" | "warning", message: string, place: Partial<WrongPlace> = {}): void {
  if (level === "warning") warned += 1;
  const { file, line } = place;
  process.stdout.write(`${workflowCommand(level, { file, line, title: "istio-preflight" }, clip(message, longestMessage))}\n`);
}

/** The place as GitHub counts it; none where it lies outside of the repository. */
function placeInRepository({ file, line }: WrongPlace, cwd: string): WrongPlace | undefined {
  const path = posix.join(repositoryPrefix(cwd), file);
  return path.startsWith("../") ? undefined : { file: path, line };
}
