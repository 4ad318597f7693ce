import { unknownName } from "../model/cluster-name.ts";
import type { ScriptUnit } from "../model/install.ts";
import { locateText, type SourceText, wrapWholeText } from "../model/source-text.ts";
import type { Source } from "../reader/source.ts";
import type { Script } from "../syntax/shell/script.ts";
import { type EvidenceFrom, type Finder, findFirstMatch, hasMarker, type Stretch } from "./finder.ts";

/** A pattern for Kubernetes objects that are evidence: by API group and, if that is not enough, by kind or contents. */
export interface ObjectPattern {
  readonly groups: readonly string[];
  readonly kinds?: readonly string[];
  /** A pattern for the contents; the evidence is placed at its match. If missing, it is placed at the `apiVersion`. */
  readonly body?: RegExp;
  /** A word that all such objects contain; default: the API groups. */
  readonly marker?: string;
}

/**
 * Matches YAML objects, in a file or passed to a command. Nothing is parsed: an `apiVersion` at the start of a line is precise
 * enough.
 */
export function matchYamlObject(pattern: ObjectPattern, evidenceFrom: EvidenceFrom<RegExpExecArray>): Finder {
  const markers = pattern.marker === undefined ? pattern.groups : [pattern.marker];
  return {
    markers,
    *evidence(source) {
      if (!hasMarker(source, markers)) return;
      for (const { text, objects, script, unit } of listYamlTexts(source)) {
        const piece = findFirstObject(
          text,
          objects.filter((object) => isMeant(object, pattern)),
          pattern.body ?? header,
          evidenceFrom,
          script,
        );
        if (piece) yield { ...piece, unit };
      }
    },
  };
}

/** Reads the name in an object's metadata, in block or flow style. */
export function nameInMetadata(text: string): string {
  const block = /^metadata:[^\n{]*(?:\n[ \t]{1,20}[^\n]*){0,20}?\n[ \t]{1,20}name:[ \t]*["']?([\w.-]{1,100})/m.exec(text)?.[1];
  return block ?? /^metadata:[ \t]*\{[^}\n]{0,200}?\bname:[ \t]*["']?([\w.-]{1,100})/m.exec(text)?.[1] ?? unknownName;
}

/** Matches lines of YAML outside comments; the pattern starts with `^` and spans one line. */
export function matchYamlLine(markers: readonly string[], pattern: RegExp, evidenceFrom: EvidenceFrom<RegExpExecArray>): Finder {
  return {
    markers,
    *evidence(source) {
      if (!hasMarker(source, markers)) return;
      for (const { text, script, unit } of listYamlTexts(source)) {
        const piece = findFirstMatch(text, pattern, evidenceFrom, script);
        if (piece) yield { ...piece, unit };
      }
    },
  };
}

/** Collects the evidence that a function finds in YAML outside comments, possibly several pieces. */
export function matchYamlText(markers: readonly string[], read: (content: string) => Iterable<Stretch>): Finder {
  return {
    markers,
    *evidence(source) {
      if (!hasMarker(source, markers)) return;
      for (const { text, script, unit } of listYamlTexts(source)) {
        for (const { evidence, start, end } of read(text.content)) yield { ...evidence, place: locateText(text, start, end), script, unit };
      }
    },
  };
}

/** Checks whether a file is YAML, by its name. */
export function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

/**
 * Makes a pattern for a line, or a part of a flow map, that sets one of these keys; `keys` and `value` are regular expression
 * sources.
 */
export function buildEntryPattern(keys: string, value = "\\S"): RegExp {
  return new RegExp(`(?:^[ \\t]{0,200}|[{,][ \\t]{0,20})(?:- )?["']?(?:${keys})["']?:[ \\t]*["']?(?:${value})`, "m");
}

const header = /^apiVersion:.*/m;

interface YamlObject {
  readonly group: string;
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

interface YamlText {
  readonly text: SourceText;
  readonly objects: readonly YamlObject[];
  readonly script: boolean;
  readonly unit: ScriptUnit | undefined;
}

function isMeant(object: YamlObject, pattern: ObjectPattern): boolean {
  return pattern.groups.includes(object.group) && (pattern.kinds?.includes(object.kind) ?? true);
}

function findFirstObject(
  text: SourceText,
  objects: readonly YamlObject[],
  body: RegExp,
  evidenceFrom: EvidenceFrom<RegExpExecArray>,
  script: boolean,
) {
  for (const { start, end } of objects) {
    const content = text.content.slice(start, end);
    const found = findFirstMatch({ file: text.file, content, segments: [[0, 0]] }, body, evidenceFrom, script);
    if (found) return { ...found, place: locateText(text, start + found.place.start, start + found.place.end) };
  }
  return undefined;
}

const known = new WeakMap<Source, readonly YamlText[]>();

/** The YAML texts of a source: the file itself, or the text that a script writes to files and passes to commands. */
function listYamlTexts(source: Source): readonly YamlText[] {
  const texts = known.get(source) ?? readTexts(source);
  known.set(source, texts);
  return texts;
}

function readTexts(source: Source): readonly YamlText[] {
  if (isChartTemplate(source.path)) return [];
  const own = isYaml(source.path) ? [openText(wrapWholeText(source.path, source.text), source.isThrowaway)] : [];
  const scripts = source.text.includes("<<") ? source.scripts() : [];
  return [...own, ...scripts.flatMap(listDocumentTexts)];
}

/** The texts that a script writes to files and passes to commands. */
function listDocumentTexts(script: Script): readonly YamlText[] {
  const written = [...script.files].filter(([path]) => isYaml(path)).map(([, text]) => text);
  const handed = script.commands.flatMap((command) => (command.input ? [command.input] : []));
  // A heredoc is the input of every command in its pipeline.
  const texts = new Map([...written, ...handed].map((text) => [text.segments[0]?.[1], text]));
  return [...texts.values()].map((text) => openText(text, true, script.unit));
}

/** Checks for a chart template: what it might render for some platform is no evidence for the platform of the cluster. */
function isChartTemplate(path: string): boolean {
  return /(^|\/)templates\//.test(path);
}

function openText(text: SourceText, script: boolean, unit?: ScriptUnit): YamlText {
  const content = text.content.replace(/(^|[ \t])#.*/gm, blank);
  return { text: { ...text, content }, objects: listObjects(content), script, unit };
}

function blank(comment: string): string {
  return " ".repeat(comment.length);
}

/** Finds the documents with an `apiVersion`, with their top-level lines. */
function listObjects(content: string): readonly YamlObject[] {
  const tops = /^(?:---|apiVersion:|kind:).*/gm;
  const documents = [{ start: 0, end: content.length, group: "", kind: "" }];
  for (let top = tops.exec(content); top; top = tops.exec(content)) {
    const document = documents.at(-1);
    if (!document) continue;
    if (top[0].startsWith("kind:")) document.kind = readTopValue(top[0]);
    else if (top[0].startsWith("apiVersion:")) document.group = parseApiGroup(readTopValue(top[0]));
    else {
      document.end = top.index;
      documents.push({ start: top.index, end: content.length, group: "", kind: "" });
    }
  }
  return documents.filter((document) => document.group !== "");
}

function readTopValue(line: string): string {
  return line
    .slice(line.indexOf(":") + 1)
    .replace(/["']/g, "")
    .trim();
}

/** The group of an `apiVersion`; empty for the core group. */
function parseApiGroup(apiVersion: string): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf("/")));
}
