import { existsSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { type Platform, platforms } from "../model/cluster.ts";
import { nearestName } from "../model/nearest-name.ts";
import type { FailOn } from "../model/report.ts";
import { UsageError } from "../model/usage-error.ts";
import type { LintOptions } from "../pipeline/lint-options.ts";

/** The inputs of a workflow (`with:`). */
export interface Inputs {
  /** The absolute path of the working directory. */
  readonly cwd: string;
  readonly paths: readonly string[];
  readonly config: string | undefined;
  /** Policy files in addition to those in the configuration. */
  readonly policies: readonly string[];
  readonly platform: Platform | undefined;
  /** The setting for kustomize; undefined if the event decides. */
  readonly kustomize: LintOptions["kustomize"] | undefined;
  readonly failOn: FailOn;
  /** True if a cluster with an unknown platform fails the step. */
  readonly requirePlatform: boolean;
  readonly comment: CommentMode;
  readonly annotations: AnnotationMode;
  /** True if audits maintain an issue. */
  readonly reportIssue: boolean;
  /** True if only the effect of the change is reported. */
  readonly changedOnly: boolean;
  /** The absolute path of the SARIF log; undefined if none is written. */
  readonly sarifFile: string | undefined;
  /** Empty if the workflow sets none. */
  readonly token: string;
  /** The report to show instead of running a check. */
  readonly received: Received | undefined;
}

/** A report that another run has written. */
export interface Received {
  /** The absolute path of the file. */
  readonly file: string;
  /** The path in the repository of the workflow that may write the report. */
  readonly workflow: string;
  /** The path from the root of the repository to the checked directory: empty, or ending with a slash. */
  readonly prefix: string;
}

export type CommentMode = "always" | "on-findings" | "never";

/** How findings are shown at their lines: with workflow commands, in a check run, or not at all. */
export type AnnotationMode = "commands" | "checks" | "none";

/** Reads the inputs; a `UsageError` names an invalid one. */
export function readInputs(getInput: (name: string) => string, workspace: string): Inputs {
  const input = (name: string) => getInput(name) || undefined;
  const received = readReceivedInput(input, workspace);
  const cwd = received ? workspace : resolveWorkingDirectory(workspace, input("working-directory") ?? ".");
  const sarifFile = input("sarif-file");
  return {
    cwd,
    sarifFile: sarifFile === undefined ? undefined : resolve(cwd, sarifFile),
    paths: splitInputLines(input("paths")),
    config: input("config"),
    policies: splitInputLines(input("policies")),
    platform: readChoiceInput("platform", input("platform"), platforms),
    kustomize: readChoiceInput("kustomize", input("kustomize"), ["auto", "build", "off"] as const),
    failOn: readChoiceInput("fail-on", input("fail-on"), ["error", "warning", "never"] as const) ?? "error",
    requirePlatform: isTrue("require-platform", input("require-platform") ?? "false"),
    comment: readChoiceInput("comment", input("comment"), ["always", "on-findings", "never"] as const) ?? "on-findings",
    annotations: readAnnotationMode(input("annotations") ?? "true"),
    reportIssue: isTrue("report-issue", input("report-issue") ?? "false"),
    changedOnly: isTrue("changed-only", input("changed-only") ?? "false"),
    token: input("token") ?? "",
    received,
  };
}

/** The report of another run does not require a checkout, so only the report file must exist. */
function readReceivedInput(input: (name: string) => string | undefined, workspace: string): Received | undefined {
  const file = input("report-file");
  if (file === undefined) return undefined;
  const names = ["paths", "config", "policies", "platform", "kustomize", "sarif-file", "changed-only", "report-issue"];
  const idle = names.find((name) => (input(name) ?? "false") !== "false");
  if (idle) throw new UsageError(`The input ${idle} is for the run that checks the files; this one shows its report.`);
  const way = relative(workspace, resolve(workspace, input("working-directory") ?? "."))
    .split(sep)
    .join("/");
  if (/^\.\.(?:\/|$)/.test(way)) throw new UsageError("The input working-directory must be inside of the workspace.");
  return {
    file: resolve(workspace, file),
    workflow: input("report-workflow") ?? ".github/workflows/istio-preflight.yml",
    prefix: way === "" ? "" : `${way}/`,
  };
}

function splitInputLines(text = ""): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function resolveWorkingDirectory(workspace: string, path: string): string {
  const directory = resolve(workspace, path);
  if (!existsSync(directory) || !statSync(directory).isDirectory()) {
    throw new UsageError(`The input working-directory names ${JSON.stringify(path)}, which is not a directory of the workspace.`);
  }
  return directory;
}

function readAnnotationMode(value: string): AnnotationMode {
  const choice = readChoiceInput("annotations", value.toLowerCase(), ["true", "false", "checks"] as const);
  if (choice === "checks") return "checks";
  return choice === "true" ? "commands" : "none";
}

function isTrue(name: string, value: string): boolean {
  return readChoiceInput(name, value.toLowerCase(), ["true", "false"] as const) === "true";
}

function readChoiceInput<Choice extends string>(name: string, value: string | undefined, choices: readonly Choice[]): Choice | undefined {
  if (value === undefined) return undefined;
  const choice = choices.find((candidate) => candidate === value);
  if (choice) return choice;
  const nearest = nearestName(value, choices);
  const meant = nearest === undefined ? "." : `; did you mean \`${nearest}\`?`;
  throw new UsageError(`The input ${name} must be one of ${choices.join(", ")}, not ${JSON.stringify(value)}${meant}`);
}
