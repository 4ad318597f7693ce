import { posix } from "node:path";
import { formatGrouped } from "../model/grouped.ts";
import { type SourceText, wrapWholeText } from "../model/source-text.ts";
import type { HostedScript, HostedShell } from "../syntax/shell/script.ts";
import { openExcess, type ReportExcess } from "./excess.ts";
import { joinTexts, slice } from "./fill.ts";
import type { HostFile, ScriptHost } from "./host.ts";
import { type Assignment, type Export, parseMakefile, type Rule, type Statement } from "./make/parse.ts";
import { assignVariable, createTargetVariables, createVariables, expand, referenceLimit, type Variables } from "./make/variables.ts";
import { listRuns, type Run, type Target, type TargetCall } from "./targets.ts";

/** Recipes of makefiles, as GNU make passes them to the shell. https://www.gnu.org/software/make/manual/make.html */
export const makefile: ScriptHost = {
  hosts: (path) => /(^|\/)(GNU)?[Mm]akefile(\.[\w-]+)?$|\.(mk|mak|make)$/.test(path),
  isText: true,
  scripts(file) {
    const made = readMakefile(file);
    const targets = indexTargets(made);
    return listRuns(new Map([...targets].map(([name, target]) => [name, target.target])), file).flatMap((run) =>
      buildTargetScript(run, targets, made, file),
    );
  },
};

/** The state of make after it has read a file, when it runs the recipes. */
interface Made {
  readonly variables: Variables;
  readonly rules: Rule[];
  /** Assignments that apply to some targets only. */
  readonly specific: Assignment[];
  readonly exported: Set<string>;
  readonly included: Set<string>;
  /** The working directory of make, relative to the directory of the file. */
  readonly directory: string;
  readonly report: ReportExcess;
  exportsAll: boolean;
  isOneShell: boolean;
}

const includeLimit = 50;
const tooManyReferences = `The variables of this makefile are used more than ${formatGrouped(referenceLimit)} times; from here on they are unknown.`;
const ancestorLimit = 4;

/** Reads a makefile; if a makefile in a directory above includes it, reads that one. */
function readMakefile(file: HostFile): Made {
  const own = posix.basename(file.path);
  const isPart = !/^(GNU)?[Mm]akefile$/.test(own);
  for (let depth = 0; isPart && depth < ancestorLimit; depth++) {
    const directory = "../".repeat(depth);
    for (const name of ["GNUmakefile", "makefile", "Makefile"]) {
      const root = file.read(directory + name);
      if (!root?.text.includes("include")) continue;
      const made = read(wrapWholeText(root.path, root.text), directory, file);
      if (made.included.has(file.path)) return made;
    }
  }
  return read(wrapWholeText(file.path, file.text), "", file);
}

function read(text: SourceText, directory: string, file: HostFile): Made {
  const report = openExcess(file);
  const made: Made = {
    variables: createVariables((at) => report("references", at, tooManyReferences)),
    report,
    rules: [],
    specific: [],
    exported: new Set(),
    included: new Set([text.file]),
    directory,
    exportsAll: false,
    isOneShell: false,
  };
  carryOut(parseMakefile(text), made, file);
  return made;
}

function carryOut(statements: readonly Statement[], made: Made, file: HostFile): void {
  for (const statement of statements) {
    if (statement.kind === "rule") addRule(statement, made);
    else if (statement.kind === "include") include(statement.paths, made, file);
    else if (statement.kind === "export") addExport(statement, made);
    else addAssignment(statement, made);
  }
}

function addExport({ names }: Export, made: Made): void {
  made.exportsAll ||= names.length === 0;
  for (const name of names) made.exported.add(name);
}

function addAssignment(assignment: Assignment, made: Made): void {
  if (assignment.isExported) made.exported.add(assignment.name);
  if (assignment.targets) made.specific.push(assignment);
  else assignVariable(made.variables, assignment);
}

function addRule(rule: Rule, made: Made): void {
  made.rules.push(rule);
  made.isOneShell ||= rule.targets.content.trim() === ".ONESHELL";
}

