import type { ParameterExpansionPart, SimpleExpansionPart, Word as WordNode } from "unbash";
import type { Place } from "../../model/location.ts";
import { locateText } from "../../model/source-text.ts";
import { scriptDirectory } from "./paths.ts";
import { assign, findVariable, positional, type Reading, type Shell } from "./state.ts";
import { createUnknownField, type Field, type Fragment, readLiteral, sliceText, type Value } from "./text.ts";

type Parameter = SimpleExpansionPart | ParameterExpansionPart;

/** The context for expanding a parameter, whose operands are words themselves. */
export interface Expanding {
  readonly shell: Shell;
  readonly at: Reading;
  readonly expandWhole: (shell: Shell, word: WordNode, at: Reading) => Field;
  readonly expandWord: (shell: Shell, word: WordNode, at: Reading) => Field[];
}

/** Expands `$NAME` and `${NAME…}` to one text. */
export function expandParameter(expanding: Expanding, part: Parameter, quoted: boolean): Fragment[] {
  const { shell, at } = expanding;
  const place = locateText(at.text, part.pos, part.end);
  const list = expandList(expanding, part, place);
  if (list) return joinList(list, part, at).map((fragment) => markSplitting(fragment, quoted));
  const name = readParameterName(part);
  const value = expandScalar(shell, name, part, at);
  const operation = part.type === "ParameterExpansion" ? part.operation : undefined;
  if (part.type === "ParameterExpansion" && part.prefix) return [createUnknownFragment(part.text, "an indirect expansion", quoted)];
  const label = part.type === "ParameterExpansion" && part.index ? part.text : `\${${name}}`;
  const plain = () => expandValueOr(value, name, label).map((fragment) => markSplitting(fragment, quoted));
  if (!operation) return plain();
  if (operation.type === "Default") return withDefault(expanding, { name, value, operation }, quoted, plain);
  if (operation.type === "Remove") {
    if (/^(0|BASH_SOURCE)$/.test(name) && operation.operator === "%" && operation.operand.text === "/*")
      return [createDirectoryFragment(at, part, scriptDirectory)];
    const removed = value && withoutEnd(value, operation.operator, operation.operand);
    if (removed) return removed.map((fragment) => markSplitting(fragment, quoted));
  }
  return [createUnknownFragment(part.text, "it is computed when the script runs", quoted)];
}

/** A value that is completely unknown is written as the variable's name, so that it is the same each time. */
function expandValueOr(value: Field | undefined, name: string, label: string): readonly Fragment[] {
  const [only, ...others] = value?.fragments ?? [];
  if (!value) return [createUnknownFragment(label, `\`${name}\` is not set in this script`, false)];
  return only?.kind === "unknown" && others.length === 0 ? [{ ...only, text: label }] : value.fragments;
}

/** Returns the items of `$@`, `${ARGS[@]}` and similar; undefined if the parameter is not a list. */
export function expandList(expanding: Expanding, part: Parameter, place: Place): Field[] | undefined {
  if (!readListExpansion(part)) return undefined;
  const name = readParameterName(part);
  const value = findVariable(expanding.shell, /^[@*]$/.test(name) ? positional : name);
  const operation = part.type === "ParameterExpansion" ? part.operation : undefined;
  const missing = [createUnknownField(`\${${name}}`, "its items are not known", place, true)];
  if (operation?.type === "Default") return expandDefaultList(expanding, value, operation) ?? missing;
  if (!value) return missing;
  if (operation?.type === "Slice" && !operation.length && /^[@*]$/.test(name))
    return sliceItems(value, Number(operation.offset.text)) ?? missing;
  return operation ? missing : [...value.fields];
}

/** `${ARGS[@]+"${ARGS[@]}"}` is the usual way to write an array that may be empty under `set -u`. */
function expandDefaultList(expanding: Expanding, value: Value | undefined, { operator, operand }: Default): Field[] | undefined {
  const isEmpty = value?.fields.length === 0;
  if (operator.endsWith("+")) return value && (isEmpty ? [] : expanding.expandWord(expanding.shell, operand, expanding.at));
  return !value || isEmpty ? expanding.expandWord(expanding.shell, operand, expanding.at) : [...value.fields];
}

function sliceItems({ fields, isList }: Value, from: number): Field[] | undefined {
  return from >= 1 && isList && !fields.slice(0, from - 1).some(isSeveral) ? fields.slice(from - 1) : undefined;
}

/** Returns how a list expands in quotes, to several words (`@`) or to one (`*`); undefined if the parameter is not a list. */
export function readListExpansion(part: Parameter): "separate" | "joined" | undefined {
  if (part.type === "ParameterExpansion" && part.prefix) return undefined;
  const name = readParameterName(part);
  const index = part.type === "ParameterExpansion" ? part.index?.text : undefined;
  if (name === "@" || index === "@") return "separate";
  return name === "*" || index === "*" ? "joined" : undefined;
}

interface Default {
  readonly operator: string;
  readonly operand: WordNode;
}

interface Defaulted {
  readonly name: string;
  readonly value: Field | undefined;
  readonly operation: Default;
}

