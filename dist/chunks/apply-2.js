// src/fix/apply.ts
function applyFixes(fixes, textOf) {
  const edits = [];
  const applied = [];
  const waiting = [];
  for (const fix of fixes) {
    const fresh = fix.edits.filter((edit) => !edits.some((other) => isSame(edit, other)));
    if (fresh.some((edit) => edits.some((other) => isInTheWay(edit, other, textOf)))) waiting.push(fix);
    else {
      edits.push(...fresh);
      applied.push(fix);
    }
  }
  const files = /* @__PURE__ */ new Map();
  for (const file of [...new Set(edits.map((edit) => edit.file))].sort()) {
    const own = edits.filter((edit) => edit.file === file);
    files.set(file, editText(textOf(file) ?? "", own));
  }
  return { files, applied, waiting };
}
function editText(text, edits) {
  const pieces = [];
  let copied = 0;
  for (const { start, end, text: own } of edits.toReversed().sort((one, other) => one.start - other.start)) {
    pieces.push(text.slice(copied, start), own);
    copied = end;
  }
  return pieces.join("") + text.slice(copied);
}
function isSame(one, other) {
  return one.file === other.file && one.start === other.start && one.end === other.end && one.text === other.text;
}
function isInTheWay(one, other, textOf) {
  if (one.file !== other.file) return false;
  if (one.start <= other.end && other.start <= one.end) return true;
  if (one.text !== "" || other.text !== "") return false;
  const [start, end] = one.end < other.start ? [one.end, other.start] : [other.end, one.start];
  return end - start < 2e3 && /^(?:\s|#[^\n]*\n)*$/.test(textOf(one.file)?.slice(start, end) ?? "");
}

export {
  applyFixes,
  editText
};
