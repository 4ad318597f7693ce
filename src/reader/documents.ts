import { type Budget, createBudget } from "../model/budget.ts";
import { type Cursor, findStringAt } from "../model/cursor.ts";
import type { Document, Marker } from "../model/document.ts";
import type { Problem } from "../model/finding.ts";
import { yamlFileLimits } from "../model/limits.ts";
import { nestText, type SourceText } from "../model/source-text.ts";
import { readYaml } from "../syntax/yaml/yaml.ts";
import { createDocumentsError, limitProblem, openAccount, type YamlAccount } from "../syntax/yaml/yaml-limit.ts";

/**
 * Returns a function that finds the YAML documents of a text whose source matches a marker. Only matching documents are
 * parsed: most documents of a repository are irrelevant, and parsing is by far the most expensive step.
 */
export function openDocuments(
  text: SourceText,
  report: (problem: Problem) => void,
  budget: Budget = createBudget(),
): (marker: Marker) => readonly Document[] {
  const file: Chunks = { account: openAccount(budget), report, parsed: new Map() };
  let chunks: SourceText[] | undefined;
  return (marker) => {
    if (!marker.test(text.content)) return [];
    chunks ??= limitDocuments(splitDocuments(text), file);
    const found: Document[] = [];
    for (const chunk of chunks) {
      if (!marker.test(chunk.content)) continue;
      if (!file.parsed.has(chunk)) file.parsed.set(chunk, parseDocument(chunk, file));
      const document = file.parsed.get(chunk);
      if (document) found.push(document);
    }
    return found;
  };
}

interface Chunks {
  readonly account: YamlAccount;
  readonly report: (problem: Problem) => void;
  readonly parsed: Map<SourceText, Document | undefined>;
}

/** Drops the last piece of a text with too many documents, which contains all the remaining ones. */
function limitDocuments(chunks: SourceText[], { report }: Chunks): SourceText[] {
  if (chunks.length <= yamlFileLimits.documents) return chunks;
  const rest = chunks.pop();
  if (rest) report(limitProblem(rest, createDocumentsError()));
  return chunks;
}

/** Splits a text into documents. A line that starts with `---` always ends a document, because block scalars are indented. */
export function splitDocuments(text: SourceText): SourceText[] {
  const chunks: SourceText[] = [];
  const separator = /^---(?=\s|$).*$/gm;
  let start = 0;
  for (let match = separator.exec(text.content); match && chunks.length < yamlFileLimits.documents; match = separator.exec(text.content)) {
    chunks.push(slice(text, start, match.index));
    // The rest of the `---` line is a comment or the first value of the document.
    start = match.index + 3;
  }
  chunks.push(slice(text, start, text.content.length));
  return chunks;
}

function slice(text: SourceText, start: number, end: number): SourceText {
  return nestText(text, text.content.slice(start, end), [[0, start]]);
}

function parseDocument(text: SourceText, { account, report }: Chunks): Document | undefined {
  if (account.isClosed) return undefined;
  const { root, problems } = readYaml(text, account);
  for (const problem of problems) report(problem);
  return root && describeDocument(text, root);
}

/** Reads the fields that all Kubernetes objects have. */
export function describeDocument(text: SourceText, root: Cursor): Document {
  return {
    file: text.file,
    text,
    root,
    apiVersion: findStringAt(root, "apiVersion"),
    kind: findStringAt(root, "kind"),
    name: findStringAt(root, "metadata", "name"),
    namespace: findStringAt(root, "metadata", "namespace"),
  };
}
