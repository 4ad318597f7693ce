import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import packageFile from "../package.json" with { type: "json" };
import { policies } from "../policies/index.ts";
import { check } from "./check.ts";
import { updateAuditIssue } from "./github/audit-issue.ts";
import { changeOf, sceneOf } from "./github/changes.ts";
import { updateComment } from "./github/comment.ts";
import { openConversation } from "./github/conversation.ts";
import { readEvent } from "./github/event.ts";
import { type Inputs, readInputs } from "./github/inputs.ts";
import { openIssues } from "./github/issues.ts";
import { markdownWithin } from "./github/markdown-within.ts";
import { refusalText } from "./github/refusal.ts";
import { fromRepositoryRoot } from "./github/repository-paths.ts";
import { lineAddress, repositoryPrefix, runContext } from "./github/run-context.ts";
import { isFailure, type Report } from "./model/report.ts";
import { UsageError } from "./model/usage-error.ts";
import { clip, workflowCommand } from "./report/escape.ts";
import type { PlaceLink } from "./report/finding-markdown.ts";
import { githubReport } from "./report/github.ts";
import { jsonReport } from "./report/json.ts";
import { sarifReport } from "./report/sarif.ts";
import { textReport } from "./report/text.ts";

type Core = typeof import("@actions/core");

/** GitHub refuses a job summary of more than 1 MiB. */
const summaryLimit = 1_000_000;
const longestMessage = 4000;

process.exitCode = await main();

/** Runs the step; the result is its exit code: 0, 1 for findings, 2 for wrong inputs or configuration, 3 for a fault of ours. */
async function main(): Promise<number> {
  const core = await import("@actions/core");
  try {
    const inputs = readInputs(core.getInput, process.env.GITHUB_WORKSPACE ?? process.cwd());
    if (inputs.token) core.setSecret(inputs.token);
    const { cwd, paths, config, platform } = inputs;
    const options = { cwd, paths, ...(config && { config }), ...(platform && { platform }) };
    const event = readEvent(process.env);
    const scene = await sceneOf(event, options);
    const checked = await check(options, scene);
    const { report, warning } = await changeOf(event, options, scene, checked, inputs.changedOnly);
    const failed = isFailure(report, inputs.failOn);
    setOutputs(core, report, failed);
    if (warning) say(workflowCommand("warning", { title: "istio-preflight" }, clip(warning, longestMessage)));
    await publish(core, report, inputs);
    return failed ? 1 : 0;
  } catch (error) {
    const usage = error instanceof UsageError;
    const message = error instanceof Error && !usage ? error.stack : String(error);
    say(workflowCommand("error", { title: "istio-preflight" }, clip(message ?? "", longestMessage)));
    return usage ? 2 : 3;
  }
}

function setOutputs(core: Core, report: Report, failed: boolean): void {
  const { errors, warnings, notes, installs, clusters } = report.summary;
  const file = join(process.env.RUNNER_TEMP ?? tmpdir(), `istio-preflight-${randomUUID()}.json`);
  writeFileSync(file, jsonReport(report));
  const outputs = { errors, warnings, notes, installs, clusters, conclusion: failed ? "failure" : "success", report: file };
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}

/** Shows the report where people look. Nothing here can change the verdict. */
async function publish(core: Core, report: Report, inputs: Inputs): Promise<void> {
  const prefix = repositoryPrefix(inputs.cwd);
  const context = runContext(process.env);
  const link: PlaceLink = (file, line) => context && lineAddress(context, prefix, file, line);
  process.stdout.write(textReport(report, { color: true, quiet: false }));
  const { sarifFile } = inputs;
  if (sarifFile !== undefined) {
    await attempt("SARIF file", "contents: read", async () => {
      writeFileSync(sarifFile, sarifReport(fromRepositoryRoot(report, prefix), { version: packageFile.version, policies }));
      core.setOutput("sarif", sarifFile);
    });
  }
  if (inputs.annotations) process.stdout.write(githubReport(fromRepositoryRoot(report, prefix)));
  await attempt("job summary", "contents: read", () => core.summary.addRaw(markdownWithin(summaryLimit, report, link)).write());
  if (!context || !inputs.token) return;
  const { pullRequest, isAudit } = context;
  if (pullRequest !== undefined && inputs.comment !== "never") {
    await attempt("pull-request comment", "pull-requests: write", async () => {
      await updateComment(await openConversation(inputs.token, context, pullRequest), report, inputs.comment, link);
    });
  }
  if (isAudit && inputs.reportIssue) {
    await attempt("audit issue", "issues: write", async () => {
      await updateAuditIssue(await openIssues(inputs.token, context), report, link);
    });
  }
}

async function attempt(what: string, permission: string, action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
  } catch (error) {
    say(workflowCommand("warning", { title: "istio-preflight" }, refusalText(what, permission, error)));
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
