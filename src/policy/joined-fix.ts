import type { Fix, TextEdit } from "../model/fix.ts";

/** Merges the fixes of findings that were merged: all their edits for the same purpose, so that the finding disappears. */
export function joinFixes([first, ...others]: readonly Fix[]): Fix | undefined {
  let joined = first;
  for (const fix of others) if (joined && fix.title === joined.title) joined = joinTwo(joined, fix);
  return joined;
}

/** The second fix is omitted if it would change the same text in a different way. */
function joinTwo(one: Fix, other: Fix): Fix {
  const known = new Set(one.edits.map(keyEdit));
  const further = other.edits.filter((edit) => !known.has(keyEdit(edit)));
  if (further.length === 0) return one;
  const edits = [...one.edits, ...further].sort((a, b) =>
    a.file === b.file ? a.start - b.start || a.end - b.end : a.file < b.file ? -1 : 1,
  );
  const areApart = edits.every((edit, index) => index === 0 || isAfter(edits[index - 1] as TextEdit, edit));
  if (!areApart) return one;
  const doubtful = [one, other].find(({ safe }) => !safe);
  const { reason: _, ...rest } = one;
  return { ...rest, edits, safe: !doubtful, ...(doubtful?.reason !== undefined && { reason: doubtful.reason }) };
}

function isAfter(before: TextEdit, edit: TextEdit): boolean {
  return before.file !== edit.file || (before.end <= edit.start && before.start < edit.start);
}

function keyEdit({ file, start, end, text }: TextEdit): string {
  return JSON.stringify([file, start, end, text]);
}
