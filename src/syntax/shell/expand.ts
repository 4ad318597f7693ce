import type {
  Assignment,
  CommandExpansionPart,
  DoubleQuotedPart,
  LocaleStringPart,
  ProcessSubstitutionPart,
  SyntaxNode,
  Word as WordNode,
  WordPart,
} from "unbash";
import { forEachChild } from "unbash";
import type { Place } from "../../model/location.ts";
import { locateText, nestText, type SourceText } from "../../model/source-text.ts";
import { expandList, expandParameter, readListExpansion } from "./parameters.ts";
import { scriptDirectory } from "./paths.ts";
import { deepen, isolate, type Reading, type Shell, spend } from "./state.ts";
import { createUnknownField, type Field, type Fragment, type KnownFragment, sliceText, splitFields, type Value } from "./text.ts";

/** Expands a word to the arguments of a command: one field, several or none. Runs the substitutions in it. */
export function expandWord(shell: Shell, word: WordNode, at: Reading): Field[] {
  const fields = expandFields(shell, word, at);
  return spend(shell, fields.length, at, word.pos) ? fields : [];
}

function expandFields(shell: Shell, word: WordNode, at: Reading): Field[] {
  const place = locateText(at.text, word.pos, word.end);
  if (!spend(shell, measureExpansion(word), at, word.pos)) return [];
  const parts = word.parts;
  if (!parts) return [{ fragments: [createKnownFragment(unescapeLiteral(at.text, word.pos, word.text, word.value))], place }];
  const list = expandSoleList(shell, parts, at, place);
  if (list) return list;
  const alternatives = expandBraceAlternatives(parts, at);
  if (alternatives) return alternatives.flatMap((each) => splitFields(expandParts(shell, each, false, at), place));
  return splitFields(expandParts(shell, parts, false, at), place);
}

/** Expands a word that the shell does not split: an assignment, or the target of a redirection. */
export function expandWhole(shell: Shell, word: WordNode, at: Reading): Field {
  const place = locateText(at.text, word.pos, word.end);
  const tooLarge = createUnknownField("", "the script is too large", place);
  if (!spend(shell, measureExpansion(word), at, word.pos)) return tooLarge;
  if (!word.parts) return { fragments: [createKnownFragment(unescapeLiteral(at.text, word.pos, word.text, word.value))], place };
  const fragments = expandParts(shell, word.parts, false, at);
  // `a=$a$a` doubles the number of fragments with each line.
  return spend(shell, fragments.length / 4, at, word.pos) ? { fragments: fragments.map(keepUnsplit), place } : tooLarge;
}

/** The parser reads a long word again at each level of nesting in it. */
function measureExpansion({ pos, end }: WordNode): number {
  return 1 + (end - pos) / 4;
}

/** Returns the value that an assignment gives to its variable. */
export function expandAssignment(shell: Shell, node: Assignment, at: Reading): Value {
  if (node.value.type === "Word") return { fields: [expandWhole(shell, node.value, at)], isList: false };
  const { elements } = node.value;
  const place = locateText(at.text, node.pos, node.end);
  // The order of keys in an associative array is not tracked.
  if (elements.some((element) => element.text.startsWith("["))) {
    return { fields: [createUnknownField(`\${${node.name}}`, "an associative array", place, true)], isList: false };
  }
  return { fields: elements.flatMap((element) => expandWord(shell, element, at)), isList: true };
}

/** Expands the parts of a heredoc's body. */
export function expandParts(shell: Shell, parts: readonly (WordPart | KnownFragment)[], quoted: boolean, at: Reading): Fragment[] {
  return parts.flatMap((part) => ("type" in part ? expandPart(shell, part, quoted, at) : [part]));
}

/** Walks the substitutions outside words: in arithmetic and tests. */
export function walkSubstitutions(shell: Shell, node: SyntaxNode, at: Reading): void {
  const next = deepen(at);
  if (!next) return;
  forEachChild(node, (child) => {
    if (child.type === "CommandExpansion" || child.type === "ProcessSubstitution") substitute(shell, child, next);
    else if (child.type !== "Script") walkSubstitutions(shell, child, next);
  });
}

/** Returns literal text without its backslashes; text after a backslash is further to the right in the file. */
export function unescapeLiteral(text: SourceText, pos: number, raw: string, value: string): SourceText {
  if (raw.length === value.length) return sliceOrOwn(text, pos, value);
  const segments: [number, number][] = [[0, pos]];
  let from = 0;
  for (let to = 0; to < value.length && from < raw.length; to++, from++) {
    const start = from;
    while (raw[from] === "\\" && raw[from + 1] === "\n") from += 2;
    if (raw[from] === "\\" && raw[from + 1] === value[to]) from++;
    if (from !== start) segments.push([to, pos + from]);
  }
  return nestText(text, value, segments);
}

function sliceOrOwn(text: SourceText, pos: number, value: string): SourceText {
  return nestText(text, value, [[0, pos]]);
}

