import { clip, escapeTerminal } from "./escape.ts";

/** A part of a rule's text: words to wrap, or lines to keep unchanged. */
export interface Block {
  readonly kind: "paragraph" | "code";
  readonly text: string;
}

/** Splits a text into paragraphs; indented lines are code. */
export function splitBlocks(text: string): Block[] {
  const blocks: { kind: Block["kind"]; lines: string[] }[] = [];
  let open: { kind: Block["kind"]; lines: string[] } | undefined;
  for (const line of text.split(/\r\n|\n|\r/)) {
    const kind = /^(?: {2}|\t)/.test(line) ? "code" : "paragraph";
    if (line.trim() === "") open = undefined;
    else if (open?.kind === kind) open.lines.push(line);
    else {
      open = { kind, lines: [line] };
      blocks.push(open);
    }
  }
  return blocks.map(({ kind, lines }) => ({ kind, text: kind === "code" ? dedent(lines).join("\n") : lines.join(" ") }));
}

/** Wraps a text to a width as lines that are escaped for the terminal; `label` comes before the first line. */
export function wrapText(text: string, width: number, label = ""): string[] {
  const lines: string[] = [];
  let last: Block["kind"] = "code";
  for (const block of splitBlocks(label + clip(text, longestText))) {
    if (block.kind === "paragraph" && last === "paragraph") lines.push("");
    last = block.kind;
    if (block.kind === "code") lines.push(...block.text.split("\n").map((line) => `    ${escapeTerminal(line)}`));
    else lines.push(...wrap(block.text, width));
  }
  return lines;
}

/** Returns the width of a text in a terminal: East Asian characters and emoji take two columns, combining marks none. */
export function measureWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) if (!isMark.test(character)) width += isWide.test(character) ? 2 : 1;
  return width;
}

const isMark = /[\p{M}\u200C\u200D]/u;
const isWide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;

/** The maximum length of a text that is shown; a value from a repository may have any size. */
const longestText = 8000;

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of splitProse(escapeTerminal(text.replace(/\s+/g, " ").trim()))) {
    if (line !== "" && measureWidth(line) + 1 + measureWidth(word) > width) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  return line === "" ? lines : [...lines, line];
}

/** Splits prose into words. A short code span is one word, because a value that is split across lines is hard to copy. */
function splitProse(text: string): string[] {
  const parts = text.split("`").map((part, index) => (index % 2 === 1 && part.length <= 60 ? part.replaceAll(" ", "\0") : part));
  const words = parts.join("`").split(" ");
  return words.map((word) => word.replaceAll("\0", " "));
}

function dedent(lines: readonly string[]): string[] {
  let indent = Number.POSITIVE_INFINITY;
  for (const line of lines) indent = Math.min(indent, line.length - line.trimStart().length);
  return lines.map((line) => line.slice(indent).trimEnd());
}
