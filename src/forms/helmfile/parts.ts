import type { Cursor } from "../../model/cursor.ts";
import type { Problem } from "../../model/finding.ts";
import { locateText, type SourceText, wrapWholeText } from "../../model/source-text.ts";
import { splitDocuments } from "../../reader/documents.ts";
import type { Reader, Source } from "../../reader/source.ts";
import { readTemplatedYaml, type TemplateContext } from "../../syntax/go-template/templated-yaml.ts";
import { payForTemplate } from "./budget.ts";

/** One of the parts of a helmfile, which are separated by lines of `---`. */
export interface Part {
  readonly text: SourceText;
  readonly source: Source;
  /** True if its meaning depends on what comes before it. */
  readonly isTemplate: boolean;
}

const known = new WeakMap<Source, readonly Part[]>();

/** The parts of a file; repeated calls return the same objects. */
export function listParts(source: Source): readonly Part[] {
  const before = known.get(source);
  if (before) return before;
  const texts = splitDocuments(wrapWholeText(source.path, source.text));
  const parts = texts.map((text): Part => ({ text, source, isTemplate: text.content.includes("{{") }));
  known.set(source, parts);
  return parts;
}

interface Read {
  readonly root: Cursor | undefined;
  readonly problems: readonly Problem[];
}

const plain = new WeakMap<Part, Read>();

/** Reads a part. A part without templates is read only once, for all helmfiles and environments that contain it. */
export function readPart(part: Part, context: Omit<TemplateContext, "report">, reader: Reader): Cursor | undefined {
  const { root, problems } = plain.get(part) ?? read(part, context, reader);
  if (!part.isTemplate) plain.set(part, { root, problems });
  for (const problem of problems) reader.problem(problem);
  return root;
}

function read({ text, source, isTemplate }: Part, context: Omit<TemplateContext, "report">, reader: Reader): Read {
  const problems: Problem[] = [];
  if (isTemplate && !payForTemplate(source.path, text, reader)) return { root: undefined, problems };
  const root = readTemplatedYaml(text, { ...context, report: (problem) => problems.push(problem) });
  if (!root && problems.length === 0 && /^[^#\s]/m.test(text.content)) problems.push(describeUnreadablePart(text));
  return { root, problems };
}

function describeUnreadablePart(text: SourceText): Problem {
  const message = "This part of the helmfile cannot be read before it is rendered; what it installs is not known.";
  return { code: "yaml-template", message, place: locateText(text, 0, 1) };
}
