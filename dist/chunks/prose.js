import {
  clip,
  escapeTerminal
} from "./escape.js";

// src/report/prose.ts
function splitBlocks(text) {
  const blocks = [];
  let open;
  for (const line of text.split(/\r\n|\n|\r/)) {
    const kind = /^(?: {2}|\t)/.test(line) ? "code" : "paragraph";
    if (line.trim() === "") open = void 0;
    else if (open?.kind === kind) open.lines.push(line);
    else {
      open = { kind, lines: [line] };
      blocks.push(open);
    }
  }
  return blocks.map(({ kind, lines }) => ({ kind, text: kind === "code" ? dedent(lines).join("\n") : lines.join(" ") }));
}
function wrapText(text, width, label = "") {
  const lines = [];
  let last = "code";
  for (const block of splitBlocks(label + clip(text, longestText))) {
    if (block.kind === "paragraph" && last === "paragraph") lines.push("");
    last = block.kind;
    if (block.kind === "code") lines.push(...block.text.split("\n").map((line) => `    ${escapeTerminal(line)}`));
    else lines.push(...wrap(block.text, width));
  }
  return lines;
}
function measureWidth(text) {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) if (!isMark.test(character)) width += isWide.test(character) ? 2 : 1;
  return width;
}
var isMark = /[\p{M}\u200C\u200D]/u;
var isWide = /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
var longestText = 8e3;
function wrap(text, width) {
  const lines = [];
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
function splitProse(text) {
  const parts = text.split("`").map((part, index) => index % 2 === 1 && part.length <= 60 ? part.replaceAll(" ", "\0") : part);
  const words = parts.join("`").split(" ");
  return words.map((word) => word.replaceAll("\0", " "));
}
function dedent(lines) {
  let indent = Number.POSITIVE_INFINITY;
  for (const line of lines) indent = Math.min(indent, line.length - line.trimStart().length);
  return lines.map((line) => line.slice(indent).trimEnd());
}

export {
  splitBlocks,
  wrapText,
  measureWidth
};
