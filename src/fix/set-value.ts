import { type Cursor, findAt, isPlace, type Scalar } from "../model/cursor.ts";
import type { TextEdit } from "../model/fix.ts";
import type { Draft, ValuesHome } from "../model/install.ts";
import type { Place } from "../model/location.ts";
import { mergeValues } from "../model/values.ts";
import { insertText, insertValue } from "./insertion.ts";
import type { TextOf } from "./lines.ts";
import { writeReplacement } from "./scalar-text.ts";
import { writeIntoRelease } from "./terraform-release.ts";

/**
 * Returns the edit that sets a value of an install: at the place where the value is already set, else beside other values in the
 * strongest layer that can be edited, else at the place where the install would read its values from.
 */
export function setValue(draft: Draft, path: readonly string[], value: Scalar, textOf: TextOf): TextEdit | undefined {
  const values = mergeValues(draft.layers.map((layer) => layer.values));
  const written = findAt(values, ...path);
  if (written?.kind === "unknown") return undefined;
  if (written?.kind === "scalar" && written.value !== null && isPlace(written.origin)) return replaceScalar(written, value, textOf);
  for (const layer of draft.layers.toReversed()) {
    if (layer.values.kind === "unknown") return undefined;
    const edit = "assignments" in layer.values ? undefined : insertValue(layer.values, path, value, textOf);
    if (edit) return edit;
  }
  return draft.home && writeIntoHome(draft.home, path, value, textOf);
}

/** Replaces a scalar with another one. */
export function replaceScalar(written: Cursor, value: Scalar, textOf: TextOf): TextEdit | undefined {
  const { origin } = written;
  const text = isPlace(origin) && origin.end > origin.start ? textOf(origin.file) : undefined;
  if (text === undefined || !isPlace(origin)) return undefined;
  const { file, start, end } = origin;
  const before = text.slice(start, end);
  return isAsWritten(written, before) ? { file, start, end, text: writeReplacement(value, before) } : undefined;
}

/** Checks whether a scalar equals its text in the file. The result of a template, a variable or an escape cannot be edited here. */
function isAsWritten(written: Cursor, text: string): boolean {
  if (text.includes("\n") || /\{\{|\$/.test(text) || written.kind !== "scalar") return false;
  return typeof written.value !== "string" || text.replace(/^(["'])(.*)\1$/s, "$2") === written.value;
}

function writeIntoHome(home: ValuesHome, path: readonly string[], value: Scalar, textOf: TextOf): TextEdit | undefined {
  const whole = [...home.path, ...path];
  if ("argument" in home) return writeIntoRelease(home, whole, value, textOf);
  if ("after" in home) return addSetOption(home.after, whole, value, textOf);
  return home.text === undefined ? insertValue(home.map, whole, value, textOf) : insertText(home.map, home.text, whole, value, textOf);
}

function addSetOption(command: Place, path: readonly string[], value: Scalar, textOf: TextOf): TextEdit | undefined {
  if (/[^\w./:-]/.test(String(value))) return undefined;
  const kind = typeof value === "string" && /^(true|false|null|\d+)$/.test(value) ? "--set-string" : "--set";
  const key = path.map((step) => step.replaceAll(".", "\\.")).join(".");
  return addAfterCommand(command, `${kind} ${key.includes("\\") ? `'${key}=${value}'` : `${key}=${value}`}`, textOf);
}

/** Returns the edit that adds an option after the last word of a command. */
export function addAfterCommand({ file, end }: Place, option: string, textOf: TextOf): TextEdit | undefined {
  const text = textOf(file);
  if (text === undefined) return undefined;
  const at = end + (/^["']?/.exec(text.slice(end))?.[0].length ?? 0);
  return { file, start: at, end: at, text: `${findGapBefore(text, at)}${option}` };
}

/** If a command spans several lines, a new option gets its own line. */
function findGapBefore(text: string, at: number): string {
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  const continued = /\\(\r?\n)$/.exec(text.slice(0, lineStart));
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? "";
  return continued ? ` \\${continued[1]}${indent}` : " ";
}
