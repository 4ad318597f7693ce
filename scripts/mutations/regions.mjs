/** Returns the first and last line of a command, including continuation lines. */
export function commandLines(lines, line) {
  let first = line;
  while (first > 1 && /[\\`]\s*$/.test(lines[first - 2])) first--;
  let last = line;
  while (last < lines.length && /[\\`]\s*$/.test(lines[last - 1])) last++;
  return [first, last];
}

/** Returns the first and last line of a YAML document. */
export function documentLines(lines, line) {
  let first = line;
  while (first > 1 && !/^---/.test(lines[first - 1])) first--;
  let last = line;
  while (last < lines.length && !/^---/.test(lines[last])) last++;
  return [first, last];
}

/** Returns the lines of the keys and blocks that contain a line, the nearest first. */
export function ancestors(lines, line) {
  const found = [];
  let indent = indentAt(lines, line);
  for (let above = line - 1; above >= 1 && indent > 0; above--) {
    const text = lines[above - 1] ?? "";
    if (text.trim() === "" || /^\s*#/.test(text)) continue;
    const own = indentAt(lines, above);
    if (own >= indent) continue;
    found.push(above);
    indent = own;
  }
  return found;
}

/** Checks whether a line is directly below a key. */
export function isBelow(lines, line, key) {
  const [above] = ancestors(lines, line);
  return above !== undefined && new RegExp(`^\\s*(- )?${key}:`).test(lines[above - 1]);
}

function indentAt(lines, line) {
  return /^\s*(- )?/.exec(lines[line - 1] ?? "")[0].length;
}
