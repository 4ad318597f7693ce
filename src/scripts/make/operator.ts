/** The operator of an assignment, or the colon of a rule. */
export interface Operator {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Finds the first operator of a line outside variable references. */
export function findOperator(line: string, from = 0): Operator | undefined {
  for (let at = from; at < line.length; at++) {
    const letter = line[at];
    if (letter === "$" && /[({]/.test(line[at + 1] ?? "")) at = endOfReference(line, at) - 1;
    else if (letter === "#") return undefined;
    else if (letter === "=") return createOperator(line, isModified(line, from, at) ? at - 1 : at, at + 1);
    else if (letter === ":") return readColonOperator(line, at);
  }
  return undefined;
}

/** Checks for `?=`, `+=` and `!=`. */
function isModified(line: string, from: number, at: number): boolean {
  return at > from && /[?+!]/.test(line[at - 1] ?? "");
}

/** Reads `:` and `::` of rules; `:=`, `::=` and `:::=` of assignments. */
function readColonOperator(line: string, start: number): Operator {
  const [text = ":"] = /^:{1,3}=|^::?/.exec(line.slice(start, start + 4)) ?? [];
  return createOperator(line, start, start + text.length);
}

/** Finds the end of a `$(…)` that starts at an offset; nested brackets count. */
export function endOfReference(text: string, start: number): number {
  const open = text[start + 1];
  const close = open === "(" ? ")" : "}";
  let depth = 0;
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === open) depth++;
    else if (text[at] === close && --depth === 0) return at + 1;
  }
  return text.length;
}

/** Returns the length of a line before its comment. */
export function measureCode(line: string): number {
  for (let at = line.indexOf("#"); at !== -1; at = line.indexOf("#", at + 1)) if (line[at - 1] !== "\\") return at;
  return line.length;
}

function createOperator(line: string, start: number, end: number): Operator {
  return { start, end, text: line.slice(start, end) };
}
