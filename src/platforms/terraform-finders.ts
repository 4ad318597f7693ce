import { isTerraform } from "../files/file-kind.ts";
import { formatClusterName, unknownName } from "../model/cluster-name.ts";
import { locateText, type SourceText, wrapWholeText } from "../model/source-text.ts";
import type { Source } from "../reader/source.ts";
import { type EvidenceFrom, type Finder, findFirstMatch, hasMarker, type Stretch, type UnplacedEvidence } from "./finder.ts";

/**
 * Matches a resource or data source of one of these types: a data source is the same evidence, because the module connects to that
 * cluster.
 */
export function matchTerraformBlock(types: readonly string[], evidenceFrom: EvidenceFrom<RegExpExecArray>): Finder {
  return matchTerraformLine(types, new RegExp(`^[ \\t]{0,200}(?:resource|data)[ \\t]+"(?:${types.join("|")})"`, "m"), evidenceFrom);
}

/** Matches resources that are clusters, each with the cluster name that it sets. */
export function matchTerraformClusters(kind: string, types: readonly string[], evidence: UnplacedEvidence): Finder {
  return {
    markers: types,
    *evidence(source) {
      if (!isTerraform(source.path) || !hasMarker(source, types)) return;
      const text = blankCommentsOnce(source);
      const pattern = new RegExp(`^[ \\t]{0,200}(?:resource|data)[ \\t]+"(?:${types.join("|")})"`, "gm");
      for (const match of [...text.content.matchAll(pattern)].slice(0, clusterLimit)) {
        const start = match.index + (match[0].length - match[0].trimStart().length);
        const cluster = formatClusterName(kind, nameIn(text.content, match.index, /name/));
        yield {
          ...evidence,
          describes: true,
          cluster,
          place: locateText(text, start, match.index + match[0].length),
          script: source.isThrowaway,
        };
      }
    },
  };
}

/** Matches a module that creates a cluster, by a part of its source, with the cluster name that it sets. */
export function matchClusterModule(kind: string, source: string, evidence: UnplacedEvidence): Finder {
  return matchTerraformModule(source, ({ input, index }) => {
    const start = input.lastIndexOf("\nmodule ", index);
    return { ...evidence, describes: true, cluster: formatClusterName(kind, nameIn(input, Math.max(0, start), /(?:cluster_)?name/)) };
  });
}

/** More clusters than one file describes. */
const clusterLimit = 50;
const blockLimit = 20_000;

/** The name argument of a block as written: a literal, or a reference that other files may resolve. */
function nameIn(text: string, start: number, key: RegExp): string {
  const end = text.indexOf("\n}", start);
  const block = text.slice(start, Math.min(end === -1 ? text.length : end, start + blockLimit));
  const written = new RegExp(`\\n[ \\t]{1,40}${key.source}[ \\t]*=[ \\t]*([^\\n]{1,200})`).exec(block)?.[1]?.trim();
  if (written === undefined) return unknownName;
  const literal = /^"([^"$]{1,100})"$/.exec(written)?.[1];
  return literal ?? `\${${written}}`;
}

/** Matches a module by a part of its source, such as `terraform-aws-modules/eks/aws`. */
export function matchTerraformModule(source: string, evidenceFrom: EvidenceFrom<RegExpExecArray>): Finder {
  return matchTerraformLine([source], new RegExp(`^[ \\t]{0,200}source[ \\t]{0,80}=[ \\t]{0,80}"[^"\\n]*${source}`, "m"), evidenceFrom);
}

/** Matches a pattern in Terraform outside comments. A file must contain one of the words in `markers`. */
export function matchTerraformLine(markers: readonly string[], pattern: RegExp, evidenceFrom: EvidenceFrom<RegExpExecArray>): Finder {
  return {
    markers,
    *evidence(source) {
      if (!isTerraform(source.path) || !hasMarker(source, markers)) return;
      const piece = findFirstMatch(blankCommentsOnce(source), pattern, evidenceFrom, source.isThrowaway);
      if (piece) yield piece;
    },
  };
}

/** Collects the evidence that a function finds in Terraform outside comments, possibly several pieces. */
export function matchTerraformText(markers: readonly string[], read: (content: string) => Iterable<Stretch>): Finder {
  return {
    markers,
    *evidence(source) {
      if (!isTerraform(source.path) || !hasMarker(source, markers)) return;
      const text = blankCommentsOnce(source);
      for (const { evidence, start, end } of read(text.content))
        yield { ...evidence, place: locateText(text, start, end), script: source.isThrowaway };
    },
  };
}

/** A Terraform block as text, with its type and labels: `module "eks"`. */
export interface TextBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly start: number;
  /** The offset where its head ends. */
  readonly headEnd: number;
  readonly body: string;
}

