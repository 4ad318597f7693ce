import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { setFlagsFromString } from "node:v8";
import packageFile from "../package.json" with { type: "json" };
import { policies } from "../policies/index.ts";
import { updateAuditIssue } from "./action/audit-issue.ts";
import { type Change, chooseKustomize, compareChange, openBase } from "./action/changes.ts";
import { showCheckRun, type Verdict } from "./action/check-run.ts";
import { openChecks } from "./action/checks.ts";
import { type Client, limitsForManyWrites, openClient } from "./action/client.ts";
import { updateComment } from "./action/comment.ts";
import { openConversation } from "./action/conversation.ts";
import { type RunEvent, readEvent } from "./action/event.ts";
import { type Inputs, readInputs } from "./action/inputs.ts";
import { openIssues } from "./action/issues.ts";
import { renderJobSummary } from "./action/job-summary.ts";
import { readReceivedReport } from "./action/received-report.ts";
import { explainRefusal } from "./action/refusal.ts";
import { findPullRequest, type Relay, readReceived, readRelay } from "./action/relay.ts";
import { fromRepositoryRoot } from "./action/repository-paths.ts";
import { openReview } from "./action/review.ts";
import { buildLineAddress, findRepositoryPrefix, type RunContext, runContext } from "./action/run-context.ts";
import type { ReportView } from "./action/scope.ts";
import { updateSuggestions } from "./action/suggestions.ts";
import { leadsOut } from "./files/links.ts";
import { markChecked } from "./files/programs/checked-directories.ts";
import { exitOnSignals } from "./files/programs/live.ts";
import { writeOutput } from "./files/writing/output.ts";
import { isFailure, type Report } from "./model/report.ts";
import { UsageError, type WrongPlace } from "./model/usage-error.ts";
import { type Checked, check } from "./pipeline/lint.ts";
import { buildWorkflowCommand, clip } from "./report/escape.ts";
import type { PlaceLink } from "./report/finding-markdown.ts";
import { renderGithubReport } from "./report/github.ts";
import { renderJsonReport } from "./report/json.ts";
import { renderSarifReport } from "./report/sarif.ts";
import { renderTextReport } from "./report/text.ts";

type Core = typeof import("@actions/core");

const longestMessage = 4000;
const longestStack = 3500;

const workspace = process.env.GITHUB_WORKSPACE ?? process.cwd();

/** The number of warnings so far: GitHub shows ten for a step. */
let warned = 0;

// Collect garbage before the heap has grown by more than half: hostile files create far more garbage than live data.
setFlagsFromString("--heap-growing-percent=50");
exitOnSignals();
markChecked(workspace);
process.exitCode = await runStep();

/** Runs the step and returns its exit code: 0, 1 for findings, 2 for invalid inputs or configuration, 3 for a bug in istio-preflight. */
async function runStep(): Promise<number> {
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
    const { report, warning, text } = received ? showReceived(readReceived(received)) : await checkChange(event, inputs);
    const failed = isFailure(report, inputs.failOn, inputs.requirePlatform);
    if (warning) say("warning", warning);
    await attempt("outputs", "contents: read", async () => setOutputs(core, report, failed));
    await publish(core, { report, text }, failed, inputs, relay);
    return failed ? 1 : 0;
  } catch (error) {
    return reportError(error, cwd);
  }
}

/** Reports an error that prevented a verdict. */
function reportError(error: unknown, cwd: string): 2 | 3 {
  if (error instanceof UsageError) {
    say("error", error.message, error.place && locateInRepository(error.place, cwd));
    return 2;
  }
  const stack = clip(error instanceof Error ? (error.stack ?? error.message) : String(error), longestStack);
  say("error", `${stack}\n\nThis is a fault of istio-preflight. Please report it with the lines above: ${packageFile.bugs}`);
  return 3;
}

interface Shown extends Change {
  /** Returns the text of a file in the report. */
  readonly text: Checked["text"];
}

async function checkChange(
  event: RunEvent,
  { cwd, paths, config, policies: policyFiles, platform, kustomize = chooseKustomize(event), changedOnly }: Inputs,
): Promise<Shown> {
  const options = { cwd, paths, policyFiles, kustomize, ...(config && { config }), ...(platform && { platform }) };
  const overrides = await openBase(event, options);
  const checked = await check(options, overrides);
  return { ...(await compareChange(event, options, overrides, checked, changedOnly)), text: checked.text };
}

