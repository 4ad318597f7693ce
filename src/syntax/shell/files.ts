import type { HereDoc, Redirection } from "unbash";
import { locateText, nestText, type SourceText } from "../../model/source-text.ts";
import { expandParts, expandWhole } from "./expand.ts";
import { joinPath } from "./paths.ts";
import { assign, createUnknownValue, findVariable, formatFileKey, type Reading, type Shell, workingDirectory } from "./state.ts";
import { concatenate, createLiteralField, type Field, formatField, joinFragments, readLiteral, sliceText, type Value } from "./text.ts";

/** The redirections of a command: its input, and functions that record its output. */
export interface Redirects {
  readonly input: SourceText | undefined;
  readonly hasOutput: boolean;
  readonly write: (output: SourceText | undefined) => void;
}

/** Expands redirections and reads heredocs. */
export function openRedirects(shell: Shell, redirects: readonly Redirection[], at: Reading): Redirects {
  let input: SourceText | undefined;
  const outputs: { readonly target: Field; readonly appends: boolean }[] = [];
  for (const redirect of redirects) {
    const target = redirect.type !== "HereDoc" && redirect.target ? expandWhole(shell, redirect.target, at) : undefined;
    if (redirect.descriptor?.type === "FileDescriptor" && redirect.descriptor.value > 1) continue;
    if (target && /^(&?>>?|>\|)$/.test(redirect.operator)) outputs.push({ target, appends: redirect.operator.endsWith(">>") });
    input = readInput(shell, redirect, target, at) ?? input;
  }
  const write = (output: SourceText | undefined) => {
    for (const { target, appends } of outputs) writeFile(shell, target, output, appends);
  };
  return { input, hasOutput: outputs.length > 0, write };
}

function readInput(shell: Shell, redirect: Redirection, target: Field | undefined, at: Reading): SourceText | undefined {
  if (redirect.type === "HereDoc") return expandHeredocText(shell, redirect, at);
  if (redirect.type === "HereString") return target && joinFragments(at.text.file, target.fragments, target.place);
  return target && redirect.operator === "<" ? readWrittenFile(shell, target) : undefined;
}

/** Records the content that a command writes to a file; undefined if it is unknown. */
export function writeFile(shell: Shell, target: Field, content: SourceText | undefined, appends = false): void {
  const path = resolveTarget(shell, target);
  if (path.startsWith("/dev/")) return;
  const text = appends ? extendContent(readWrittenFile(shell, target), content) : content;
  const value: Value = text
    ? { fields: [createLiteralField(text)], isList: false }
    : createUnknownValue(path, "a command writes it", undefined);
  assign(shell, formatFileKey(path), value);
  if (text) shell.files.set(path, text);
}

/** More pieces than real scripts append to a file. Each piece costs as much as all before it. */
const pieceLimit = 200;

function extendContent(before: SourceText | undefined, content: SourceText | undefined): SourceText | undefined {
  return before && content && before.segments.length < pieceLimit ? concatenate(before, content) : undefined;
}

/** Returns the files in the words that the script has written; undefined for unknown content. */
export function findWrittenFiles(shell: Shell, fields: readonly Field[]): ReadonlyMap<string, SourceText | undefined> {
  const written = new Map<string, SourceText | undefined>();
  for (const field of fields) {
    const text = formatField(field);
    for (const name of [text, ...text.slice(text.indexOf("=") + 1).split(",")]) {
      const value = findVariable(shell, formatFileKey(resolvePath(shell, name)));
      if (value) written.set(name, readKnownText(value));
    }
  }
  return written;
}

/** Returns the current directory of the script; undefined if it is unknown. */
export function getCurrentDirectory(shell: Shell): string | undefined {
  const value = findVariable(shell, workingDirectory);
  return value ? readLiteral(value.fields[0]) : "";
}

function readWrittenFile(shell: Shell, target: Field): SourceText | undefined {
  const value = findVariable(shell, formatFileKey(resolveTarget(shell, target)));
  return value && readKnownText(value);
}

function readKnownText({ fields }: Value): SourceText | undefined {
  const only = fields[0]?.fragments[0];
  return only?.kind === "known" ? only.text : undefined;
}

function resolveTarget(shell: Shell, target: Field): string {
  return resolvePath(shell, formatField(target));
}

/** A path that is only partly known still means the same file each time. */
function resolvePath(shell: Shell, text: string): string {
  return /^[$`]/.test(text) ? text : joinPath(getCurrentDirectory(shell) ?? "$unknown", text);
}

function expandHeredocText(shell: Shell, { operator, body }: HereDoc, at: Reading): SourceText {
  const place = locateText(at.text, body.pos, body.end);
  const text = body.parts
    ? joinFragments(at.text.file, expandParts(shell, body.parts, true, at), place)
    : sliceText(at.text, body.pos, body.end);
  return operator === "<<-" ? withoutTabs(text) : text;
}

/** `<<-` removes the tabs at the start of each line. */
function withoutTabs(text: SourceText): SourceText {
  const segments: [number, number][] = [];
  let content = "";
  let start = 0;
  for (const line of text.content.split("\n")) {
    const indent = line.length - line.replace(/^\t+/, "").length;
    segments.push([content.length, start + indent]);
    content += `${line.slice(indent)}\n`;
    start += line.length + 1;
  }
  return nestText(text, content.slice(0, -1), segments);
}
