import { type SourceText, wrapWholeText } from "../model/source-text.ts";
import type { HostedScript } from "../syntax/shell/script.ts";
import { fillIn, joinTexts, slice } from "./fill.ts";
import type { ScriptHost } from "./host.ts";
import { listRuns, type Run, type Target } from "./targets.ts";

/** Recipes of just. https://just.systems/man/en/ */
export const justfile: ScriptHost = {
  hosts: (path) => /(^|\/)\.?justfile$|\.just$/i.test(path),
  isText: true,
  scripts(file) {
    const parsed = parse(wrapWholeText(file.path, file.text));
    const targets = new Map(parsed.recipes.map((recipe) => [recipe.name, buildRecipeTarget(recipe)]));
    return listRuns(targets, file).flatMap((run) => buildRecipeScript(run, parsed));
  },
};

interface Recipe {
  readonly name: string;
  readonly header: SourceText;
  /** Parameters with the text of their defaults. */
  readonly parameters: ReadonlyMap<string, SourceText | undefined>;
  readonly lines: SourceText[];
}

interface Parsed {
  readonly variables: Map<string, SourceText>;
  readonly exported: Set<string>;
  readonly recipes: Recipe[];
  exportsAll: boolean;
}

function parse(text: SourceText): Parsed {
  const parsed: Parsed = { variables: new Map(), exported: new Set(), recipes: [], exportsAll: false };
  let recipe: Recipe | undefined;
  for (const line of splitJustfile(text)) {
    if (/^[ \t]/.test(line.content) || line.content.trim() === "") recipe?.lines.push(line);
    else recipe = readTop(line, parsed);
  }
  return parsed;
}

function splitJustfile(text: SourceText): SourceText[] {
  const lines: SourceText[] = [];
  let start = 0;
  for (let end = text.content.indexOf("\n"); start < text.content.length; end = text.content.indexOf("\n", start)) {
    const stop = end === -1 ? text.content.length : end;
    lines.push(slice(text, start, text.content[stop - 1] === "\r" ? stop - 1 : stop));
    start = stop + 1;
  }
  return lines;
}

/** Reads a line that is not indented; returns the recipe that it starts, if any. */
function readTop(line: SourceText, parsed: Parsed): Recipe | undefined {
  const { content } = line;
  if (/^[#[]|^(alias|import|mod)\b/.test(content)) return undefined;
  if (/^set\s/.test(content)) {
    parsed.exportsAll ||= /^set\s+export\s*(:=\s*true\s*)?$/.test(content);
    return undefined;
  }
  const assignment = /^(export\s{1,20})?([A-Za-z_][\w-]*)\s{0,80}:=/.exec(content);
  if (assignment?.[2]) {
    const value = readLiteralIn(line, assignment[0].length, parsed.variables);
    if (value) parsed.variables.set(assignment[2], value);
    if (assignment[1]) parsed.exported.add(assignment[2]);
    return undefined;
  }
  const recipe = parseRecipe(line, parsed);
  if (recipe) parsed.recipes.push(recipe);
  return recipe;
}

const quoted = /"((?:[^"\\]|\\.)*)"|'([^']*)'/y;