/** Finds the top-level blocks of a text; a block that is not closed ends the list. */
export function* findBlocks(content: string): Generator<TextBlock> {
  const head = /^(\w+)((?:[ \t]+"[^"\n]*"){0,2})[ \t]*\{/gm;
  for (let match = head.exec(content); match; match = head.exec(content)) {
    const end = endOfBraces(content, head.lastIndex);
    const labels = [...(match[2] ?? "").matchAll(/"([^"]*)"/g)].map(([, label = ""]) => label);
    const headEnd = head.lastIndex - 1;
    yield { type: match[1] ?? "", labels, start: match.index, headEnd, body: content.slice(head.lastIndex, end) };
    head.lastIndex = end;
  }
}

/** The offset of the brace that closes the one before `start`. */
export function endOfBraces(content: string, start: number): number {
  const sign = /["{}]/g;
  sign.lastIndex = start;
  let depth = 1;
  for (let match = sign.exec(content); match; match = sign.exec(content)) {
    if (match[0] === '"') sign.lastIndex = endOfString(content, sign.lastIndex);
    else depth += match[0] === "{" ? 1 : -1;
    if (depth === 0) return match.index;
  }
  return content.length;
}

/**
 * The text of an argument's value, up to the end of its line or of the brackets that it opens; undefined if the argument is
 * missing.
 */
export function readArgument(body: string, name: string): string | undefined {
  const found = new RegExp(`^[ \\t]*${name}[ \\t]*=[ \\t]*`, "m").exec(body);
  if (!found) return undefined;
  const start = found.index + found[0].length;
  const opening = /^[[{]/.exec(body.slice(start, start + 1))?.[0];
  if (opening === "{") return body.slice(start, endOfBraces(body, start + 1) + 1);
  const end = opening === "[" ? body.indexOf("]", start) + 1 : body.indexOf("\n", start);
  return body.slice(start, end > start ? end : body.length).trim();
}

/** Matches a literal argument of a resource type; the value is the match's group `value`. */
export function matchTerraformSetting(type: string, argument: string, evidenceFrom: EvidenceFrom<RegExpExecArray>): Finder {
  const before = "(?:(?!\\n\\})[\\s\\S]){0,4000}?";
  const written = `\\n(?<shown>[ \\t]{1,40}${argument}[ \\t]*=[ \\t]*"(?<value>[^"\\n]{1,60})")`;
  return matchTerraformLine([type], new RegExp(`^resource[ \\t]+"${type}"[^\\n]{0,200}\\{${before}${written}`, "m"), evidenceFrom);
}

const known = new WeakMap<Source, SourceText>();

/** The text with its comments replaced by blanks, so that offsets stay the same. */
function blankCommentsOnce(source: Source): SourceText {
  const text = known.get(source) ?? wrapWholeText(source.path, blankComments(source.text));
  known.set(source, text);
  return text;
}

/** Scans by hand, not with one pattern, so that an unclosed quote or comment in a hostile file is no slower than valid text. */
function blankComments(text: string): string {
  const opening = /"|#|\/\/|\/\*|<<-?\w+/g;
  const parts: string[] = [];
  let copied = 0;
  for (let open = opening.exec(text); open; open = opening.exec(text)) {
    const end = findBlockEnd(text, open[0], opening.lastIndex);
    opening.lastIndex = end;
    if (open[0] === '"') continue;
    parts.push(text.slice(copied, open.index), blank(text.slice(open.index, end), open[0]));
    copied = end;
  }
  return parts.join("") + text.slice(copied);
}

function findBlockEnd(text: string, opening: string, start: number): number {
  if (opening === '"') return endOfString(text, start);
  if (opening.startsWith("<<")) return endOfHeredoc(text, opening.replace(/^<<-?/, ""), start);
  const closing = opening === "/*" ? "*/" : "\n";
  const at = text.indexOf(closing, start);
  return at === -1 ? text.length : at + closing.length;
}

function endOfString(text: string, start: number): number {
  let at = start;
  while (at < text.length && text[at] !== '"' && text[at] !== "\n") at += text[at] === "\\" ? 2 : 1;
  return Math.min(at + 1, text.length);
}

/** Finds the line that contains only the heredoc's word. */
function endOfHeredoc(text: string, word: string, start: number): number {
  for (let at = text.indexOf(word, start); at !== -1; at = text.indexOf(word, at + word.length)) {
    let before = at;
    while (text[before - 1] === " " || text[before - 1] === "\t") before--;
    if (text[before - 1] === "\n") return at + word.length;
  }
  return text.length;
}

/** Replaces comments with blanks. A heredoc is text in another language, such as a script or YAML, in which `//` is not a comment. */
function blank(token: string, opening: string): string {
  if (!token.includes("\n")) return " ".repeat(token.length);
  const comments = opening.startsWith("<<") ? /^[ \t]{0,200}#.*/gm : /.+/g;
  return token.replace(comments, (comment) => " ".repeat(comment.length));
}