/** Returns the report of another run, whose files are not available. */
function showReceived(received: Parameters<typeof readReceivedReport>[0]): Shown {
  return { report: readReceivedReport(received), text: () => undefined };
}

function setOutputs(core: Core, report: Report, failed: boolean): void {
  const { errors, warnings, notes, installs, clusters } = report.summary;
  // An artifact keeps the name of the file, and a workflow that downloads it must know that name.
  const file = join(mkdtempSync(join(process.env.RUNNER_TEMP ?? tmpdir(), "istio-preflight-")), "report.json");
  writeFileSync(file, renderJsonReport(report));
  const outputs = { errors, warnings, notes, installs, clusters, conclusion: failed ? "failure" : "success", report: file };
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}

/** Publishes the report in all the places that are configured. Nothing here can change the verdict. */
async function publish(core: Core, { report, text }: Shown, failed: boolean, inputs: Inputs, relay: Relay | undefined): Promise<void> {
  const prefix = inputs.received?.prefix ?? findRepositoryPrefix(inputs.cwd);
  const context = runContext(process.env, relay?.sha);
  const link: PlaceLink = (file, line) => context && buildLineAddress(context, prefix, file, line);
  process.stdout.write(renderTextReport(report, { color: true, quiet: false }));
  const { sarifFile } = inputs;
  if (sarifFile !== undefined) {
    await attempt("SARIF file", "contents: read", async () => {
      const sarif = renderSarifReport(fromRepositoryRoot(report, prefix), { version: packageFile.version, policies });
      await writeOutput(workspace, sarifFile, sarif);
      core.setOutput("sarif", sarifFile);
    });
  }
  await attempt("job summary", "contents: read", () => core.summary.addRaw(renderJobSummary(report, link)).write());
  if (context && inputs.token) await converse({ report, text }, inputs, { context, prefix, link, relay });
  // Annotations for another run would appear at the lines of the default branch.
  if (!relay) await annotate({ report, prefix, failed, link }, context, inputs);
}

/** The context of a job. */
interface Conversation extends ReportView {
  readonly context: RunContext;
  readonly relay: Relay | undefined;
}

/** Writes the report to the pull request or the audit issue. */
async function converse({ report, text }: Shown, inputs: Inputs, { context, prefix, link, relay }: Conversation): Promise<void> {
  const pullRequest = pullRequestFor(context, relay);
  if (pullRequest && inputs.comment !== "never") {
    const isSaid = await attempt("pull-request comment", "pull-requests: write", async () => {
      const client = openClient(inputs.token);
      const conversation = openConversation(client, context, await pullRequest(client));
      await updateComment(conversation, report, inputs.comment, { link, prefix });
    });
    // If the comment fails, the suggestions would fail for the same reason, which need not be reported twice.
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

/** Runs last, because earlier messages may have used up some of the annotations that GitHub shows. */
async function annotate(verdict: Verdict, context: RunContext | undefined, { annotations, token }: Inputs): Promise<void> {
  const isAnnotated = annotations === "checks" && (await annotateByChecks(verdict, context, token));
  if (annotations !== "none" && !isAnnotated)
    process.stdout.write(renderGithubReport(fromRepositoryRoot(verdict.report, verdict.prefix), warned));
}

/** Shows the findings at their lines with a check run; returns true if that succeeded. */
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

/** Runs an action; returns true if it succeeded, and otherwise writes a warning with the reason. */
async function attempt(what: string, permission: string, action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    say("warning", explainRefusal(what, permission, error));
    return false;
  }
}

function say(level: "error" | "warning", message: string, place: Partial<WrongPlace> = {}): void {
  if (level === "warning") warned += 1;
  const { file, line } = place;
  process.stdout.write(`${buildWorkflowCommand(level, { file, line, title: "istio-preflight" }, clip(message, longestMessage))}\n`);
}

/** Converts a place to a path from the root of the repository; undefined if it is outside the repository. */
function locateInRepository({ file, line }: WrongPlace, cwd: string): WrongPlace | undefined {
  const path = posix.join(findRepositoryPrefix(cwd), file);
  return path.startsWith("../") ? undefined : { file: path, line };
}
