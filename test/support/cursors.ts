import type { Cursor, Origin, Scalar } from "../../src/model/cursor.ts";

/** A cursor of plain JSON, for tests that do not care where values stand. */
export function cursorOf(value: unknown, origin: Origin = { file: "values.yaml", start: 0, end: 0 }): Cursor {
  if (Array.isArray(value)) return { kind: "list", origin, items: value.map((item) => cursorOf(item, origin)) };
  if (value === null || typeof value !== "object") return { kind: "scalar", origin, value: value as Scalar };
  const entries = Object.entries(value).map(([key, item]) => [key, { key: origin, value: cursorOf(item, origin) }] as const);
  return { kind: "map", origin, entries: new Map(entries) };
}
