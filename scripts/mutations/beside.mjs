import { added, indentOf, rewritten } from "./text.mjs";

/** Writes another value (`path`, dotted) beside an existing value of the same chart; undefined if there is no simple way. */
export function beside(lines, anchor, path, value) {
  const writers = { set: besideFlag, yaml: besideKey, flow: besideFlowKey, hcl: besideHcl };
  return writers[anchor.syntax](lines, anchor, path, value);
}

function besideFlag(lines, { line, end }, path, value) {
  const quote = /^["']/.exec(lines[line - 1].slice(end))?.[0] ?? "";
  const isList = lines[line - 1][end] === ",";
  const text = isList ? `,${path}=${value}` : ` --set ${path}=${value}`;
  const at = end + quote.length;
  return rewritten(lines, line, (whole) => whole.slice(0, at) + text + whole.slice(at));
}

function besideKey(lines, { line, indent, key }, path, value) {
  const [first, ...rest] = path.split(".");
  if (key === "value" || hasSibling(lines, line, first)) return undefined;
  const texts = [first, ...rest].map((step, depth, { length }) => {
    return `${indent}${"  ".repeat(depth)}${step}:${depth === length - 1 ? ` ${value}` : ""}`;
  });
  return added(lines, line, texts);
}

/** Checks whether the map that contains a line has another key with a name. */
function hasSibling(lines, line, name) {
  const indent = indentOf(lines[line - 1]);
  const isOurs = (text) => text.trim() === "" || indentOf(text) >= indent;
  let first = line;
  while (first > 1 && isOurs(lines[first - 2])) first--;
  let last = line;
  while (last < lines.length && isOurs(lines[last])) last++;
  const pattern = new RegExp(`^["']?${name}["']?\\s*:`);
  return lines.slice(first - 1, last).some((text) => indentOf(text) === indent && pattern.test(text.trim()));
}

function besideFlowKey(lines, { line, end }, path, value) {
  const text = lines[line - 1];
  const quote = /^["']/.exec(text.slice(end))?.[0] ?? "";
  const [first, ...rest] = path.split(".");
  if (quote !== "" || new RegExp(`\\b${first}:`).test(text)) return undefined;
  const nested = [first, ...rest].reduceRight(
    (inner, step) => (inner === undefined ? `${step}: ${value}` : `${step}: { ${inner} }`),
    undefined,
  );
  return rewritten(lines, line, (whole) => `${whole.slice(0, end)}, ${nested}${whole.slice(end)}`);
}

function besideHcl(lines, { line, indent, key }, path, value) {
  if (key === "value") return anotherBlock(lines, line, path, value);
  const [first, ...rest] = path.split(".");
  const near = lines.slice(Math.max(0, line - 12), line + 12);
  if (near.some((text) => new RegExp(`^\\s*${first}\\s*=`).test(text))) return undefined;
  const literal = /^(true|false)$/.test(value) ? value : `"${value}"`;
  const nested = rest.reduceRight((inner, step) => `{ ${step} = ${inner} }`, literal);
  return added(lines, line, [`${indent}${first} = ${nested}`]);
}

/** Adds a `set` block after the one that contains the line, or a list item before it, because the last item may have no comma. */
function anotherBlock(lines, line, path, value) {
  let first = line;
  while (first > 1 && line - first < 4 && !/\{\s*$/.test(lines[first - 1])) first--;
  let last = line;
  while (last < lines.length && last - line < 4 && !/^\s*\},?\s*$/.test(lines[last - 1])) last++;
  const block = lines.slice(first - 1, last);
  const name = block.find((text) => /^\s*name\s*=/.test(text));
  if (!name || !/^\s*\},?\s*$/.test(block.at(-1))) return undefined;
  const texts = block.map((text) => {
    if (/^\s*name\s*=/.test(text)) return text.replace(/".*"/, `"${path}"`);
    return /^\s*value\s*=/.test(text) ? text.replace(/".*"/, `"${value}"`) : text;
  });
  const isItem = /^\s*\{\s*$/.test(block[0]);
  return isItem ? added(lines, first - 1, [...texts.slice(0, -1), texts.at(-1).replace(/\},?/, "},")]) : added(lines, last, texts);
}
