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
import { innerText, placeIn, type SourceText } from "../../model/source-text.ts";
import { asList, expandList, expandParameter } from "./parameters.ts";
import { scriptDirectory } from "./paths.ts";
import { deeper, isolated, type Reading, type Shell, spend } from "./state.ts";
import { type Field, type Fragment, type KnownFragment, sliceText, splitFields, unknownField, type Value } from "./text.ts";

/** Expands a word as the arguments of a command: to one field, several or none. Runs the substitutions in it. */
export function expandWord(shell: Shell, word: WordNode, at: Reading): Field[] {
  const fields = expandFields(shell, word, at);
  return spend(shell, fields.length, at, word.pos) ? fields : [];
}

function expandFields(shell: Shell, word: WordNode, at: Reading): Field[] {
  const place = placeIn(at.text, word.pos, word.end);
  if (!spend(shell, measureExpansion(word), at, word.pos)) return [];
  const parts = word.parts;
  if (!parts) return [{ fragments: [known(literalText(at.text, word.pos, word.text, word.value))], place }];
  const list = soleList(shell, parts, at, place);
  if (list) return list;
  const alternatives = braceAlternatives(parts, at);
  if (alternatives) return alternatives.flatMap((each) => splitFields(expandParts(shell, each, false, at), place));
  return splitFields(expandParts(shell, parts, false, at), place);
}

/** Expands a word where the shell does not split it: an assignment, a redirection's target. */
export function expandWhole(shell: Shell, word: WordNode, at: Reading): Field {
  const place = placeIn(at.text, word.pos, word.end);
  const tooLarge = unknownField("", "the script is too large", place);
  if (!spend(shell, measureExpansion(word), at, word.pos)) return tooLarge;
  if (!word.parts) return { fragments: [known(literalText(at.text, word.pos, word.text, word.value))], place };
  const fragments = expandParts(shell, word.parts, false, at);
  // `a=$a$a` doubles its pieces with each line.
  return spend(shell, fragments.length / 4, at, word.pos) ? { fragments: fragments.map(unsplit), place } : tooLarge;
}

/** The parser looks at a long word again at each level of what is nested in it. */
function measureExpansion({ pos, end }: WordNode): number {
  return 1 + (end - pos) / 4;
}

/** What an assignment gives its variable. */
export function expandAssignment(shell: Shell, node: Assignment, at: Reading): Value {
  if (node.value.type === "Word") return { fields: [expandWhole(shell, node.value, at)], isList: false };
  const { elements } = node.value;
  const place = placeIn(at.text, node.pos, node.end);
  // An associative array: which key comes when is not worth knowing.
  if (elements.some((element) => element.text.startsWith("["))) {
    return { fields: [unknownField(`\${${node.name}}`, "an associative array", place, true)], isList: false };
  }
  return { fields: elements.flatMap((element) => expandWord(shell, element, at)), isList: true };
}

/** Expands the parts of a heredoc's body. */
export function expandParts(shell: Shell, parts: readonly (WordPart | KnownFragment)[], quoted: boolean, at: Reading): Fragment[] {
  return parts.flatMap((part) => ("type" in part ? expandPart(shell, part, quoted, at) : [part]));
}

/** Walks the substitutions in anything that is no word: arithmetic, tests. */
export function walkSubstitutions(shell: Shell, node: SyntaxNode, at: Reading): void {
  const next = deeper(at);
  if (!next) return;
  forEachChild(node, (child) => {
    if (child.type === "CommandExpansion" || child.type === "ProcessSubstitution") substitute(shell, child, next);
    else if (child.type !== "Script") walkSubstitutions(shell, child, next);
  });
}

/** Literal text after the removal of its backslashes; what follows one stands further to the right in the file. */
export function literalText(text: SourceText, pos: number, raw: string, value: string): SourceText {
  if (raw.length === value.length) return sliceOrOwn(text, pos, value);
  const segments: [number, number][] = [[0, pos]];
  let from = 0;
  for (let to = 0; to < value.length && from < raw.length; to++, from++) {
    const start = from;
    while (raw[from] === "\\" && raw[from + 1] === "\n") from += 2;
    if (raw[from] === "\\" && raw[from + 1] === value[to]) from++;
    if (from !== start) segments.push([to, pos + from]);
  }
  return innerText(text, value, segments);
}