function expandPart(shell: Shell, part: WordPart, quoted: boolean, at: Reading): Fragment[] {
  switch (part.type) {
    case "Literal":
      return [createKnownFragment(unescapeLiteral(at.text, part.pos, part.text, part.value))];
    case "SingleQuoted":
      return [createKnownFragment(unescapeLiteral(at.text, part.pos + 1, part.value, part.value))];
    case "AnsiCQuoted":
      return [createKnownFragment(unescapeLiteral(at.text, part.pos + 2, part.text.slice(2, -1), part.value))];
    case "DoubleQuoted":
    case "LocaleString":
      return expandQuotedText(shell, part, at);
    case "SimpleExpansion":
    case "ParameterExpansion":
      return expandParameter({ shell, at, expandWhole, expandWord }, part, quoted);
    case "CommandExpansion":
      return expandCommandOutput(shell, part, quoted, at);
    case "ProcessSubstitution":
      substitute(shell, part, at);
      return [{ kind: "unknown", text: part.text, reason: "the output of a command", several: false }];
    case "Glob":
      if (part.kind === "bracket") return [createKnownFragment(unescapeLiteral(at.text, part.pos, part.text, part.value))];
      return [{ kind: "unknown", text: part.text, reason: "a pattern of file names", several: !quoted }];
    default:
      walkSubstitutions(shell, part, at);
      return [{ kind: "unknown", text: part.text, reason: reasons[part.type], several: part.type !== "ArithmeticExpansion" }];
  }
}

const reasons = {
  ArithmeticExpansion: "a calculation",
  ExtendedGlob: "a pattern of file names",
  BraceExpansion: "a brace expansion",
} as const;

/** Quotes create a word even if they are empty. */
function expandQuotedText(shell: Shell, part: DoubleQuotedPart | LocaleStringPart, at: Reading): Fragment[] {
  const fragments = expandParts(shell, part.parts, true, at).filter((each) => each.kind === "unknown" || each.text.content !== "");
  return fragments.length > 0 ? fragments : [createKnownFragment(sliceText(at.text, part.pos, part.pos))];
}

function expandCommandOutput(shell: Shell, part: CommandExpansionPart, quoted: boolean, at: Reading): Fragment[] {
  substitute(shell, part, at);
  const directory = recognizeDirectory(part.text);
  if (directory === undefined) return [{ kind: "unknown", text: part.text, reason: "the output of a command", several: !quoted }];
  return [createKnownFragment({ file: at.text.file, content: directory, segments: [[0, locateText(at.text, part.pos, part.pos).start]] })];
}

/** Recognizes the usual ways to find the directory of the script and the root of the repository. */
function recognizeDirectory(text: string): string | undefined {
  if (text.length > 200) return undefined;
  const script =
    /^(?:\$\(|`)\s*(?:cd (?:-- |-P )?"?\$\(\s*)?dirname (?:-- )?"?(?:\$\(readlink -f "?)?\$\{?(?:0|BASH_SOURCE(?:\[0\])?)\b/.exec(text);
  if (script) return `${scriptDirectory}${/\)((?:\/\.\.){1,9})/.exec(text)?.[1] ?? ""}`;
  if (/^\$\(\s*git rev-parse --show-toplevel[^|&;]*\)$/.test(text)) return "/";
  return /^\$\(\s*pwd( -P)?\s*\)$/.test(text) ? "." : undefined;
}

function substitute(shell: Shell, part: CommandExpansionPart | ProcessSubstitutionPart, at: Reading): void {
  const { script } = part;
  if (!script) return;
  // Escaped backticks are decoded before they are parsed, so positions are in the decoded text.
  const text = script.source === undefined ? at.text : nestText(at.text, script.source, [[0, part.pos + 1]]);
  const next = deepen(at, text);
  if (next) isolate(shell, () => shell.walk(script, next));
}

/** Returns the fields of a word that contains only a list: `"$@"`, `${ARGS[@]}`. Each item keeps its own place. */
function expandSoleList(shell: Shell, parts: readonly WordPart[], at: Reading, place: Place): Field[] | undefined {
  const [first, ...others] = parts;
  if (!first || others.length > 0) return undefined;
  const quoted = first.type === "DoubleQuoted";
  const part = quoted && first.parts.length === 1 ? first.parts[0] : first;
  if (part?.type !== "SimpleExpansion" && part?.type !== "ParameterExpansion") return undefined;
  const list = expandList({ shell, at, expandWhole, expandWord }, part, place);
  if (!list || (quoted && readListExpansion(part) === "joined")) return undefined;
  if (quoted) return list;
  return list.flatMap((field) =>
    splitFields(
      field.fragments.map((each) => (each.kind === "known" ? { ...each, splits: true } : each)),
      field.place,
    ),
  );
}

/** Returns the parts of a word once for each alternative of its first `{a,b}`. */
function expandBraceAlternatives(parts: readonly WordPart[], at: Reading): (WordPart | KnownFragment)[][] | undefined {
  const index = parts.findIndex((part) => part.type === "BraceExpansion" && /^\{[\w.,/:=-]*,[\w.,/:=-]*\}$/.test(part.text));
  const brace = parts[index];
  if (!brace) return undefined;
  let start = brace.pos + 1;
  return brace.text
    .slice(1, -1)
    .split(",")
    .map((item) => {
      const fragment = createKnownFragment(sliceText(at.text, start, start + item.length));
      start += item.length + 1;
      return [...parts.slice(0, index), fragment, ...parts.slice(index + 1)];
    });
}

function createKnownFragment(text: SourceText): KnownFragment {
  return { kind: "known", text, splits: false };
}

function keepUnsplit(fragment: Fragment): Fragment {
  return fragment.kind === "known" ? { ...fragment, splits: false } : fragment;
}
