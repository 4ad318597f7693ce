import type { Fix, TextEdit } from "../model/fix.ts";

/** The files that fixes change, with their new text; fixes in `waiting` change text that another fix has already changed. */
export interface Applied {
  readonly files: ReadonlyMap<string, string>;
  readonly applied: readonly Fix[];
  readonly waiting: readonly Fix[];
}

/** Applies fixes one after another; a fix that overlaps an earlier one waits for the next run. */
export function applyFixes(fixes: readonly Fix[], textOf: (file: string) => string | undefined): Applied {
  const edits: TextEdit[] = [];
  const applied: Fix[] = [];
  const waiting: Fix[] = [];
  for (const fix of fixes) {
    const fresh = fix.edits.filter((edit) => !edits.some((other) => isSame(edit, other)));
    if (fresh.some((edit) => edits.some((other) => isInTheWay(edit, other, textOf)))) waiting.push(fix);
    else {
      edits.push(...fresh);
      applied.push(fix);
    }
  }
  const files = new Map<string, string>();
  for (const file of [...new Set(edits.map((edit) => edit.file))].sort()) {
    const own = edits.filter((edit) => edit.file === file);
    files.set(file, editText(textOf(file) ?? "", own));
  }
  return { files, applied, waiting };
}

/** Applies edits to a text. If two edits have the same place, the later one comes first. */
export function editText(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = [];
  let copied = 0;
  for (const { start, end, text: own } of edits.toReversed().sort((one, other) => one.start - other.start)) {
    pieces.push(text.slice(copied, start), own);
    copied = end;
  }
  return pieces.join("") + text.slice(copied);
}

function isSame(one: TextEdit, other: TextEdit): boolean {
  return one.file === other.file && one.start === other.start && one.end === other.end && one.text === other.text;
}

/** Checks whether two edits conflict: insertions at one place have no defined order, and two removed keys may leave their map empty. */
function isInTheWay(one: TextEdit, other: TextEdit, textOf: (file: string) => string | undefined): boolean {
  if (one.file !== other.file) return false;
  if (one.start <= other.end && other.start <= one.end) return true;
  if (one.text !== "" || other.text !== "") return false;
  const [start, end] = one.end < other.start ? [one.end, other.start] : [other.end, one.start];
  return end - start < 2000 && /^(?:\s|#[^\n]*\n)*$/.test(textOf(one.file)?.slice(start, end) ?? "");
}
