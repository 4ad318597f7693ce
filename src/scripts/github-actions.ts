import { type Cursor, findAt, findItemsAt, findStringAt, isPlace } from "../model/cursor.ts";
import { nestText, type SourceText, wrapWholeText } from "../model/source-text.ts";
import type { HostedScript, HostedShell } from "../syntax/shell/script.ts";
import { createPlaceholder, fillIn, type Stand } from "./fill.ts";
import type { HostFile, ScriptHost } from "./host.ts";
import { findPairsAt, readLiteralEntries, readScalarText } from "./yaml-text.ts";

/** `run:` steps of workflows and composite actions. https://docs.github.com/actions/reference/workflow-syntax-for-github-actions */
export const githubActions: ScriptHost = {
  hosts: (path) => /(^|\/)\.(github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$|(^|\/)action\.ya?ml$/.test(path),
  scripts(file) {
    const whole = wrapWholeText(file.path, file.text);
    return file.documents(steps).flatMap(({ root }) => [...listWorkflowJobs(root, whole), ...listCompositeSteps(root, whole, file)]);
  },
};

const steps = /\bsteps["']?:/;

/** The context of a step: the settings context it. */
interface StepContext {
  readonly whole: SourceText;
  readonly environment: ReadonlyMap<string, SourceText>;
  /** Literals that an expression can refer to: `matrix.version`. */
  readonly literals: ReadonlyMap<string, SourceText>;
  readonly shell: string | undefined;
  readonly directory: string | undefined;
}

function listWorkflowJobs(root: Cursor, whole: SourceText): HostedScript[] {
  const environment = readLiteralEntries(findAt(root, "env"), whole);
  return findPairsAt(root, "jobs").flatMap(([name, job]) => {
    const own = new Map([...environment, ...keepLiteralVariables(readLiteralEntries(findAt(job, "env"), whole, true), environment)]);
    const runner = findStringAt(job, "runs-on") ?? "";
    const context: StepContext = {
      whole,
      environment: withWorkspace(own, job),
      literals: readMatrix(job, whole),
      shell:
        findStringAt(job, "defaults", "run", "shell") ??
        findStringAt(root, "defaults", "run", "shell") ??
        (/windows/i.test(runner) ? "pwsh" : undefined),
      directory: findStringAt(job, "defaults", "run", "working-directory") ?? findStringAt(root, "defaults", "run", "working-directory"),
    };
    const shells = findItemsAt(job, "steps").flatMap((step) => buildStepShell(step, context));
    return shells.length > 0 ? [{ unit: { name }, shells, known: readInstalledHelm(job, whole) }] : [];
  });
}

/** Returns the version of Helm that a step of a job installs: https://github.com/Azure/setup-helm */
function readInstalledHelm(job: Cursor, whole: SourceText): ReadonlyMap<string, SourceText> {
  const step = findItemsAt(job, "steps").find((each) => /^azure\/setup-helm(@|$)/i.test(findStringAt(each, "uses") ?? ""));
  const version = findAt(step, "with", "version");
  const text = version?.kind === "scalar" ? readScalarText(version, whole) : undefined;
  return text ? new Map([["HELM_VERSION", text]]) : new Map();
}

function listCompositeSteps(root: Cursor, whole: SourceText, file: HostFile): HostedScript[] {
  if (!/(^|\/)action\.ya?ml$/.test(file.path)) return [];
  const context = { whole, environment: withWorkspace(new Map(), root), literals: new Map(), shell: undefined, directory: undefined };
  const shells = findItemsAt(root, "runs", "steps").flatMap((step) => buildStepShell(step, context));
  return shells.length > 0 ? [{ unit: { name: "" }, shells }] : [];
}

/** Adds the directories of the repository and of the action; `/.` is the directory of this file. */
function withWorkspace(environment: ReadonlyMap<string, SourceText>, near: Cursor): Map<string, SourceText> {
  const place = isPlace(near.origin) ? near.origin : { file: "", start: 0 };
  const fixed = (content: string): SourceText => ({ file: place.file, content, segments: [[0, place.start]] });
  return new Map([["GITHUB_WORKSPACE", fixed("/")], ["GITHUB_ACTION_PATH", fixed("/.")], ...environment]);
}

/** Reads matrix entries with a single value, which are constants. */
function readMatrix(job: Cursor, whole: SourceText): Map<string, SourceText> {
  const matrix = findAt(job, "strategy", "matrix");
  const literals = new Map<string, SourceText>();
  if (findAt(matrix, "include")) return literals;
  for (const [name, values] of findPairsAt(matrix)) {
    const [only, ...others] = values.kind === "list" ? values.items : [];
    const text = only?.kind === "scalar" && others.length === 0 ? readScalarText(only, whole) : undefined;
    if (text) literals.set(`matrix.${name}`, text);
  }
  return literals;
}

function buildStepShell(step: Cursor, context: StepContext): HostedShell[] {
  const shell = findStringAt(step, "shell") ?? context.shell ?? "bash";
  const command = findStepCommand(step);
  const written = command && readScalarText(command, context.whole);
  if (!written || (command === findAt(step, "run") && !/^(\/\S+\/)?(ba|z|da)?sh\b/.test(shell))) return [];
  const own = keepLiteralVariables(readLiteralEntries(findAt(step, "env"), context.whole, true), context.environment);
  const unset = findPairsAt(step, "env").filter(([name]) => !own.has(name));
  const environment = new Map([...context.environment, ...own]);
  for (const [name] of unset) environment.delete(name);
  const text = fillExpressions(written, { ...context, environment });
  const directory = readStepText(findAt(step, "working-directory")) ?? context.directory;
  return [
    { text, environment, directory: directory && fillExpressions(createBareText(directory, written), { ...context, environment }).content },
  ];
}

/** Actions with a script as an input. */
const scriptInputs: ReadonlyMap<string, string> = new Map([
  ["nick-fields/retry", "command"],
  ["nick-invision/retry", "command"],
  ["wyrihaximus/github-action-helm3", "exec"],
  ["azure/cli", "inlineScript"],
]);

function findStepCommand(step: Cursor): Cursor | undefined {
  const action = findStringAt(step, "uses")?.split("@")[0]?.toLowerCase() ?? "";
  const input = scriptInputs.get(action);
  return findAt(step, "run") ?? (input === undefined ? undefined : findAt(step, "with", input));
}

function readStepText(cursor: Cursor | undefined): string | undefined {
  return cursor?.kind === "unknown" ? cursor.text : findStringAt(cursor);
}

function createBareText(content: string, near: SourceText): SourceText {
  return { file: near.file, content, segments: [[0, near.segments[0]?.[1] ?? 0]] };
}

/** Returns the values that are literal or refer to a literal variable; others are omitted. */
function keepLiteralVariables(own: ReadonlyMap<string, SourceText>, environment: ReadonlyMap<string, SourceText>): Map<string, SourceText> {
  const literals = new Map<string, SourceText>();
  for (const [name, text] of own) {
    const variable = /^\$\{\{\s*env\.(\w+)\s*\}\}$/.exec(text.content)?.[1];
    const value = variable === undefined ? text : environment.get(variable);
    if (value && !value.content.includes("$")) literals.set(name, value);
  }
  return literals;
}

const expression = /\$\{\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}\}/g;

/** Replaces `${{ env.NAME }}` and other constants with their text; other expressions are known only when the workflow runs. */
function fillExpressions(text: SourceText, { environment, literals }: Pick<StepContext, "environment" | "literals">): SourceText {
  return fillIn(text, expression, (match): Stand => {
    const inner = (match[1] ?? "").trim();
    const variable = /^env\.(\w+)$/.exec(inner)?.[1];
    const at = match.index ?? 0;
    if (inner === "github.workspace") return nestText(text, "/", [[0, at]]);
    if (inner === "github.action_path") return nestText(text, "/.", [[0, at]]);
    if (variable !== undefined) return environment.get(variable) ?? createPlaceholder(text, at, variable);
    return literals.get(inner) ?? { unknown: inner };
  });
}
