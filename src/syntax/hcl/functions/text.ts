import type { Cursor } from "../../../model/cursor.ts";
import { nestText } from "../../../model/source-text.ts";
import { createScalar, formatScalarText, isWhole, makeList, readTruth, textLimit } from "../cursors.ts";
import type { Call, HclFunction } from "./function.ts";

/** Functions on strings, and between strings and other scalars. */
export const textFunctions: Readonly<Record<string, HclFunction>> = {
  format: ([pattern, ...args], call) => formatPattern(formatScalarText(pattern), args.map(formatScalarText), call),
  join: ([separator, list], call) => joinTexts(formatScalarText(separator), list, call),
  split: ([separator, value], call) => {
    const [at, text] = [formatScalarText(separator), formatScalarText(value)];
    return at === undefined || text === undefined
      ? undefined
      : makeList(
          text.split(at).map((part) => createScalar(part, call.place)),
          call.place,
        );
  },
  lower: createTextFunction((text) => text.toLowerCase()),
  upper: createTextFunction((text) => text.toUpperCase()),
  trimspace: ([value]) => trimText(value, /\s/, false),
  chomp: ([value]) => trimText(value, /[\r\n]/, true),
  trimprefix: createTextFunction((text, prefix) => (text.startsWith(prefix) ? text.slice(prefix.length) : text)),
  trimsuffix: createTextFunction((text, suffix) => (suffix !== "" && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text)),
  replace: createTextFunction((text, from, to) => (/^\/.+\/$/s.test(from) ? undefined : text.replaceAll(from, () => to))),
  startswith: ([value, prefix], call) => compareTexts(value, prefix, call, (text, part) => text.startsWith(part)),
  endswith: ([value, suffix], call) => compareTexts(value, suffix, call, (text, part) => text.endsWith(part)),
  indent: ([spaces, value], call) => indentText(Number(formatScalarText(spaces)), value, call),
  tostring: ([value]) => (value?.kind === "scalar" && value.value !== null ? { ...value, value: String(value.value) } : value),
  tonumber: ([value]) => {
    if (value?.kind !== "scalar" || value.value === null) return value;
    const number = value.value === "" ? Number.NaN : Number(value.value);
    return Number.isNaN(number) ? undefined : { ...value, value: number };
  },
  tobool: ([value]) => {
    const truth = readTruth(value);
    return value?.kind === "scalar" && truth !== undefined ? { ...value, value: truth } : undefined;
  },
};

/** Creates a function from strings to a string. */
function createTextFunction(change: (text: string, first: string, second: string) => string | undefined): HclFunction {
  return (args, call) => {
    const texts = args.map(formatScalarText);
    const [text, first = "", second = ""] = texts;
    if (text === undefined || texts.includes(undefined)) return undefined;
    const result = change(text, first, second);
    return result === undefined || result.length > textLimit ? undefined : createScalar(result, call.place);
  };
}

function compareTexts(value: Cursor | undefined, part: Cursor | undefined, call: Call, compare: (text: string, part: string) => boolean) {
  const [text, wanted] = [formatScalarText(value), formatScalarText(part)];
  return text === undefined || wanted === undefined ? undefined : createScalar(compare(text, wanted), call.place);
}

/** Supports the common verbs; others change the format of numbers. */
function formatPattern(pattern: string | undefined, args: readonly (string | undefined)[], call: Call): Cursor | undefined {
  if (pattern === undefined || args.includes(undefined)) return undefined;
  const given = [...args];
  let isUnderstood = true;
  const result = pattern.replace(/%(%|[a-zA-Z]|.)?/g, (_, verb: string | undefined) => {
    if (verb === "%") return "%";
    const value = given.shift();
    if (value === undefined || !["s", "d", "v"].includes(verb ?? "")) isUnderstood = false;
    return value ?? "";
  });
  return isUnderstood && given.length === 0 && result.length <= textLimit ? createScalar(result, call.place) : undefined;
}

function joinTexts(separator: string | undefined, list: Cursor | undefined, call: Call): Cursor | undefined {
  if (separator === undefined || list?.kind !== "list" || !isWhole(list)) return undefined;
  const texts = list.items.map(formatScalarText);
  if (texts.includes(undefined)) return undefined;
  const length = texts.reduce((sum, text) => sum + (text?.length ?? 0) + separator.length, 0);
  return length > textLimit ? undefined : createScalar(texts.join(separator), call.place);
}

/** The remaining middle part keeps its place. Not a regular expression: `\s*$` would try again at every blank. */
function trimText(value: Cursor | undefined, isBlank: RegExp, onlyEnd: boolean): Cursor | undefined {
  if (value?.kind !== "scalar" || typeof value.value !== "string") return undefined;
  let start = 0;
  let end = value.value.length;
  while (end > 0 && isBlank.test(value.value[end - 1] ?? "")) end--;
  while (!onlyEnd && start < end && isBlank.test(value.value[start] ?? "")) start++;
  const content = value.value.slice(start, end);
  const { text } = value;
  return { ...value, value: content, ...(text && { text: nestText(text, content, [[0, start]]) }) };
}

function indentText(spaces: number, value: Cursor | undefined, call: Call): Cursor | undefined {
  if (!(spaces >= 0 && spaces <= 200) || value?.kind !== "scalar") return value && !hasBreak(value) ? value : undefined;
  const text = String(value.value ?? "");
  if (!text.includes("\n")) return value;
  const result = text.replaceAll("\n", `\n${" ".repeat(spaces)}`);
  return result.length > textLimit ? undefined : createScalar(result, call.place);
}

function hasBreak(value: Cursor): boolean {
  const { partial } = value as { readonly partial?: { readonly content: string } };
  return partial === undefined || partial.content.includes("\n");
}
