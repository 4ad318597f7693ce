import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { interpolated } from "./expressions.ts";
import { type ProgramRun, runInResident } from "./resident-program.ts";

/** One step of a job, as a workflow and its event make it. */
export interface Step {
  readonly workspace: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly event?: { readonly name: string; readonly payload: unknown };
  readonly token?: string;
  readonly apiUrl?: string;
  readonly repository?: string;
  /** The commit of the event. */
  readonly sha?: string;
  /** What the runner's environment has besides, or otherwise. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Runs it in a new process, as a runner does, and waits for the end of that: for the runs that the others stand for. */
  readonly isOwnProcess?: boolean;
}

export interface StepResult {
  readonly code: number;
  readonly log: string;
  readonly annotations: readonly Annotation[];
  readonly masks: readonly string[];
  /** With the text of the report in place of its path. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly reportFile: string | undefined;
  readonly summary: string;
}

export interface Annotation {
  readonly level: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly default?: string; readonly required?: boolean }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly runs: { readonly using: string; readonly main: string };
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs the built Action of this repository as GitHub's runner does: inputs by environment, results by files and the log. */
export async function runStep(step: Step): Promise<StepResult> {
  const action = readAction();
  const folder = mkdtempSync(join(tmpdir(), "step-"));
  try {
    const start = step.isOwnProcess ? startProcess : runInResident;
    const { code, log } = await start({
      main: join(root, action.runs.main),
      args: [],
      cwd: step.workspace,
      env: stepEnvironment(step, folder),
    });
    const outputs = readOutputs(readFileSync(join(folder, "output"), "utf8"));
    for (const name of Object.keys(outputs)) if (!(name in action.outputs)) throw new Error(`action.yml declares no output ${name}`);
    const { annotations, masks } = readCommands(log);
    const report = outputs.report ? { report: readFileSync(outputs.report, "utf8") } : {};
    const summary = readFileSync(join(folder, "summary"), "utf8");
    return { code, log, annotations, masks, outputs: { ...outputs, ...report }, summary, reportFile: outputs.report };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The environment that GitHub's runner gives to a step, with its files in a folder. */
export function stepEnvironment(step: Step, folder: string): Record<string, string> {
  return { ...inputVariables(readAction(), step), ...runnerVariables(folder, step) };
}

function readAction(): ActionFile {
  return parse(readFileSync(join(root, "action.yml"), "utf8"));
}

function inputVariables({ inputs }: ActionFile, step: Step): Record<string, string> {
  const given = step.with ?? {};
  for (const name of Object.keys(given)) if (!(name in inputs)) throw new Error(`action.yml declares no input ${name}`);
  const contexts = { github: { token: step.token ?? "" } };
  const variables = Object.entries(inputs).map(([name, { default: fallback = "", required }]) => {
    if (required && given[name] === undefined) throw new Error(`action.yml requires the input ${name}`);
    const value = given[name] ?? interpolated(fallback, contexts);
    return [`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`, value];
  });
  return Object.fromEntries(variables);
}

function runnerVariables(folder: string, step: Step): Record<string, string> {
  for (const name of ["output", "summary", "state", "env", "path"]) writeFileSync(join(folder, name), "");
  mkdirSync(join(folder, "temp"));
  writeFileSync(join(folder, "event.json"), JSON.stringify(step.event?.payload ?? {}));
  return {
    PATH: process.env.PATH ?? "",
    HOME: folder,
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_WORKSPACE: step.workspace,
    GITHUB_REPOSITORY: step.repository ?? "acme/platform",
    GITHUB_EVENT_NAME: step.event?.name ?? "push",
    GITHUB_EVENT_PATH: join(folder, "event.json"),
    GITHUB_SHA: step.sha ?? "c0ffee254729296a45a3885639ac7e10f9d5497c",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_API_URL: step.apiUrl ?? "http://127.0.0.1:9",
    GITHUB_OUTPUT: join(folder, "output"),
    GITHUB_STEP_SUMMARY: join(folder, "summary"),
    GITHUB_STATE: join(folder, "state"),
    GITHUB_ENV: join(folder, "env"),
    GITHUB_PATH: join(folder, "path"),
    RUNNER_TEMP: join(folder, "temp"),
    ...step.environment,
  };
}

function startProcess({ main, env, cwd }: ProgramRun): Promise<{ code: number; log: string }> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [main], { env, cwd, stdio: ["ignore", "pipe", "pipe"] });
    let log = "";
    const append = (chunk: Buffer) => {
      log += chunk;
    };
    child.stdout.on("data", append);
    child.stderr.on("data", append);
    child.on("error", fail);
    child.on("close", (code) => done({ code: code ?? 1, log }));
  });
}

/** `NAME<<DELIMITER`, lines, `DELIMITER`. */
function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [, name = "", , value = ""] of text.matchAll(/^([^\n]+)<<(\S+)\r?\n([\s\S]*?)\r?\n\2$/gm)) outputs[name] = value;
  return outputs;
}

function readCommands(log: string): { annotations: Annotation[]; masks: string[] } {
  const annotations: Annotation[] = [];
  const masks: string[] = [];
  for (const line of log.split("\n")) {
    const [, name = "", pairs = "", data = ""] = /^\s*::([a-z-]+)(?: ([^:]*))?::(.*)$/.exec(line) ?? [];
    if (name === "add-mask") masks.push(data);
    else if (["error", "warning", "notice"].includes(name))
      annotations.push({ level: name, properties: readProperties(pairs), message: unescaped(data) });
    else if (name !== "") throw new Error(`The log has an unexpected command: ${line}`);
  }
  return { annotations, masks };
}

function readProperties(pairs: string): Record<string, string> {
  const entries = pairs.split(",").filter((pair) => pair.includes("="));
  return Object.fromEntries(entries.map((pair) => [pair.slice(0, pair.indexOf("=")), unescaped(pair.slice(pair.indexOf("=") + 1))]));
}

function unescaped(text: string): string {
  return text.replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}