function sliceOrOwn(text: SourceText, pos: number, value: string): SourceText {
  return innerText(text, value, [[0, pos]]);
}

function expandPart(shell: Shell, part: WordPart, quoted: boolean, at: Reading): Fragment[] {
  switch (part.type) {
    case "Literal":
      return [known(literalText(at.text, part.pos, part.text, part.value))];
    case "SingleQuoted":
      return [known(literalText(at.text, part.pos + 1, part.value, part.value))];
    case "AnsiCQuoted":
      return [known(literalText(at.text, part.pos + 2, part.text.slice(2, -1), part.value))];
    case "DoubleQuoted":
    case "LocaleString":
      return quotedText(shell, part, at);
    case "SimpleExpansion":
    case "ParameterExpansion":
      return expandParameter({ shell, at, expandWhole, expandWord }, part, quoted);
    case "CommandExpansion":
      return commandOutput(shell, part, quoted, at);
    case "ProcessSubstitution":
      substitute(shell, part, at);
      return [{ kind: "unknown", text: part.text, reason: "the output of a command", several: false }];
    case "Glob":
      if (part.kind === "bracket") return [known(literalText(at.text, part.pos, part.text, part.value))];
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

/** Quotes make a word even of nothing. */
function quotedText(shell: Shell, part: DoubleQuotedPart | LocaleStringPart, at: Reading): Fragment[] {
  const fragments = expandParts(shell, part.parts, true, at).filter((each) => each.kind === "unknown" || each.text.content !== "");
  return fragments.length > 0 ? fragments : [known(sliceText(at.text, part.pos, part.pos))];
}

function commandOutput(shell: Shell, part: CommandExpansionPart, quoted: boolean, at: Reading): Fragment[] {
  substitute(shell, part, at);
  const directory = knownDirectory(part.text);
  if (directory === undefined) return [{ kind: "unknown", text: part.text, reason: "the output of a command", several: !quoted }];
  return [known({ file: at.text.file, content: directory, segments: [[0, placeIn(at.text, part.pos, part.pos).start]] })];
}

/** The usual ways to say "where this script is" and "the root of the repository". */
function knownDirectory(text: string): string | undefined {
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
  // Escaped backticks are decoded before they are parsed: positions count in the decoded text.
  const text = script.source === undefined ? at.text : innerText(at.text, script.source, [[0, part.pos + 1]]);
  const next = deeper(at, text);
  if (next) isolated(shell, () => shell.walk(script, next));
}

/** The fields of a word that is nothing but a list: `"$@"`, `${ARGS[@]}`. Each item keeps its own place. */
function soleList(shell: Shell, parts: readonly WordPart[], at: Reading, place: Place): Field[] | undefined {
  const [first, ...others] = parts;
  if (!first || others.length > 0) return undefined;
  const quoted = first.type === "DoubleQuoted";
  const part = quoted && first.parts.length === 1 ? first.parts[0] : first;
  if (part?.type !== "SimpleExpansion" && part?.type !== "ParameterExpansion") return undefined;
  const list = expandList({ shell, at, expandWhole, expandWord }, part, place);
  if (!list || (quoted && asList(part) === "joined")) return undefined;
  if (quoted) return list;
  return list.flatMap((field) =>
    splitFields(
      field.fragments.map((each) => (each.kind === "known" ? { ...each, splits: true } : each)),
      field.place,
    ),
  );
}

/** One list of parts for each alternative of the first `{a,b}`. */
function braceAlternatives(parts: readonly WordPart[], at: Reading): (WordPart | KnownFragment)[][] | undefined {
  const index = parts.findIndex((part) => part.type === "BraceExpansion" && /^\{[\w.,/:=-]*,[\w.,/:=-]*\}$/.test(part.text));
  const brace = parts[index];
  if (!brace) return undefined;
  let start = brace.pos + 1;
  return brace.text
    .slice(1, -1)
    .split(",")
    .map((item) => {
      const fragment = known(sliceText(at.text, start, start + item.length));
      start += item.length + 1;
      return [...parts.slice(0, index), fragment, ...parts.slice(index + 1)];
    });
}

function known(text: SourceText): KnownFragment {
  return { kind: "known", text, splits: false };
}

function unsplit(fragment: Fragment): Fragment {
  return fragment.kind === "known" ? { ...fragment, splits: false } : fragment;
}