function include(paths: SourceText, made: Made, file: HostFile): void {
  for (const written of splitMakeWords(expand(made.variables, paths))) {
    const name = made.directory + written.replace(/^\/\.\//, "");
    const names = name.includes("*") ? file.matching(name) : [name];
    for (const each of names) {
      if (made.included.size >= includeLimit) {
        made.report("include", paths, `More than ${includeLimit} files are included; from here on they are not read.`);
        return;
      }
      const found = file.read(each);
      if (!found || made.included.has(found.path)) continue;
      made.included.add(found.path);
      carryOut(parseMakefile(wrapWholeText(found.path, found.text)), made, file);
    }
  }
}

interface MadeTarget {
  readonly target: Target<Assignment>;
  readonly recipes: readonly SourceText[];
}

function indexTargets(made: Made): Map<string, MadeTarget> {
  const targets = new Map<string, MadeTarget>();
  for (const rule of made.rules) {
    const calls = splitMakeWords(expand(made.variables, rule.prerequisites)).map((to) => ({ to, settings: [] }));
    for (const name of splitMakeWords(expand(made.variables, rule.targets))) {
      if (/^\.[A-Z]+$/.test(name)) continue;
      const known = targets.get(name);
      const own = [...(known?.target.calls ?? []), ...calls, ...rule.recipe.flatMap((line) => findMakeCalls(line, made))];
      targets.set(name, { target: { name, calls: own, settings: [] }, recipes: [...(known?.recipes ?? []), ...rule.recipe] });
    }
  }
  for (const assignment of made.specific) {
    for (const name of splitMakeWords(expand(made.variables, assignment.targets as SourceText))) {
      const known = targets.get(name) ?? { target: { name, calls: [], settings: [] }, recipes: [] };
      targets.set(name, { ...known, target: { ...known.target, settings: [...known.target.settings, assignment] } });
    }
  }
  return targets;
}

/** Finds `$(MAKE) target NAME=value` in a recipe. */
function findMakeCalls(line: SourceText, made: Made): TargetCall<Assignment>[] {
  if (!/\bmake\b|MAKE/.test(line.content)) return [];
  const expanded = expand(made.variables, line);
  return [...expanded.content.matchAll(/(?:^|[\s;&|@(-])make[ \t]+([^;&|\n)]*)/g)].flatMap((match) => {
    const words = splitMakeWords({ content: match[1] ?? "" });
    if (words.some((word) => /^-[Cf]|^--(directory|file|makefile)/.test(word))) return [];
    const start = match.index + match[0].length - (match[1] ?? "").length;
    const settings = words.flatMap((word) => readCallSetting(word, expanded, start));
    return words.filter((word) => !/^-|=/.test(word)).map((to) => ({ to, settings }));
  });
}

function readCallSetting(word: string, line: SourceText, from: number): Assignment[] {
  const [whole, name = "", value = ""] = /^(\w+)=(.*)$/.exec(word) ?? [];
  if (whole === undefined || /^["']/.test(value)) return [];
  const start = line.content.indexOf(word, from) + name.length + 1;
  const text = slice(line, start, start + value.length);
  return [{ kind: "assignment", name, operator: ":=", value: text, targets: undefined, isExported: true, condition: "none" }];
}

function buildTargetScript(run: Run<Assignment>, targets: ReadonlyMap<string, MadeTarget>, made: Made, file: HostFile): HostedScript[] {
  const recipes = (targets.get(run.target)?.recipes ?? []).filter((line) => line.file === file.path);
  if (recipes.length === 0) return [];
  const variables = createTargetVariables(made.variables);
  for (const setting of run.settings) assignVariable(variables, setting);
  const name: SourceText = { file: file.path, content: run.target, segments: [[0, recipes[0]?.segments[0]?.[1] ?? 0]] };
  const first = targets.get(run.target)?.target.calls[0]?.to;
  const locals = run.target.includes("%")
    ? new Map()
    : new Map([["@", name], ...(first ? [["<", { ...name, content: first }] as const] : [])]);
  const expanded = recipes.map((line) => expand(variables, line, locals));
  const texts = made.isOneShell ? [joinOneShell(expanded, name)] : expanded.flatMap(splitRecipe);
  const environment = exportVariables(variables, made, file, run.settings, collectUsedVariables(texts));
  const directory = made.directory === "" ? undefined : made.directory;
  return [
    {
      unit: run.unit,
      known: listKnownVariables(variables, file),
      shells: texts.map((text): HostedShell => ({ text, environment, directory })),
    },
  ];
}

const environmentLimit = 500;

/** Returns the variables that scripts refer to; expanding everything that make exports would take far longer than the rest. */
function collectUsedVariables(texts: readonly SourceText[]): ReadonlySet<string> {
  return new Set(texts.flatMap(({ content }) => [...content.matchAll(/\$\{?[#!]?([A-Za-z_]\w*)/g)].flatMap(([, name]) => name ?? [])));
}

function exportVariables(
  variables: Variables,
  made: Made,
  file: HostFile,
  settings: readonly Assignment[],
  used: ReadonlySet<string>,
): Map<string, SourceText> {
  const names = made.exportsAll ? [...made.variables.values.keys(), ...made.exported] : [...made.exported];
  const set = settings.filter(({ isExported }) => isExported).map(({ name }) => name);
  const known = [...names, ...set].filter((name) => used.has(name) && isKnown(variables, name));
  const reference = (name: string): SourceText => ({ file: file.path, content: `$(${name})`, segments: [[0, 0]] });
  if (known.length > environmentLimit) {
    const message = `A recipe of this makefile uses more than ${environmentLimit} exported variables; the others are unknown.`;
    made.report("environment", { file: file.path, content: "", segments: [[0, 0]] }, message);
  }
  return new Map(known.slice(0, environmentLimit).map((name) => [name, expand(variables, reference(name), undefined, 1)]));
}

/** Returns the variables on which a command may depend without naming them. */
function listKnownVariables(variables: Variables, file: HostFile): Map<string, SourceText> {
  const names = ["ISTIO_VERSION", "ISTIOCTL_VERSION", "ISTIO_VER", "KUBECONFIG"].filter((name) => isKnown(variables, name));
  return new Map(
    names.map((name) => [name, expand(variables, { file: file.path, content: `$(${name})`, segments: [[0, 0]] }, undefined, 1)]),
  );
}

function isKnown(variables: Variables | undefined, name: string): boolean {
  return variables !== undefined && (variables.values.has(name) || isKnown(variables.below, name));
}

/** Returns the lines that make passes to a shell each, without the parts that only make reads; a `define` may have several. */
function splitRecipe(recipe: SourceText): SourceText[] {
  const lines: SourceText[] = [];
  let start = 0;
  for (const match of recipe.content.matchAll(/(\\)?\r?\n/g)) {
    if (match[1]) continue;
    lines.push(slice(recipe, start, match.index));
    start = match.index + match[0].length;
  }
  lines.push(slice(recipe, start, recipe.content.length));
  return lines.map((line) => dropLeadingTabs(slice(line, /^[\t @+-]*/.exec(line.content)?.[0].length ?? 0, line.content.length)));
}

/** With `.ONESHELL`, a recipe is one script, and only its first line has a prefix for make. */
function joinOneShell(recipe: readonly SourceText[], around: SourceText): SourceText {
  const lines = recipe.map((line, index) =>
    slice(line, (index === 0 ? /^\t?[@+-]*/ : /^\t?/).exec(line.content)?.[0].length ?? 0, line.content.length),
  );
  return joinTexts(
    around,
    lines.flatMap((line) => [dropLeadingTabs(line), createNewline(line)]),
  );
}

/** Make removes the tab at the start of a continued line. */
function dropLeadingTabs(line: SourceText): SourceText {
  const pieces: SourceText[] = [];
  let start = 0;
  for (const match of line.content.matchAll(/\n\t/g)) {
    pieces.push(slice(line, start, match.index + 1));
    start = match.index + 2;
  }
  return start === 0 ? line : joinTexts(line, [...pieces, slice(line, start, line.content.length)]);
}

function createNewline(line: SourceText): SourceText {
  return { file: line.file, content: "\n", segments: [[0, line.segments.at(-1)?.[1] ?? 0]] };
}

function splitMakeWords({ content }: { readonly content: string }): string[] {
  return content.split(/\s+/).filter((word) => word !== "" && word !== "|" && !word.includes("$"));
}