/** Returns the value of an expression that is one literal, one variable, or an environment variable with a default. */
function readLiteralIn(line: SourceText, from: number, variables: ReadonlyMap<string, SourceText>): SourceText | undefined {
  const { content } = line;
  const rest = content.slice(from).trimStart();
  const start = content.length - rest.length;
  const lookup = /^(?:env|env_var_or_default)\(\s{0,20}(?:"\w+"|'\w+')\s{0,20},\s{0,20}/.exec(rest)?.[0].length ?? 0;
  quoted.lastIndex = start + lookup;
  const match = quoted.exec(content);
  const tail = match ? content.slice(quoted.lastIndex).trim() : rest.trim();
  if (match && (lookup > 0 ? /^\)\s*(#.*)?$/ : /^(#.*)?$/).test(tail) && !match[0].includes("\\")) {
    return slice(line, start + lookup + 1, quoted.lastIndex - 1);
  }
  return match ? undefined : variables.get(tail);
}

const parameter = /([+*$]{0,2})([A-Za-z_][\w-]*)(=(?:"([^"]*)"|'([^']*)'|([\w.-]+)|\S+))?/g;

function parseRecipe(line: SourceText, { variables }: Parsed): Recipe | undefined {
  const { content } = line;
  const name = /^@?([A-Za-z_][\w-]*)/.exec(content)?.[1];
  const colon = findColon(content);
  if (name === undefined || colon === -1) return undefined;
  const start = content.indexOf(name) + name.length;
  const parameters = new Map<string, SourceText | undefined>();
  for (const match of content.slice(start, colon).matchAll(parameter)) {
    const [, , own = "", written, double, single, word] = match;
    const value = double ?? single;
    const offset = start + match.index + match[0].length - (written?.length ?? 0) + 1;
    const literal = value === undefined ? undefined : slice(line, offset + 1, offset + 1 + value.length);
    parameters.set(own, literal ?? (word === undefined ? undefined : variables.get(word)));
  }
  return { name, header: slice(line, colon + 1, content.length), parameters, lines: [] };
}

/** Finds the colon that ends the parameters, outside quotes. */
function findColon(content: string): number {
  let quote = "";
  for (let at = 0; at < content.length; at++) {
    const letter = content[at] ?? "";
    if (quote !== "") quote = letter === quote ? "" : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === ":") return at;
  }
  return -1;
}

/** Reads the recipes that a recipe runs before and after itself: `name` or `(name "argument")`. */
function buildRecipeTarget({ name, header, lines }: Recipe): Target<never> {
  const dependencies = header.content.replace(/#.*$/, "").match(/(?<![\w"'.-])[A-Za-z_][\w-]*/g) ?? [];
  const called = lines.flatMap(({ content }) =>
    [...content.matchAll(/(?:^|[\s@;&|])just[ \t]+([A-Za-z_][\w-]*)/g)].map((match) => match[1] ?? ""),
  );
  return { name, calls: [...dependencies, ...called].map((to) => ({ to, settings: [] })), settings: [] };
}

function buildRecipeScript({ target, unit }: Run<never>, { variables, exported, exportsAll, recipes }: Parsed): HostedScript[] {
  const recipe = recipes.find(({ name }) => name === target);
  const first = recipe?.lines.find(({ content }) => content.trim() !== "");
  if (!recipe || !first) return [];
  const known = new Map<string, SourceText | undefined>([...variables, ...recipe.parameters]);
  const shebang = /^\s*#!(.*)/.exec(first.content)?.[1];
  if (shebang !== undefined && !/\b(ba|z|da|k)?sh\b/.test(shebang)) return [];
  const isShared = (name: string) => exportsAll || exported.has(name);
  const environment = new Map([...variables].filter(([name]) => /^\w+$/.test(name) && isShared(name)));
  const filled = recipe.lines.map((line) => fillIn(line, /\{\{([^{}]*)\}\}/g, (match) => evaluateExpression(match, line, known)));
  const texts = shebang === undefined ? groupCommandLines(filled) : [joinGroupedLines(filled)];
  return [{ unit, known: variables, shells: texts.map((text) => ({ text, environment })) }];
}

function evaluateExpression(
  match: RegExpMatchArray,
  line: SourceText,
  known: ReadonlyMap<string, SourceText | undefined>,
): SourceText | { readonly unknown: string } {
  const inner = (match[1] ?? "").trim();
  const value = known.get(inner);
  if (value) return value;
  if (/^(justfile_directory|source_directory|invocation_directory)\(\)$/.test(inner)) {
    return { file: line.file, content: "/.", segments: [[0, line.segments[0]?.[1] ?? 0]] };
  }
  return { unknown: inner };
}

/** Each line has its own shell, unless it continues the line before. */
function groupCommandLines(lines: readonly SourceText[]): SourceText[] {
  const groups: SourceText[][] = [[]];
  for (const line of lines) {
    groups.at(-1)?.push(line);
    if (!line.content.endsWith("\\")) groups.push([]);
  }
  return groups
    .filter((group) => group.length > 0)
    .map((group) => {
      const text = joinGroupedLines(group);
      return slice(text, /^[ \t]*[@-]{0,2}/.exec(text.content)?.[0].length ?? 0, text.content.length);
    });
}

function joinGroupedLines(lines: readonly SourceText[]): SourceText {
  const [first] = lines as [SourceText];
  const around = { ...first, content: "" };
  const indent = /^[ \t]*/.exec(lines.find(({ content }) => content.trim() !== "")?.content ?? "")?.[0].length ?? 0;
  const outdented = lines.map((line) =>
    slice(line, Math.min(indent, line.content.length - line.content.trimStart().length), line.content.length),
  );
  const newline = (line: SourceText): SourceText => ({ file: line.file, content: "\n", segments: [[0, line.segments.at(-1)?.[1] ?? 0]] });
  return joinTexts(
    around,
    outdented.flatMap((line) => [line, newline(line)]),
  );
}
