/** Edits of a file's lines: each returns the new lines, the changed line, and the shift of the lines below it. */

/** Describes how a value is written at a place (line and column from 1); undefined if the value is not there. */
export function writtenAt(lines, { line, column }, value) {
  const text = lines[line - 1] ?? "";
  const start = column - 1 + (/["']/.test(text[column - 1] ?? "") ? 1 : 0);
  if (value === "" || !text.startsWith(value, start) || /[\w.-]/.test(text[start + value.length] ?? "")) return undefined;
  const before = text.slice(0, start);
  for (const [syntax, pattern] of syntaxes) {
    const found = pattern.exec(before);
    if (found) return { line, start, end: start + value.length, syntax, key: found.groups.key, indent: /^\s*/.exec(text)[0] };
  }
  return undefined;
}

const syntaxes = [
  ["set", /--set(-string|-literal)?[ =]+["']?([^\s"']*,)?(?<key>[\w.\\-]+)=["']?$/],
  ["yaml", /^\s*["']?(?<key>[\w.-]+)["']?\s*:\s+["']?$/],
  ["flow", /[{,]\s*["']?(?<key>[\w.-]+)["']?\s*:\s*["']?$/],
  ["hcl", /^\s*["']?(?<key>[\w.-]+)["']?\s*=\s*"$/],
];

/** Replaces a value with another one. */
export function replaced(lines, written, value) {
  return rewritten(lines, written.line, (text) => text.slice(0, written.start) + value + text.slice(written.end));
}

/** Moves a value to another key. */
export function renamed(lines, written, key) {
  const { line, start, key: old } = written;
  const from = (lines[line - 1] ?? "").lastIndexOf(old, start - 1);
  return rewritten(lines, line, (text) => text.slice(0, from) + key + text.slice(from + old.length));
}

/** Changes one line. */
export function rewritten(lines, line, change) {
  return { lines: lines.with(line - 1, change(lines[line - 1])), at: [line], from: line, delta: 0 };
}

/** Removes a value and its key, and parents that become empty. */
export function removed(lines, written) {
  if (written.syntax === "set") return withoutFlag(lines, written);
  if (written.syntax === "flow") return withoutFlowEntry(lines, written);
  if (written.key === "value") return withoutNamedItem(lines, written);
  if (written.syntax === "hcl") return cut(lines, written.line, written.line);
  return cut(lines, emptiedFrom(lines, written.line), written.line);
}

/** Removes the lines from `first` to `last`. */
export function cut(lines, first, last) {
  const at = Math.max(1, first - 1);
  return { lines: [...lines.slice(0, first - 1), ...lines.slice(last)], at: [at], from: last, delta: first - last - 1 };
}

/** Inserts lines after another one. */
export function added(lines, after, texts) {
  const at = texts.map((_, index) => after + 1 + index);
  return { lines: [...lines.slice(0, after), ...texts, ...lines.slice(after)], at, from: after, delta: texts.length };
}

function withoutFlag(lines, { line, start, end, key }) {
  const text = lines[line - 1];
  const head = text.slice(0, start);
  const tail = text.slice(end);
  const listed = new RegExp(`(,?)${escaped(key)}=["']?$`).exec(head);
  if (listed?.[1]) return rewritten(lines, line, () => head.slice(0, listed.index) + tail);
  if (tail.startsWith(",")) return rewritten(lines, line, () => head.slice(0, listed.index) + tail.slice(1));
  const flag = /\s*--set(-string|-literal)?[ =]+["']?[\w.\\-]+=["']?$/.exec(head);
  if (!flag) return undefined;
  return rewritten(lines, line, () => head.slice(0, flag.index) + tail.replace(/^["']/, ""));
}

function withoutFlowEntry(lines, { line, start, end, key }) {
  const text = lines[line - 1];
  const head = text.slice(0, start).replace(new RegExp(`["']?${escaped(key)}["']?\\s*:\\s*["']?$`), "");
  const tail = text.slice(end).replace(/^["']/, "");
  if (/^\s*,/.test(tail)) return rewritten(lines, line, () => head + tail.replace(/^\s*,\s*/, ""));
  return rewritten(lines, line, () => head.replace(/,\s*$/, "") + tail);
}

/** Removes an item from a list of names and values, or a block with both. */
function withoutNamedItem(lines, { line, syntax }) {
  const [first, last] = syntax === "hcl" ? braced(lines, line) : listItem(lines, line);
  return first === undefined ? undefined : cut(lines, first, last);
}

function braced(lines, line) {
  let first = line;
  while (first > 0 && line - first < 6 && !/\{\s*$/.test(lines[first - 1])) first--;
  let last = line;
  while (last <= lines.length && last - line < 6 && !/^\s*\},?\s*$/.test(lines[last - 1])) last++;
  return /\{\s*$/.test(lines[first - 1] ?? "") && /^\s*\},?\s*$/.test(lines[last - 1] ?? "") ? [first, last] : [];
}

function listItem(lines, line) {
  if (/^\s*- name:/.test(lines[line - 2] ?? "")) return [line - 1, line];
  return [];
}

/** Finds the first of the lines above that would have nothing left below it. */
function emptiedFrom(lines, line) {
  let first = line;
  for (;;) {
    const indent = indentOf(lines[first - 1]);
    const next = lines.slice(line).find((text) => text.trim() !== "");
    if (next !== undefined && indentOf(next) >= indent && !isDocumentEnd(next)) return first;
    const above = lines[first - 2] ?? "";
    const isParent = /^\s*["']?[\w.-]+["']?:\s*([|>][-+]?)?\s*$/.test(above) && indentOf(above) < indent;
    if (!isParent) return first;
    first--;
  }
}

function isDocumentEnd(text) {
  return /^(---|\.\.\.|EOF)/.test(text);
}

export function indentOf(text) {
  return /^\s*/.exec(text ?? "")[0].length;
}

function escaped(text) {
  return text.replace(/[.\\-]/g, "\\$&");
}
