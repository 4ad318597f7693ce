import { locateText, nestText, type SourceText, wrapWholeText } from "../model/source-text.ts";
import type { HostedShell } from "../syntax/shell/script.ts";
import { joinTexts, slice } from "./fill.ts";
import type { HostFile, ScriptHost } from "./host.ts";

/** `RUN` instructions, with the variables that `ARG` and `ENV` set before them. https://docs.docker.com/reference/dockerfile/ */
export const dockerfile: ScriptHost = {
  hosts: (path) => /(^|\/)(Docker|Container)file(\.[\w.-]+)?$|\.(docker|container)file$/i.test(path),
  isText: true,
  scripts(file) {
    const environment = new Map<string, SourceText>();
    const shells: HostedShell[] = [];
    for (const { name, body } of splitInstructions(wrapWholeText(file.path, file.text), file.problem)) {
      if (name === "ARG" || name === "ENV") for (const [key, value] of readDockerSettings(body)) environment.set(key, value);
      if (name === "RUN" && !body.content.startsWith("[")) shells.push({ text: body, environment: new Map(environment) });
      if (name === "SHELL" && !/\bsh"|bash"/.test(body.content)) return [];
    }
    return shells.length > 0 ? [{ unit: { name: "" }, shells }] : [];
  },
};

interface Instruction {
  readonly name: string;
  readonly body: SourceText;
}

const environmentLimit = 500;
const instructionLimit = 2_000;

function splitInstructions(text: SourceText, problem: HostFile["problem"]): Instruction[] {
  const { content } = text;
  const instructions: Instruction[] = [];
  let at = 0;
  while (at < content.length && instructions.length < instructionLimit) {
    const end = endOfInstruction(content, at);
    const line = slice(text, at, end);
    at = end + 1;
    const [head = "", name = ""] = /^[ \t]{0,80}([A-Za-z]+)[ \t]+(?:--\w+=\S+[ \t]+){0,20}/.exec(line.content) ?? [];
    if (name !== "") instructions.push({ name: name.toUpperCase(), body: dropCommentLines(slice(line, head.length, line.content.length)) });
  }
  if (content.slice(at).trim() !== "") {
    const message = `This file has more than ${instructionLimit} instructions; from here on they are not read.`;
    problem({ code: "shell-limit", message, place: locateText(text, at, at + 1) });
  }
  return instructions;
}

/** Finds the end of the last line of an instruction, which may continue with backslashes, comments between lines, or a heredoc. */
function endOfInstruction(content: string, start: number): number {
  let at = start;
  for (;;) {
    const end = content.indexOf("\n", at);
    if (end === -1) return content.length;
    const line = content.slice(at, end).trimEnd();
    at = end + 1;
    const heredoc = /^[ \t]{0,80}(?:RUN|COPY)\b.*<<-?["']?(\w+)["']?/i.exec(line)?.[1];
    if (heredoc !== undefined) return endOfHeredoc(content, at, heredoc);
    const isComment = at > end + 1 || /^[ \t]*#/.test(line);
    if (!line.endsWith("\\") && !(isComment && at !== start && isContinued(content, start, end))) return end;
  }
}

/** Checks whether an instruction continues; a comment or an empty line inside it does not end it. */
function isContinued(content: string, start: number, end: number): boolean {
  const before = content
    .slice(Math.max(start, end - 4_000), end)
    .split("\n")
    .slice(0, -1);
  return (
    before
      .findLast((line) => !/^[ \t]*#/.test(line))
      ?.trimEnd()
      .endsWith("\\") ?? false
  );
}

function endOfHeredoc(content: string, start: number, word: string): number {
  for (let at = start; at < content.length; ) {
    const end = content.indexOf("\n", at);
    const stop = end === -1 ? content.length : end;
    if (content.slice(at, stop).trim() === word) return stop;
    at = stop + 1;
  }
  return content.length;
}

/** Removes comment lines between continued lines, as Docker does before the shell reads them; a heredoc alone is the script itself. */
function dropCommentLines(body: SourceText): SourceText {
  const heredoc = /^<<-?["']?(\w+)["']?[ \t]*\r?\n/.exec(body.content);
  if (heredoc) return slice(body, heredoc[0].length, Math.max(heredoc[0].length, body.content.lastIndexOf("\n") + 1));
  if (body.content.includes("<<")) return body;
  const pieces: SourceText[] = [];
  let at = 0;
  for (const match of body.content.matchAll(/\n[ \t]*#[^\n]*(?=\n)/g)) {
    pieces.push(slice(body, at, match.index));
    at = match.index + match[0].length;
  }
  return at === 0 ? body : joinTexts(body, [...pieces, slice(body, at, body.content.length)]);
}

/** Reads `NAME=value NAME="value"` or `NAME value`. */
function readDockerSettings(body: SourceText): [string, SourceText][] {
  const { content } = body;
  const old = /^([A-Za-z_]\w*)[ \t]+([^=\s]+)\s*$/.exec(content);
  if (old?.[1] && old[2]) return [[old[1], nestText(body, old[2], [[0, content.indexOf(old[2], old[1].length)]])]];
  return [...content.matchAll(/(?:^|\s)([A-Za-z_]\w*)=(?:"([^"$\\]*)"|'([^']*)'|([^\s"'$\\]*))(?=\s|$)/g)]
    .slice(0, environmentLimit)
    .flatMap((match) => {
      const [whole, name = "", double, single, bare] = match;
      const value = double ?? single ?? bare ?? "";
      const start = match.index + whole.length - value.length - (bare === undefined ? 1 : 0);
      return value === "" ? [] : [[name, slice(body, start, start + value.length)] as [string, SourceText]];
    });
}
