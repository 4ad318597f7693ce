import { existsSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { type Platform, platforms } from "../model/cluster.ts";
import { nearestName } from "../model/nearest-name.ts";
import type { FailOn } from "../model/report.ts";
import { UsageError } from "../model/usage-error.ts";
import type { LintOptions } from "../pipeline/lint-options.ts";

/** What a workflow says in `with:`. */
export interface Inputs {
  /** The working directory, absolute. */
  readonly cwd: string;
  readonly paths: readonly string[];
  readonly config: string | undefined;
  /** Policy files beside those of the configuration. */
  readonly policies: readonly string[];
  readonly platform: Platform | undefined;
  /** Whether kustomize runs; by the event where missing. */
  readonly kustomize: LintOptions["kustomize"] | undefined;
  readonly failOn: FailOn;
  /** Whether a cluster whose platform is not known fails the step. */
  readonly requirePlatform: boolean;
  readonly comment: CommentMode;
  readonly annotations: AnnotationMode;
  /** Whether audits keep an issue. */
  readonly reportIssue: boolean;
  /** Report what the change has caused alone. */
  readonly changedOnly: boolean;
  /** Where to write the SARIF log, absolute; nowhere where missing. */
  readonly sarifFile: string | undefined;
  /** Empty where the workflow gives none. */
  readonly token: string;
  /** The report to show in place of a check. */
  readonly received: Received | undefined;
}

/** The report that another run has written. */
export interface Received {
  /** The file, absolute. */
  readonly file: string;
  /** The workflow that may write it, by its path in the repository. */
  readonly workflow: string;
  /** From the root of the repository to the directory that was checked: empty, or ending in a slash. */
  readonly prefix: string;
}

export type CommentMode = "always" | "on-findings" | "never";

/** How findings are shown at their lines: by the commands of the workflow, in a check run, or not. */
export type AnnotationMode = "commands" | "checks" | "none";

/** Reads the inputs; a `UsageError` names the one that is wrong. */
export function readInputs(getInput: (name: string) => string, workspace: string): Inputs {
  const input = (name: string) => getInput(name) || undefined;
  const received = receivedInput(input, workspace);
  const cwd = received ? workspace : workingDirectory(workspace, input("working-directory") ?? ".");
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
    annotations: annotationMode(input("annotations") ?? "true"),
    reportIssue: isTrue("report-issue", input("report-issue") ?? "false"),
    changedOnly: isTrue("changed-only", input("changed-only") ?? "false"),
    token: input("token") ?? "",
    received,
  };
}

/** There need be no checkout for another run's report, so nothing but its own file must be there. */
function receivedInput(input: (name: string) => string | undefined, workspace: string): Received | undefined {
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

function workingDirectory(workspace: string, path: string): string {
  const directory = resolve(workspace, path);
  if (!existsSync(directory) || !statSync(directory).isDirectory()) {
    throw new UsageError(`The input working-directory names ${JSON.stringify(path)}, which is not a directory of the workspace.`);
  }
  return directory;
}

function annotationMode(value: string): AnnotationMode {
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
