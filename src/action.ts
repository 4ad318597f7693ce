import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import packageFile from "../package.json" with { type: "json" };
import { policies } from "../policies/index.ts";
import { updateComment } from "./github/comment.ts";
import { openConversation } from "./github/conversation.ts";
import { type Inputs, readInputs } from "./github/inputs.ts";
import { markdownWithin } from "./github/markdown-within.ts";
import { refusalText } from "./github/refusal.ts";
import { fromRepositoryRoot } from "./github/repository-paths.ts";
import { lineAddress, repositoryPrefix, runContext } from "./github/run-context.ts";
import { lint } from "./lint.ts";
import { isFailure, type Report } from "./model/report.ts";
import { UsageError } from "./model/usage-error.ts";
import { workflowCommand } from "./report/escape.ts";
import type { PlaceLink } from "./report/finding-markdown.ts";
import { githubReport } from "./report/github.ts";
import { jsonReport } from "./report/json.ts";
import { sarifReport } from "./report/sarif.ts";
import { textReport } from "./report/text.ts";

type Core = typeof import("@actions/core");

/** GitHub refuses a job summary of more than 1 MiB. */
const summaryLimit = 1_000_000;

process.exitCode = await main();

/** Runs the step; the result is its exit code: 0, 1 for findings, 2 for wrong inputs or configuration, 3 for a fault of ours. */
async function main(): Promise<number> {
  const core = await import("@actions/core");
  try {
    const inputs = readInputs(core.getInput, process.env.GITHUB_WORKSPACE ?? process.cwd());
    if (inputs.token) core.setSecret(inputs.token);
    const { cwd, paths, config, policies: policyFiles, platform } = inputs;
    const report = await lint({ cwd, paths, policyFiles, ...(config && { config }), ...(platform && { platform }) });
    const failed = isFailure(report, inputs.failOn);
    setOutputs(core, report, failed);
    await publish(core, report, inputs);
    return failed ? 1 : 0;
  } catch (error) {
    const usage = error instanceof UsageError;
    const message = error instanceof Error && !usage ? error.stack : String(error);
    say(workflowCommand("error", { title: "istio-preflight" }, message ?? ""));
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
    await attempt("SARIF file", async () => {
      writeFileSync(sarifFile, sarifReport(fromRepositoryRoot(report, prefix), { version: packageFile.version, policies }));
      core.setOutput("sarif", sarifFile);
    });
  }
  if (inputs.annotations) process.stdout.write(githubReport(fromRepositoryRoot(report, prefix)));
  await attempt("job summary", () => core.summary.addRaw(markdownWithin(summaryLimit, report, link)).write());
  const number = context?.pullRequest;
  if (!context || number === undefined || inputs.comment === "never" || !inputs.token) return;
  await attempt("pull-request comment", async () => {
    await updateComment(await openConversation(inputs.token, context, number), report, inputs.comment, link);
  });
}

async function attempt(what: string, action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
  } catch (error) {
    say(workflowCommand("warning", { title: "istio-preflight" }, refusalText(what, error)));
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