function withDefault(expanding: Expanding, { name, value, operation }: Defaulted, quoted: boolean, plain: () => Fragment[]): Fragment[] {
  const { shell, at } = expanding;
  const { operator, operand } = operation;
  const isEmpty = operator.startsWith(":") && value !== undefined && readLiteral(value) === "";
  if (operator.endsWith("?")) return plain();
  const alternative = () => expanding.expandWhole(shell, operand, at).fragments;
  if (operator.endsWith("+")) {
    if (isEmpty) return [];
    return value && readLiteral(value) !== undefined ? alternative().map((each) => markSplitting(each, quoted)) : plain();
  }
  if (value && !isEmpty) return plain();
  const fragments = alternative().map((fragment) => (fragment.kind === "known" ? { ...fragment, assumed: true } : fragment));
  if (operator.endsWith("="))
    assign(shell, name, { fields: [{ fragments, place: locateText(at.text, operand.pos, operand.end) }], isList: false });
  return fragments.map((fragment) => markSplitting(fragment, quoted));
}

/** Returns the single value of a parameter; undefined if the script does not set it. */
function expandScalar(shell: Shell, name: string, part: Parameter, at: Reading): Field | undefined {
  if (/^\d+$/.test(name)) return expandPositional(shell, Number(name), part, at);
  if (name === "PWD") return { fragments: [createDirectoryFragment(at, part, ".")], place: locateText(at.text, part.pos, part.end) };
  const value = findVariable(shell, name);
  const index = part.type === "ParameterExpansion" ? part.index : undefined;
  if (!index || !value) return value?.fields[0];
  const number = value.isList && /^\d+$/.test(index.text) ? Number(index.text) : -1;
  return value.fields[number] ?? createUnknownField(part.text, "the index is not known", locateText(at.text, part.pos, part.end));
}

function expandPositional(shell: Shell, number: number, part: Parameter, at: Reading): Field | undefined {
  const value = findVariable(shell, positional);
  if (number === 0 || !value?.isList || value.fields.slice(0, number).some(isSeveral)) return undefined;
  const found = value.fields[number - 1];
  if (found) return found;
  return {
    fragments: [{ kind: "known", text: sliceText(at.text, part.pos, part.pos), splits: true }],
    place: locateText(at.text, part.pos, part.end),
  };
}

/** Expands `${PATH%/*}` and `${NAME##*-}`: a part of the text, after or before a literal. */
function withoutPattern(only: Extract<Fragment, { readonly kind: "known" }>, operator: string, pattern: string): Fragment[] | undefined {
  const isStart = operator.startsWith("#");
  const literal = isStart ? /^\*([^*?[]+)$/.exec(pattern)?.[1] : /^([^*?[]+)\*$/.exec(pattern)?.[1];
  if (literal === undefined) return undefined;
  const { content } = only.text;
  const at = (operator.length === 1) === isStart ? content.indexOf(literal) : content.lastIndexOf(literal);
  if (at === -1) return [only];
  const [start, end] = isStart ? [at + literal.length, content.length] : [0, at];
  return [{ ...only, text: sliceText(only.text, start, end) }];
}

function withoutEnd(value: Field, operator: string, operand: WordNode): Fragment[] | undefined {
  const [only] = value.fragments;
  // A glob has parts even if all of it is literal.
  const isPlain = !/[$`"'\\]/.test(operand.text);
  const end = isPlain ? operand.text : operand.parts ? undefined : operand.value;
  if (only?.kind !== "known" || value.fragments.length !== 1 || end === undefined) return undefined;
  const { content } = only.text;
  if (operator === "%" && end === "/*" && /^\/\.(?:\/\.\.)*$/.test(content)) {
    // The parent of the script's directory, wherever that is.
    return [{ ...only, text: { ...only.text, content: `${content}/..` } }];
  }
  if (/[*?[]/.test(end)) return withoutPattern(only, operator, end);
  if (operator.startsWith("#")) return [{ ...only, text: sliceText(only.text, content.startsWith(end) ? end.length : 0, content.length) }];
  return [{ ...only, text: sliceText(only.text, 0, content.length - (content.endsWith(end) ? end.length : 0)) }];
}

function readParameterName(part: Parameter): string {
  return part.type === "SimpleExpansion" ? part.text.slice(1) : part.parameter;
}

function isSeveral({ fragments }: Field): boolean {
  return fragments.some((fragment) => fragment.kind === "unknown" && fragment.several);
}

/** Joins a list into one text, with spaces between the items. */
function joinList(list: readonly Field[], part: Parameter, at: Reading): Fragment[] {
  const { start } = locateText(at.text, part.pos, part.pos);
  const blank: Fragment = { kind: "known", text: { file: at.text.file, content: " ", segments: [[0, start]] }, splits: true };
  return list.flatMap(({ fragments }, index) => (index === 0 ? fragments : [blank, ...fragments]));
}

/** In quotes, a value stays one word; outside quotes, it is split. */
function markSplitting(fragment: Fragment, quoted: boolean): Fragment {
  return fragment.kind === "known" ? { ...fragment, splits: !quoted } : { ...fragment, several: !quoted };
}

function createUnknownFragment(text: string, reason: string, quoted: boolean): Fragment {
  return { kind: "unknown", text, reason, several: !quoted };
}

function createDirectoryFragment(at: Reading, part: Parameter, content: string): Fragment {
  const { start } = locateText(at.text, part.pos, part.pos);
  return { kind: "known", text: { file: at.text.file, content, segments: [[0, start]] }, splits: false, assumed: true };
}
