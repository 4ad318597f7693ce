import { type Cursor, findAt, findItemsAt, findStringAt } from "../model/cursor.ts";
import { type SourceText, wrapWholeText } from "../model/source-text.ts";
import type { HostedScript, HostedShell } from "../syntax/shell/script.ts";
import { fillIn, type Stand } from "./fill.ts";
import type { HostFile, ScriptHost } from "./host.ts";
import { listRuns, type Run, type Target, type TargetCall } from "./targets.ts";
import { findPairsAt, flattenItems, readLiteralEntries, readScalarText } from "./yaml-text.ts";

/** Commands of Task's tasks. https://taskfile.dev/reference/schema/ */
export const taskfile: ScriptHost = {
  hosts: (path) => /(^|\/)[Tt]askfile(\.[\w-]+)?\.ya?ml$|(^|\/)\.?taskfiles?\/.*\.ya?ml$/.test(path),
  scripts(file) {
    const whole = wrapWholeText(file.path, file.text);
    return file.documents(/tasks["']?:/).flatMap(({ root }) => listTaskScripts(root, whole, file));
  },
};

/** A variable that a task sets for itself and the tasks that it runs. */
type Setting = readonly [string, SourceText];

function listTaskScripts(root: Cursor, whole: SourceText, host: HostFile): HostedScript[] {
  const tasks = new Map(findPairsAt(root, "tasks"));
  const targets = new Map([...tasks].map(([name, task]) => [name, readTaskTarget(name, task, whole)]));
  const file = { root, whole, variables: readTaskVariables(findAt(root, "vars"), whole) };
  return listRuns(targets, host).flatMap((run) => buildTaskScript(run, tasks.get(run.target), file));
}

/** Variables with a literal value, and the names of all variables. */
interface TaskVariables {
  readonly literals: ReadonlyMap<string, SourceText>;
  readonly names: readonly string[];
}

function readTaskVariables(map: Cursor | undefined, whole: SourceText): TaskVariables {
  return { literals: readLiteralEntries(map, whole, true), names: findPairsAt(map).map(([name]) => name) };
}

function readTaskTarget(name: string, task: Cursor, whole: SourceText): Target<Setting> {
  const calls = [...findItemsAt(task, "deps"), ...listTaskCommands(task)].flatMap((item) => readTaskCall(item, whole));
  const dependencies = findItemsAt(task, "deps").flatMap((item) => findStringAt(item) ?? []);
  return { name, calls: [...dependencies.map((to) => ({ to, settings: [] })), ...calls], settings: [] };
}

function readTaskCall(item: Cursor, whole: SourceText): TargetCall<Setting>[] {
  const to = findStringAt(item, "task");
  return to === undefined ? [] : [{ to: to.replace(/^:/, ""), settings: [...readLiteralEntries(findAt(item, "vars"), whole, true)] }];
}

/** A task is a map with `cmds` or `cmd`, a list of commands, or a single command. */
function listTaskCommands(task: Cursor): readonly Cursor[] {
  if (task.kind !== "map") return flattenItems(task);
  return [...findItemsAt(task, "cmds"), ...(findAt(task, "cmd") ? [findAt(task, "cmd") as Cursor] : [])];
}

interface TaskFile {
  readonly root: Cursor;
  readonly whole: SourceText;
  readonly variables: TaskVariables;
}

function buildTaskScript(run: Run<Setting>, task: Cursor | undefined, { root, whole, variables }: TaskFile): HostedScript[] {
  if (!task) return [];
  const own = readTaskVariables(findAt(task, "vars"), whole);
  const hidden = new Map([...variables.literals].filter(([name]) => !own.names.includes(name)));
  const known = resolveVariables(new Map([...hidden, ...own.literals, ...run.settings]));
  const environment = new Map(
    [...readLiteralEntries(findAt(root, "env"), whole, true), ...readLiteralEntries(findAt(task, "env"), whole, true)].map(
      ([name, text]) => [name, fillActions(text, known)],
    ),
  );
  const directory = readTaskText(findAt(task, "dir"));
  const shells = listTaskCommands(task).flatMap((item): HostedShell[] => {
    const command = readScalarText(item.kind === "map" ? (findAt(item, "cmd") ?? findAt(item, "defer")) : item, whole);
    if (!command) return [];
    const filled = fillActions(command, known);
    return [{ text: filled, environment, directory: directory && fillActions({ ...command, content: directory }, known).content }];
  });
  return shells.length > 0 ? [{ unit: run.unit, known, shells }] : [];
}

function readTaskText(cursor: Cursor | undefined): string | undefined {
  return cursor?.kind === "unknown" ? cursor.text : findStringAt(cursor);
}

/** Variables may refer to each other; a few rounds are as deep as real files go. */
function resolveVariables(variables: ReadonlyMap<string, SourceText>): Map<string, SourceText> {
  let known = new Map(variables);
  for (let round = 0; round < 4; round++) {
    const literals = new Map([...known].filter(([, text]) => !text.content.includes("{{")));
    known = new Map([...known].map(([name, text]) => [name, text.content.includes("{{") ? fillActions(text, literals) : text]));
  }
  return known;
}

const action = /\{\{([^{}]*)\}\}/g;

function fillActions(text: SourceText, known: ReadonlyMap<string, SourceText>): SourceText {
  return fillIn(text, action, (match): Stand => {
    const inner = (match[1] ?? "").replace(/^-|-$/g, "").trim();
    const name = /^\.(\w+)$/.exec(inner)?.[1];
    const value = name === undefined ? undefined : known.get(name);
    if (value && value.content.length < 4096) return value;
    if (name !== undefined && directories.has(name)) return { ...text, content: "/.", segments: [[0, text.segments[0]?.[1] ?? 0]] };
    return readDefault(inner, match, text, known) ?? { unknown: name ?? inner };
  });
}

const directories: ReadonlySet<string> = new Set(["TASKFILE_DIR", "ROOT_DIR"]);

/** Reads the default in `{{.VERSION | default "1.29.0"}}` and `{{default "1.29.0" .VERSION}}` if the variable is not set. */
function readDefault(
  inner: string,
  match: RegExpMatchArray,
  text: SourceText,
  known: ReadonlyMap<string, SourceText>,
): SourceText | undefined {
  const [, before, value, , fallback, after] = /^(?:\.(\w+) *\| *default +"([^"]*)"|(default) +"([^"]*)" +\.(\w+))$/.exec(inner) ?? [];
  const name = before ?? after;
  const literal = value ?? fallback;
  if (name === undefined || literal === undefined) return undefined;
  const set = known.get(name);
  if (set) return set;
  const start = (match.index ?? 0) + match[0].indexOf(`"${literal}"`) + 1;
  const [, outer] = locateTaskOffset(text, start);
  return { file: text.file, content: literal, segments: [[0, outer]] };
}

function locateTaskOffset({ segments }: SourceText, offset: number): readonly [number, number] {
  const [inner, outer] = segments.findLast(([start]) => start <= offset) ?? [0, 0];
  return [offset, outer + offset - inner];
}
