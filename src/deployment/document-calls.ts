import { posix } from "node:path";
import type { ScriptCall } from "../model/deployment.ts";
import { isSetAside } from "../model/path-names.ts";
import type { Reader } from "../reader/source.ts";
import { joinPath } from "../syntax/shell/paths.ts";

/** More documents, and more of their text, than one repository says how to set it up in. */
const documentLimit = 500;
const sizeLimit = 8 * 1024 * 1024;

/** Finds what documents such as a README run one after the other: the scripts and targets that code blocks of one section name. */
export function findDocumentCalls(scripts: readonly string[], reader: Reader): ScriptCall[] {
  if (scripts.length === 0) return [];
  const wanted = new Set(scripts);
  const names = [...new Set(scripts.map((path) => runners.get(posix.basename(path).toLowerCase()) ?? posix.basename(path)))];
  const documents = reader.texts.filter((path) => /\.mdx?$/i.test(path) && !path.split("/").some(isSetAside)).slice(0, documentLimit);
  const calls: ScriptCall[] = [];
  let left = sizeLimit;
  for (const path of documents) {
    const text = reader.source(path)?.text ?? "";
    left -= text.length;
    if (left < 0) break;
    if (!names.some((name) => text.includes(name))) continue;
    for (const [index, lines] of listSections(text).entries()) calls.push(...listCalls({ path, index, lines }, wanted, reader));
  }
  return calls;
}

/** The programs that run the targets of a file. */
const runners: ReadonlyMap<string, string> = new Map([
  ["makefile", "make"],
  ["gnumakefile", "make"],
  ["justfile", "just"],
  [".justfile", "just"],
  ["taskfile.yml", "task"],
  ["taskfile.yaml", "task"],
]);

/** The lines of the shell's code blocks, by section; steps that are numbered are one section. */
function listSections(text: string): string[][] {
  const sections: string[][] = [[]];
  let fence: string | undefined;
  let isShell = false;
  for (const line of text.split("\n")) {
    const [, mark, language = ""] = /^ {0,8}(`{3,}|~{3,})\s*([\w-]*)/.exec(line) ?? [];
    if (mark !== undefined && fence === undefined) [fence, isShell] = [mark.slice(0, 3), shells.test(language)];
    else if (mark !== undefined && line.trim().startsWith(fence ?? "")) fence = undefined;
    else if (fence !== undefined && isShell) sections.at(-1)?.push(line);
    else if (fence === undefined && /^#{1,6}\s/.test(line) && !/^#{1,6}\s+(?:step\s*)?\d/i.test(line)) sections.push([]);
  }
  return sections;
}

const shells = /^(?:|sh|bash|shell|zsh|console|terminal|shell-session)$/i;

interface Section {
  readonly path: string;
  readonly index: number;
  readonly lines: readonly string[];
}

function listCalls({ path, index, lines }: Section, wanted: ReadonlySet<string>, reader: Reader): ScriptCall[] {
  let directory = "";
  const found = new Map<string, ScriptCall>();
  for (const command of lines.flatMap((line) => line.split(/&&|;/))) {
    const words = command
      .trim()
      .replace(/^\$\s+/, "")
      .split(/\s+/)
      .slice(0, 20);
    if (words[0] === "cd") directory = joinPath(directory, words[1] ?? "") ?? "";
    for (const { to, toUnit } of listCallees(words, directory, path, reader)) {
      if (wanted.has(to)) found.set(`${to} ${toUnit}`, { from: path, fromUnit: `section ${index}`, to, toUnit, isSequence: true });
    }
  }
  return found.size > 1 ? [...found.values()] : [];
}

function listCallees(words: readonly string[], directory: string, from: string, reader: Reader): Pick<ScriptCall, "to" | "toUnit">[] {
  const [program = "", ...others] = words[0] === "sudo" ? words.slice(1) : words;
  const find = (name: string) =>
    [reader.resolve(from, posix.join(directory, name)), reader.resolve("", posix.join(directory, name))].find(
      (path) => path !== undefined && reader.exists(path),
    );
  const files = [...runners].filter(([, runner]) => runner === program).map(([name]) => name);
  if (files.length > 0) {
    const spelt = files.flatMap((name) => [name, name.charAt(0).toUpperCase() + name.slice(1)]);
    const to = spelt.map(find).find((path) => path !== undefined);
    const targets = others.filter((word) => /^[a-z][\w./:-]*$/i.test(word));
    return to === undefined ? [] : targets.map((toUnit) => ({ to, toUnit }));
  }
  const script = /^(?:(?:ba|z)?sh|source|\.)$/.test(program) ? others.find((word) => !word.startsWith("-")) : program;
  const to = script !== undefined && /^[\w./-]+$/.test(script) && /[/.]/.test(script) ? find(script) : undefined;
  return to === undefined ? [] : [{ to, toUnit: undefined }];
}
