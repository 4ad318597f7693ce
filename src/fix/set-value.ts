import { at, type Cursor, isPlace, type Scalar } from "../model/cursor.ts";
import type { TextEdit } from "../model/fix.ts";
import type { Draft, ValuesHome } from "../model/install.ts";
import { mergeValues } from "../model/values.ts";
import { insertion, type TextOf } from "./insertion.ts";
import { replacementText } from "./scalar-text.ts";

/**
 * The edit that gives an install a value: where it is written already, else beside what is written, in the strongest
 * layer that can be edited, else where the install would take its values from.
 */
export function setValue(draft: Draft, path: readonly string[], value: Scalar, textOf: TextOf): TextEdit | undefined {
  if (draft.isTemplate) return undefined;
  const values = mergeValues(draft.layers.map((layer) => layer.values));
  const written = at(values, ...path);
  if (written?.kind === "unknown") return undefined;
  if (written?.kind === "scalar" && written.value !== null) return replaced(written, value, textOf);
  for (const layer of draft.layers.toReversed()) {
    if (layer.values.kind === "unknown") return undefined;
    const edit = "assignments" in layer.values ? undefined : insertion(layer.values, path, value, textOf);
    if (edit) return edit;
  }
  return draft.home && intoHome(draft.home, path, value, textOf);
}

/** Writes another scalar over one. */
export function replaced(written: Cursor, value: Scalar, textOf: TextOf): TextEdit | undefined {
  const { origin } = written;
  const text = isPlace(origin) && origin.end > origin.start ? textOf(origin.file) : undefined;
  if (text === undefined || !isPlace(origin)) return undefined;
  const { file, start, end } = origin;
  const before = text.slice(start, end);
  return before.includes("\n") ? undefined : { file, start, end, text: replacementText(value, before) };
}

function intoHome(home: ValuesHome, path: readonly string[], value: Scalar, textOf: TextOf): TextEdit | undefined {
  if ("map" in home) return insertion(home.map, [...home.path, ...path], value, textOf);
  const { file, end } = home.after;
  const text = textOf(file);
  if (text === undefined || /[^\w./:-]/.test(String(value))) return undefined;
  const quotes = /^["']?/.exec(text.slice(end))?.[0].length ?? 0;
  const kind = typeof value === "string" && /^(true|false|null|\d+)$/.test(value) ? "--set-string" : "--set";
  const key = [...home.path, ...path].map((step) => step.replaceAll(".", "\\.")).join(".");
  const at = end + quotes;
  const assignment = key.includes("\\") ? `'${key}=${value}'` : `${key}=${value}`;
  return { file, start: at, end: at, text: `${gapBefore(text, at)}${kind} ${assignment}` };
}

/** An option of a command over several lines gets a line of its own. */
function gapBefore(text: string, at: number): string {
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  const continued = /\\(\r?\n)$/.exec(text.slice(0, lineStart));
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? "";
  return continued ? ` \\${continued[1]}${indent}` : " ";
}
