import { isTerraform } from "../files/file-kind.ts";
import type { Repository } from "../files/repository.ts";
import type { Cursor } from "../model/cursor.ts";
import type { Problem } from "../model/finding.ts";
import type { Leaf } from "../model/leaf.ts";
import { type SourceText, wrapWholeText } from "../model/source-text.ts";
import type { ParseHcl } from "../syntax/hcl/grammar.ts";
import { readHcl } from "../syntax/hcl/hcl.ts";
import { listBodyLeaves } from "../syntax/hcl/leaves.ts";
import type { Script } from "../syntax/shell/script.ts";
import { formatWord } from "../syntax/shell/script.ts";
import { readYaml } from "../syntax/yaml/yaml.ts";
import { openDocuments } from "./documents.ts";
import { openReader } from "./reader.ts";
import type { Source } from "./source.ts";

/**
 * Reads every value that a file would have if it contained `text`, and the problems that keep it from being read; undefined if the
 * file cannot be read at all.
 */
export function readLeaves(repository: Repository, path: string, text: string, hcl: ParseHcl | undefined): Leaf[] | undefined {
  if (isTerraform(path)) return hcl && listTerraformLeaves(wrapWholeText(path, text), hcl);
  const leaves: Leaf[] = [];
  const problem = ({ code, message }: Problem) => leaves.push({ path: ["problem", code], value: message });
  const read = (other: string) => (other === path ? Buffer.from(text) : repository.read(other));
  const source = openReader({ ...repository, paths: [], read }, { markers: [], problem }).source(path);
  if (!source) return undefined;
  for (const [index, { root }] of readAllDocuments(source, problem).entries()) leaves.push(...listLeaves(root, ["document", `[${index}]`]));
  for (const [index, script] of source.scripts().entries()) leaves.push(...listScriptLeaves(script, `[${index}]`));
  return leaves;
}

/** All documents are read, because values files have no common file name. */
function readAllDocuments(source: Source, problem: (problem: Problem) => void) {
  const documents = source.documents(anything);
  if (documents.length > 0 || source.scripts().length > 0) return documents;
  return openDocuments(wrapWholeText(source.path, source.text), problem)(anything);
}

const anything = { test: () => true };

function listTerraformLeaves(text: SourceText, parse: ParseHcl): Leaf[] {
  const { body, problems } = readHcl(text, parse);
  const broken = problems.map(({ code, message }): Leaf => ({ path: ["problem", code], value: message }));
  return [...broken, ...listBodyLeaves(body, ["document"], (content, path) => listTextLeaves(wrapWholeText(text.file, content), path))];
}

function* listScriptLeaves({ commands, files }: Script, index: string): Generator<Leaf> {
  for (const [number, { program, args, input }] of commands.entries()) {
    yield { path: ["command", index, `[${number}]`], value: [program, ...args.map(formatWord)].join(" ") };
    if (input) yield* listTextLeaves(input, ["input", index, `[${number}]`]);
  }
  for (const [name, text] of files) yield* listTextLeaves(text, ["file", index, name]);
}

/** Lists the leaves of a value; YAML and JSON inside text values is parsed too. */
function* listLeaves(cursor: Cursor, path: readonly string[]): Generator<Leaf> {
  if (cursor.kind === "map" && cursor.entries.size > 0) {
    for (const [key, { value }] of cursor.entries) yield* listLeaves(value, [...path, key]);
  } else if (cursor.kind === "list" && cursor.items.length > 0) {
    for (const [index, item] of cursor.items.entries()) yield* listLeaves(item, [...path, `[${index}]`]);
  } else if (cursor.kind === "scalar" && typeof cursor.value === "string") {
    yield* listTextLeaves(cursor.text ?? wrapWholeText("", cursor.value), path);
  } else yield { path, value: formatShallow(cursor) };
}

/** Splits text with several documents, or with keys and values; any other text is a leaf itself. */
function* listTextLeaves(text: SourceText, path: readonly string[]): Generator<Leaf> {
  const documents = /\n/.test(text.content) ? openDocuments(text, () => {})(anything) : [];
  const roots = documents.length > 0 ? documents.map(({ root }) => root) : [readInline(text)];
  const whole = roots.filter((root) => root?.kind === "map" || root?.kind === "list");
  if (whole.length === 0 || whole.length < roots.length) yield { path, value: text.content };
  else for (const [index, root] of whole.entries()) if (root) yield* listLeaves(root, index === 0 ? path : [...path, `[${index}]`]);
}

/** Reads JSON, or a single key with its value. */
function readInline(text: SourceText): Cursor | undefined {
  return /^\s*[{[]|: /.test(text.content) ? readYaml(text).root : undefined;
}

function formatShallow(cursor: Cursor): string {
  if (cursor.kind === "map") return "{}";
  if (cursor.kind === "list") return "[]";
  return cursor.kind === "scalar" ? String(cursor.value) : (cursor.text ?? cursor.reason);
}
