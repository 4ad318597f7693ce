import { isTerraform } from "../files/file-kind.ts";
import type { Repository } from "../files/repository.ts";
import type { Cursor } from "../model/cursor.ts";
import type { Problem } from "../model/finding.ts";
import type { Leaf } from "../model/leaf.ts";
import { type SourceText, wholeText } from "../model/source-text.ts";
import type { ParseHcl } from "../syntax/hcl/grammar.ts";
import { readHcl } from "../syntax/hcl/hcl.ts";
import { leavesOfBody } from "../syntax/hcl/leaves.ts";
import type { Script } from "../syntax/shell/script.ts";
import { textOfWord } from "../syntax/shell/script.ts";
import { readYaml } from "../syntax/yaml/yaml.ts";
import { openDocuments } from "./documents.ts";
import { openReader } from "./reader.ts";
import type { Source } from "./source.ts";

/** The limit for the text of one file, in characters; the file is read again for each of its fixes, and each reading counts. */
const readLimit = 2 * 1024 * 1024;
/** The limit for all files together. */
export const totalLimit = 8 * 1024 * 1024;
/** Reading a character of Terraform takes as long as reading this many characters of YAML. */
const terraformCost = 10;
/** The limit for cached text. The cache helps because clusters that share files have the same fixes. */
const keptLimit = 6 * 1024 * 1024;

/** Returns a function that reads a file as if it contained the given text. */
export function openLeaves(repositories: readonly Repository[], hcl: ParseHcl | undefined, report: (problem: Problem) => void): LeavesOf {
  const used = new Map<string, number>();
  let total = 0;
  let kept = 0;
  const known = new Map<string, Leaf[] | undefined>();
  const read = (path: string, text: string): Leaf[] | undefined => {
    const repository = repositories.find(({ exists, prefix }) => exists(path) || path.startsWith(prefix));
    const cost = text.length * (isTerraform(path) ? terraformCost : 1);
    const ofFile = (used.get(path) ?? 0) + cost;
    used.set(path, ofFile);
    total += cost;
    if (total >= totalLimit) report({ code: "fixes-limit", message: tooMuch, place: { file: path, start: 0, end: 0 } });
    const isLittle = ofFile < Math.max(readLimit, 4 * cost) && total < totalLimit;
    return repository && isLittle ? readLeaves(repository, path, text, hcl) : undefined;
  };
  return (path, text) => {
    if (total >= totalLimit) return undefined;
    if (text.length > readLimit / 8) return read(path, text);
    const key = `${path}\0${text}`;
    if (known.has(key)) return known.get(key);
    const leaves = read(path, text);
    kept += text.length;
    if (kept > keptLimit) {
      known.clear();
      kept = text.length;
    }
    known.set(key, leaves);
    return leaves;
  };
}

const tooMuch = "The fixes of this repository change more text than is checked again; from here on no fixes are offered.";

type LeavesOf = (path: string, text: string) => readonly Leaf[] | undefined;

/**
 * Reads every value that a file would have if it contained `text`, and the problems that keep it from being read; undefined if the
 * file cannot be read at all.
 */
function readLeaves(repository: Repository, path: string, text: string, hcl: ParseHcl | undefined): Leaf[] | undefined {
  if (isTerraform(path)) return hcl && terraformLeaves(wholeText(path, text), hcl);
  const leaves: Leaf[] = [];
  const problem = ({ code, message }: Problem) => leaves.push({ path: ["problem", code], value: message });
  const read = (other: string) => (other === path ? Buffer.from(text) : repository.read(other));
  const source = openReader({ ...repository, paths: [], read }, { markers: [], problem }).source(path);
  if (!source) return undefined;
  for (const [index, { root }] of documentsIn(source, problem).entries()) leaves.push(...leavesIn(root, ["document", `[${index}]`]));
  for (const [index, script] of source.scripts().entries()) leaves.push(...scriptLeaves(script, `[${index}]`));
  return leaves;
}

/** All documents are read, because values files have no common file name. */
function documentsIn(source: Source, problem: (problem: Problem) => void) {
  const documents = source.documents(anything);
  if (documents.length > 0 || source.scripts().length > 0) return documents;
  return openDocuments(wholeText(source.path, source.text), problem)(anything);
}

const anything = { test: () => true };

function terraformLeaves(text: SourceText, parse: ParseHcl): Leaf[] {
  const { body, problems } = readHcl(text, parse);
  const broken = problems.map(({ code, message }): Leaf => ({ path: ["problem", code], value: message }));
  return [...broken, ...leavesOfBody(body, ["document"], (content, path) => textLeaves(wholeText(text.file, content), path))];
}

function* scriptLeaves({ commands, files }: Script, index: string): Generator<Leaf> {
  for (const [number, { program, args, input }] of commands.entries()) {
    yield { path: ["command", index, `[${number}]`], value: [program, ...args.map(textOfWord)].join(" ") };
    if (input) yield* textLeaves(input, ["input", index, `[${number}]`]);
  }
  for (const [name, text] of files) yield* textLeaves(text, ["file", index, name]);
}

/** Lists the leaves of a value; YAML and JSON inside text values is parsed too. */
function* leavesIn(cursor: Cursor, path: readonly string[]): Generator<Leaf> {
  if (cursor.kind === "map" && cursor.entries.size > 0) {
    for (const [key, { value }] of cursor.entries) yield* leavesIn(value, [...path, key]);
  } else if (cursor.kind === "list" && cursor.items.length > 0) {
    for (const [index, item] of cursor.items.entries()) yield* leavesIn(item, [...path, `[${index}]`]);
  } else if (cursor.kind === "scalar" && typeof cursor.value === "string") {
    yield* textLeaves(cursor.text ?? wholeText("", cursor.value), path);
  } else yield { path, value: shallow(cursor) };
}

/** Splits text with several documents, or with keys and values; any other text is a leaf itself. */
function* textLeaves(text: SourceText, path: readonly string[]): Generator<Leaf> {
  const documents = /\n/.test(text.content) ? openDocuments(text, () => {})(anything) : [];
  const roots = documents.length > 0 ? documents.map(({ root }) => root) : [readInline(text)];
  const whole = roots.filter((root) => root?.kind === "map" || root?.kind === "list");
  if (whole.length === 0 || whole.length < roots.length) yield { path, value: text.content };
  else for (const [index, root] of whole.entries()) if (root) yield* leavesIn(root, index === 0 ? path : [...path, `[${index}]`]);
}

/** Reads JSON, or a single key with its value. */
function readInline(text: SourceText): Cursor | undefined {
  return /^\s*[{[]|: /.test(text.content) ? readYaml(text).root : undefined;
}

function shallow(cursor: Cursor): string {
  if (cursor.kind === "map") return "{}";
  if (cursor.kind === "list") return "[]";
  return cursor.kind === "scalar" ? String(cursor.value) : (cursor.text ?? cursor.reason);
}
