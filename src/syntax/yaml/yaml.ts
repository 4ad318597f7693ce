import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import type { Cursor, Entry, MapCursor } from "../../model/cursor.ts";
import type { Problem } from "../../model/finding.ts";
import { yamlLimits } from "../../model/limits.ts";
import type { Place } from "../../model/location.ts";
import { locateText, type SourceText } from "../../model/source-text.ts";
import { extractBlockText, extractQuotedText } from "../block-text.ts";
import { readPlainYaml } from "./plain-yaml.ts";
import { explainTemplate } from "./template.ts";
import {
  admit,
  createAliasesError,
  createDepthError,
  createValuesError,
  limitProblem,
  openAccount,
  type YamlAccount,
  YamlLimit,
} from "./yaml-limit.ts";
import { parseSyntax } from "./yaml-parser.ts";
import { resolvePlain, resolveTagged } from "./yaml-scalar.ts";

/** The result of reading a YAML document: its root, or the problem that kept it from being read. */
export interface YamlDocument {
  readonly root: Cursor | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Reads one YAML document (no `---` inside) into cursors, with scalars as Helm reads them. A broken document, or one that exceeds
 * the limits of its account, has a problem instead of a root.
 */
export function readYaml(text: SourceText, account: YamlAccount = openAccount()): YamlDocument {
  if (text.content.trim() === "") return { root: undefined, problems: [] };
  // An action at the left margin cannot be part of a block scalar.
  const action = /^\{\{/m.exec(text.content);
  if (action) return { root: undefined, problems: [describeTemplate(text, action.index)] };
  const excess = admit(text.content, account);
  if (excess) return { root: undefined, problems: [limitProblem(text, excess)] };
  const plain = readPlainYaml(text);
  if (plain) return { root: plain, problems: [] };
  return parseYaml(text);
}

/** Reads a document with the full parser, whatever it contains. */
export function parseYaml(text: SourceText): YamlDocument {
  const [anchors, scalars, active] = [new Map(), new Map(), new Set<string>()];
  const reading: Reading = { text, anchors, scalars, active, nodes: 0, aliased: 0, alias: undefined, problems: [] };
  try {
    const document = parseSyntax(text.content);
    const error = document?.errors[0];
    if (error) return { root: undefined, problems: [describeSyntaxError(text, error.message, error.pos[0])] };
    if (!document?.contents) return { root: undefined, problems: [] };
    return { root: convert(document.contents as Node, reading, 0), problems: reading.problems };
  } catch (error) {
    if (!(error instanceof YamlLimit)) throw error;
    return { root: undefined, problems: [limitProblem(text, error)] };
  }
}

interface Reading {
  readonly text: SourceText;
  readonly anchors: Map<string, Node>;
  /** The values of scalars with an anchor. */
  readonly scalars: Map<Scalar, Cursor>;
  /** The anchors that are being expanded; an anchor inside itself would be endless. */
  readonly active: Set<string>;
  readonly problems: Problem[];
  nodes: number;
  /** The number of characters that aliases expand to. */
  aliased: number;
  /** The offset of the alias that is being expanded, where an exceeded limit is reported. */
  alias: number | undefined;
}

function describeSyntaxError(text: SourceText, message: string, offset: number): Problem {
  if (text.content.includes("{{")) return describeTemplate(text, offset);
  return {
    code: "yaml-syntax",
    message: `This YAML cannot be read: ${message.split("\n")[0]}`,
    place: locateText(text, offset, offset + 1),
  };
}

function describeTemplate(text: SourceText, offset: number): Problem {
  const message = "This YAML is a template; its values are known only when it is rendered.";
  return { code: "yaml-template", message, place: locateText(text, offset, offset + 1) };
}

function convert(node: Node | null, reading: Reading, depth: number): Cursor {
  reading.nodes += 1;
  if (reading.nodes > yamlLimits.values) throw createValuesError(reading.alias ?? findNodeStart(node));
  if (depth > yamlLimits.levels) throw createDepthError(reading.alias ?? findNodeStart(node));
  if (isAlias(node)) return convertAlias(node, reading, depth);
  const anchor = node && "anchor" in node ? node.anchor : undefined;
  if (node && anchor) reading.anchors.set(anchor, node);
  if (isMap(node)) return convertMap(node, reading, depth);
  if (isSeq(node)) return convertList(node, reading, depth);
  if (isScalar(node)) countAliased(node, reading);
  if (isScalar(node)) return anchor ? convertOnce(node, reading) : convertScalar(node, reading);
  return { kind: "scalar", origin: locateRange(node, reading), value: null };
}

/** Counts keys and texts again for each alias, because their text is repeated wherever the alias is used. */
function countAliased(node: Scalar, reading: Reading): void {
  if (reading.alias === undefined) return;
  reading.aliased += String(node.value ?? "").length;
  if (reading.aliased > yamlLimits.characters) throw createAliasesError(reading.alias);
}

function findNodeStart(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}

function locateRange(node: Node | null, reading: Reading): Place {
  const [start, end] = node?.range ?? [0, 0];
  return locateText(reading.text, start, end);
}

function convertAlias(node: Alias, reading: Reading, depth: number): Cursor {
  const target = reading.anchors.get(node.source);
  if (!target) return { kind: "unknown", origin: locateRange(node, reading), reason: `the alias *${node.source} names no anchor above it` };
  if (reading.active.has(node.source)) throw new YamlLimit(`The anchor &${node.source.slice(0, 80)} contains itself.`, findNodeStart(node));
  const { alias } = reading;
  reading.alias ??= findNodeStart(node);
  reading.active.add(node.source);
  const value = convert(target, reading, depth + 1);
  reading.active.delete(node.source);
  reading.alias = alias;
  return value;
}

function convertList(node: YAMLSeq, reading: Reading, depth: number): Cursor {
  const items = node.items.map((item) => convert(item as Node | null, reading, depth + 1));
  return { kind: "list", origin: locateRange(node, reading), items };
}

function convertMap(node: YAMLMap, reading: Reading, depth: number): Cursor {
  const origin = locateRange(node, reading);
  const start = node.range?.[0] ?? 0;
  if (node.flow && reading.text.content.startsWith("{{", start)) return { kind: "unknown", origin, reason: "a template" };
  const entries = new Map<string, Entry>();
  const merged: Cursor[] = [];
  for (const { key, value } of node.items) {
    if (!isScalar(key)) continue;
    const converted = convert(value as Node | null, reading, depth + 1);
    if (key.value === "<<" && key.type === "PLAIN") merged.push(converted);
    else addEntry(entries, key, converted, reading);
  }
  for (const [key, entry] of merged.flatMap(listMaps).flatMap((map) => [...map.entries])) {
    if (!entries.has(key)) entries.set(key, entry);
  }
  return { kind: "map", origin, entries };
}

function addEntry(entries: Map<string, Entry>, key: Scalar, value: Cursor, reading: Reading): void {
  const name = String(key.value);
  countAliased(key, reading);
  const place = locateRange(key, reading);
  if (entries.has(name))
    reading.problems.push({
      code: "yaml-duplicate-key",
      message: `The key ${JSON.stringify(name)} is written twice; the last one counts.`,
      place,
    });
  const placed = isNothing(value) ? { ...value, origin: place } : value;
  entries.set(name, { key: place, value: placed });
}

/** Checks for a key without a value. Its place would be empty, after the colon, so it gets the place of the key. */
function isNothing(value: Cursor): boolean {
  return value.kind === "scalar" && value.value === null && "file" in value.origin && value.origin.start === value.origin.end;
}

/** Returns the maps that `<<` refers to: one map, or a list of maps of which the first wins. */
function listMaps(value: Cursor): readonly MapCursor[] {
  if (value.kind === "map") return [value];
  return value.kind === "list" ? value.items.filter((item) => item.kind === "map") : [];
}

/** Converts a scalar only once, because a long one may have thousands of aliases. */
function convertOnce(node: Scalar, reading: Reading): Cursor {
  const cursor = reading.scalars.get(node) ?? convertScalar(node, reading);
  reading.scalars.set(node, cursor);
  return cursor;
}

function convertScalar(node: Scalar, reading: Reading): Cursor {
  const origin = locateRange(node, reading);
  const source = String(node.value ?? "");
  if (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED") {
    return {
      kind: "scalar",
      origin,
      value: source,
      text: extractBlockText(reading.text, node.range?.[0] ?? 0, node.range?.[1] ?? 0, source),
    };
  }
  const reason = explainTemplate(source) ?? findPlaceholderComment(node, reading);
  if (reason) return { kind: "unknown", origin, reason, text: source };
  if (node.tag && node.tag !== "tag:yaml.org,2002:str") return { kind: "scalar", origin, value: resolveTagged(node.tag, source) };
  if (node.type === "PLAIN" && !node.tag) return { kind: "scalar", origin, value: resolvePlain(source) };
  if (node.type === "PLAIN") return { kind: "scalar", origin, value: source };
  return { kind: "scalar", origin, value: source, text: extractQuotedText(reading.text, node.range?.[0] ?? 0, source) };
}

/** Recognizes `key: ###NAME###` as a placeholder of a templating tool; in YAML it is a comment without a value. */
function findPlaceholderComment(node: Scalar, reading: Reading): string | undefined {
  if (node.value !== "" && node.value !== null) return undefined;
  const after = reading.text.content.slice(node.range?.[1] ?? 0, (node.range?.[1] ?? 0) + 80);
  return /^[ \t]*###\w+###/.test(after) ? "a placeholder" : undefined;
}
