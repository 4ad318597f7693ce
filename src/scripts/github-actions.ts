import { at, type Cursor, isPlace, itemsAt, stringAt } from "../model/cursor.ts";
import { innerText, type SourceText, wholeText } from "../model/source-text.ts";
import type { HostedScript, HostedShell } from "../syntax/shell/script.ts";
import { fillIn, placeholder, type Stand } from "./fill.ts";
import type { HostFile, ScriptHost } from "./host.ts";
import { literalEntries, pairsAt, scalarText } from "./yaml-text.ts";

/** `run:` steps of workflows and composite actions. https://docs.github.com/actions/reference/workflow-syntax-for-github-actions */
export const githubActions: ScriptHost = {
  hosts: (path) => /(^|\/)\.(github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$|(^|\/)action\.ya?ml$/.test(path),
  scripts(file) {
    const whole = wholeText(file.path, file.text);
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
  const environment = literalEntries(at(root, "env"), whole);
  return pairsAt(root, "jobs").flatMap(([name, job]) => {
    const own = new Map([...environment, ...filled(literalEntries(at(job, "env"), whole, true), environment)]);
    const runner = stringAt(job, "runs-on") ?? "";
    const context: StepContext = {
      whole,
      environment: withWorkspace(own, job),
      literals: readMatrix(job, whole),
      shell:
        stringAt(job, "defaults", "run", "shell") ??
        stringAt(root, "defaults", "run", "shell") ??
        (/windows/i.test(runner) ? "pwsh" : undefined),
      directory: stringAt(job, "defaults", "run", "working-directory") ?? stringAt(root, "defaults", "run", "working-directory"),
    };
    const shells = itemsAt(job, "steps").flatMap((step) => buildStepShell(step, context));
    return shells.length > 0 ? [{ unit: { name }, shells, known: installedHelm(job, whole) }] : [];
  });
}

/** Returns the version of Helm that a step of a job installs: https://github.com/Azure/setup-helm */
function installedHelm(job: Cursor, whole: SourceText): ReadonlyMap<string, SourceText> {
  const step = itemsAt(job, "steps").find((each) => /^azure\/setup-helm(@|$)/i.test(stringAt(each, "uses") ?? ""));
  const version = at(step, "with", "version");
  const text = version?.kind === "scalar" ? scalarText(version, whole) : undefined;
  return text ? new Map([["HELM_VERSION", text]]) : new Map();
}

function listCompositeSteps(root: Cursor, whole: SourceText, file: HostFile): HostedScript[] {
  if (!/(^|\/)action\.ya?ml$/.test(file.path)) return [];
  const context = { whole, environment: withWorkspace(new Map(), root), literals: new Map(), shell: undefined, directory: undefined };
  const shells = itemsAt(root, "runs", "steps").flatMap((step) => buildStepShell(step, context));
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
  const matrix = at(job, "strategy", "matrix");
  const literals = new Map<string, SourceText>();
  if (at(matrix, "include")) return literals;
  for (const [name, values] of pairsAt(matrix)) {
    const [only, ...others] = values.kind === "list" ? values.items : [];
    const text = only?.kind === "scalar" && others.length === 0 ? scalarText(only, whole) : undefined;
    if (text) literals.set(`matrix.${name}`, text);
  }
  return literals;
}

function buildStepShell(step: Cursor, context: StepContext): HostedShell[] {
  const shell = stringAt(step, "shell") ?? context.shell ?? "bash";
  const command = findStepCommand(step);
  const written = command && scalarText(command, context.whole);
  if (!written || (command === at(step, "run") && !/^(\/\S+\/)?(ba|z|da)?sh\b/.test(shell))) return [];
  const own = filled(literalEntries(at(step, "env"), context.whole, true), context.environment);
  const unset = pairsAt(step, "env").filter(([name]) => !own.has(name));
  const environment = new Map([...context.environment, ...own]);
  for (const [name] of unset) environment.delete(name);
  const text = fillExpressions(written, { ...context, environment });
  const directory = readStepText(at(step, "working-directory")) ?? context.directory;
  return [{ text, environment, directory: directory && fillExpressions(bare(directory, written), { ...context, environment }).content }];
}

/** Actions with a script as an input. */
const scriptInputs: ReadonlyMap<string, string> = new Map([
  ["nick-fields/retry", "command"],
  ["nick-invision/retry", "command"],
  ["wyrihaximus/github-action-helm3", "exec"],
  ["azure/cli", "inlineScript"],
]);

function findStepCommand(step: Cursor): Cursor | undefined {
  const action = stringAt(step, "uses")?.split("@")[0]?.toLowerCase() ?? "";
  const input = scriptInputs.get(action);
  return at(step, "run") ?? (input === undefined ? undefined : at(step, "with", input));
}

function readStepText(cursor: Cursor | undefined): string | undefined {
  return cursor?.kind === "unknown" ? cursor.text : stringAt(cursor);
}

function bare(content: string, near: SourceText): SourceText {
  return { file: near.file, content, segments: [[0, near.segments[0]?.[1] ?? 0]] };
}

/** Returns the values that are literal or refer to a literal variable; others are omitted. */
function filled(own: ReadonlyMap<string, SourceText>, environment: ReadonlyMap<string, SourceText>): Map<string, SourceText> {
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
    if (inner === "github.workspace") return innerText(text, "/", [[0, at]]);
    if (inner === "github.action_path") return innerText(text, "/.", [[0, at]]);
    if (variable !== undefined) return environment.get(variable) ?? placeholder(text, at, variable);
    return literals.get(inner) ?? { unknown: inner };
  });
}
