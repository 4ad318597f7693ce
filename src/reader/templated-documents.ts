import type { Cursor } from "../model/cursor.ts";
import type { Document, Marker } from "../model/document.ts";
import { wrapWholeText } from "../model/source-text.ts";
import { evaluate } from "../syntax/go-template/go-template.ts";
import { readTemplatedYaml, type TemplateContext } from "../syntax/go-template/templated-yaml.ts";
import { readYaml } from "../syntax/yaml/yaml.ts";
import { describeDocument, splitDocuments } from "./documents.ts";
import type { Source } from "./source.ts";

const known = new WeakMap<Source, Map<string, readonly Document[]>>();

/** Returns the documents of a chart template that is not valid YAML before Helm renders it; values that Helm computes are unknown. */
export function readTemplatedDocuments(source: Source, marker: RegExp): readonly Document[] {
  if (!/(^|\/)templates\//.test(source.path) || !source.text.includes("{{")) return [];
  const markers = known.get(source) ?? new Map<string, readonly Document[]>();
  known.set(source, markers);
  const documents = markers.get(marker.source) ?? read(source, marker);
  markers.set(marker.source, documents);
  return documents;
}

/** Only literal output of a template is known, such as the escaped braces of an ApplicationSet in a chart. */
const nothing: Cursor = { kind: "unknown", origin: { builtIn: "a template" }, reason: "a template" };
const context: TemplateContext = { evaluate: (expression) => evaluate(expression, nothing), kept: new Set(["sources"]) };

function read(source: Source, marker: Marker): Document[] {
  return splitDocuments(wrapWholeText(source.path, source.text)).flatMap((text) => {
    if (!text.content.includes("{{") || !marker.test(text.content) || readYaml(text).root) return [];
    const root = readTemplatedYaml(text, context);
    return root ? [describeDocument(text, root)] : [];
  });
}
