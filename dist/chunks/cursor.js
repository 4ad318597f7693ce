// src/model/cursor.ts
function isPlace(origin) {
  return "file" in origin;
}
function findAt(cursor, ...path) {
  let current = cursor;
  for (const step of path) {
    if (current === void 0 || current.kind === "unknown") return current;
    if (current.kind === "list") current = current.items[Number(step)];
    else if (current.kind === "map") current = current.entries.get(String(step))?.value ?? current.rest;
    else return void 0;
  }
  return current;
}
function findStringAt(cursor, ...path) {
  const found = findAt(cursor, ...path);
  if (found?.kind !== "scalar" || found.value === null || found.value === "" || typeof found.value === "boolean") return void 0;
  return String(found.value);
}
function findReferenceAt(cursor, ...path) {
  const found = findAt(cursor, ...path);
  return found?.kind === "unknown" ? found.text : findStringAt(found);
}
function findItemsAt(cursor, ...path) {
  const found = findAt(cursor, ...path);
  return found?.kind === "list" ? found.items : [];
}
function findEntriesAt(cursor, ...path) {
  const found = findAt(cursor, ...path);
  return found?.kind === "map" ? [...found.entries] : [];
}
function findPlaceAt(cursor, ...path) {
  const parent = findAt(cursor, ...path.slice(0, -1));
  const last = path.at(-1);
  const found = last === void 0 ? cursor : findAt(parent, last);
  if (found === void 0) return void 0;
  const key = found.kind !== "scalar" && parent?.kind === "map" && last !== void 0 ? parent.entries.get(String(last))?.key : void 0;
  const origin = key ?? found.origin;
  return isPlace(origin) ? origin : void 0;
}
function readCursorText(cursor) {
  if (cursor.text) return cursor.text;
  if (typeof cursor.value !== "string" || !isPlace(cursor.origin)) return void 0;
  return { file: cursor.origin.file, content: cursor.value, segments: [[0, cursor.origin.start]] };
}
function toPlainValue(cursor) {
  if (cursor.kind === "scalar") return cursor.value;
  if (cursor.kind === "unknown") return void 0;
  if (cursor.kind === "list") return cursor.items.map((item) => toPlainValue(item) ?? null);
  const known = [];
  for (const [key, entry] of cursor.entries) {
    const value = toPlainValue(entry.value);
    if (value !== void 0) known.push([key, value]);
  }
  return Object.fromEntries(known);
}
function* listScalars(cursor) {
  if (cursor.kind === "scalar") yield cursor;
  if (cursor.kind === "list") for (const item of cursor.items) yield* listScalars(item);
  if (cursor.kind === "map") for (const { value } of cursor.entries.values()) yield* listScalars(value);
}
function* collectUnknownPointers(cursor, prefix = "") {
  if (cursor.kind === "unknown") yield prefix;
  if (cursor.kind === "list") for (const [index, item] of cursor.items.entries()) yield* collectUnknownPointers(item, `${prefix}/${index}`);
  if (cursor.kind !== "map") return;
  if (cursor.rest) yield prefix;
  for (const [key, entry] of cursor.entries) yield* collectUnknownPointers(entry.value, `${prefix}/${escapePointer(key)}`);
}
function splitPointer(pointer) {
  return pointer.split("/").slice(1).map(unescapePointer);
}
function unescapePointer(step) {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}
function escapePointer(key) {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

export {
  isPlace,
  findAt,
  findStringAt,
  findReferenceAt,
  findItemsAt,
  findEntriesAt,
  findPlaceAt,
  readCursorText,
  toPlainValue,
  listScalars,
  collectUnknownPointers,
  splitPointer,
  unescapePointer,
  escapePointer
};
