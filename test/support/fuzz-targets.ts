import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseConfiguration } from "../../src/configuration/file.ts";
import { compileIgnoreFiles } from "../../src/files/ignore-files.ts";
import { type Cursor, isPlace } from "../../src/model/cursor.ts";
import type { Place } from "../../src/model/location.ts";
import { wrapWholeText } from "../../src/model/source-text.ts";
import { parseSet, type SetKind } from "../../src/model/values.ts";
import { splitDocuments } from "../../src/reader/documents.ts";
import type { Source } from "../../src/reader/source.ts";
import { findSuppressions, suppressionMarker } from "../../src/reader/suppression-comments.ts";
import { renderConfiguration } from "../../src/report/configuration.ts";
import { renderGithubReport } from "../../src/report/github.ts";
import { renderGitlabReport } from "../../src/report/gitlab.ts";
import { renderHtmlReport } from "../../src/report/html.ts";
import { inspectJson } from "../../src/report/inspect-json.ts";
import { inspectText } from "../../src/report/inspect-text.ts";
import { renderJsonReport } from "../../src/report/json.ts";
import { renderJunitReport } from "../../src/report/junit.ts";
import { renderMarkdownReport } from "../../src/report/markdown.ts";
import { renderMermaidMap } from "../../src/report/mermaid.ts";
import { renderSarifReport } from "../../src/report/sarif.ts";
import { renderTextReport } from "../../src/report/text.ts";
import { evaluate } from "../../src/syntax/go-template/go-template.ts";
import { readTemplatedYaml } from "../../src/syntax/go-template/templated-yaml.ts";
import { readScript } from "../../src/syntax/shell/shell.ts";
import { parseYaml, readYaml } from "../../src/syntax/yaml/yaml.ts";
import { fluxRepository } from "./flux-values.ts";
import { mutated } from "./host-mutations.ts";
import { reportOf, ruleOf } from "./hostile-report.ts";
import { hostileTexts } from "./hostile-repository.ts";
import { checkSealing, mutatedKustomization } from "./kustomization-mutations.ts";
import { clustersOf } from "./resource-mutations.ts";
import { strangeInMarkdown } from "./strict-markdown.ts";
import { readMarkup } from "./strict-markup.ts";

export { randomFrom } from "./host-mutations.ts";

type Random = () => number;

/** Takes one hostile input and throws where a parser or a writer does not bear it; the answer is the input, to be shown then. */
export type FuzzTarget = (random: Random) => { readonly input: string; readonly check: () => void };

/** A target for each parser and writer that no other script mutates fixtures for. */
export function fuzzTargets(fixtures: string): Readonly<Record<string, FuzzTarget>> {
  const files = readdirSync(fixtures, { recursive: true, encoding: "utf8" }).map((path) => join(fixtures, path));
  const textsOf = (pattern: RegExp) => files.filter((path) => pattern.test(path)).map((path) => readFileSync(path, "utf8"));
  const [yamls, scripts] = [textsOf(/\.ya?ml$/), textsOf(/\.sh$/)];
  const configuration = textsOf(/configuration\/everything\.yaml$/);
  const of = (samples: readonly string[], check: (text: string) => void): FuzzTarget => {
    return (random) => {
      const input = spiced(mutated(one(samples, random), random), random);
      return { input, check: () => check(input) };
    };
  };
  return {
    yaml: of(yamls, checkYaml),
    "templated yaml": of(yamls, checkTemplated),
    shell: of(scripts, checkShell),
    configuration: of(configuration, checkConfiguration),
    "--set": (random) => fromPieces(setPieces, random, checkSet),
    "flux values": (random) => {
      const files = fluxRepository(random);
      return { input: JSON.stringify([...files]), check: () => clustersOf(files) };
    },
    comments: (random) => fromPieces(commentPieces, random, checkComments),
    kustomizations: (random) => {
      const files = mutatedKustomization(random);
      return { input: JSON.stringify([...files]), check: () => checkSealing(files) };
    },
    "ignore patterns": (random) => fromPieces(ignorePieces, random, checkIgnored),
    writers: (random) => {
      // Not quite an address: the first is the page of the rule as well, which is ours to link to.
      const texts = [0, 1, 2].map(() => `x${textFrom(hostilePieces, random, 12)}`) as [string, string, string];
      return { input: JSON.stringify(texts), check: () => checkWriters(...texts) };
    },
  };
}

function one<Item>(items: readonly Item[], random: Random): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

const spices = [
  ...["&a ", "*a", "<<: *a\n", "!!binary ", "? ", "|2-\n", ">+\n", "%YAML 1.1\n", "{".repeat(300), "[".repeat(300), ": ".repeat(500), "\t"],
  ...[
    "{{ .Values.x | toYaml | nindent 4 }}",
    "{{- range until 9 }}",
    "{{ end }}",
    "$(".repeat(200),
    "<<A <<B\n",
    "`",
    "\u0000",
    "\ud800",
    "\u2028",
  ],
  ...["__proto__: {a: 1}\n", "constructor: x\n", "---\n", "...\n", "\ufeff", "\r", "'".repeat(99), '"'.repeat(99), "\\".repeat(99), "😀"],
];

function spiced(text: string, random: Random): string {
  if (random() < 0.5) return text;
  const at = Math.floor(random() * (text.length + 1));
  return text.slice(0, at) + one(spices, random) + text.slice(at);
}

function textFrom(pieces: readonly string[], random: Random, most: number): string {
  return Array.from({ length: Math.floor(random() * most) }, () => one(pieces, random)).join("");
}

function fromPieces(pieces: readonly string[], random: Random, check: (text: string) => void) {
  const input = textFrom(pieces, random, 30);
  return { input, check: () => check(input) };
}

function expectInside(cursor: Cursor, length: number): void {
  if (isPlace(cursor.origin)) expectPlace(cursor.origin, length);
  if (cursor.kind === "list") for (const item of cursor.items) expectInside(item, length);
  if (cursor.kind === "map") for (const { value } of cursor.entries.values()) expectInside(value, length);
}

function expectPlace({ start, end }: Place, length: number): void {
  if (!(start >= 0 && start <= end && end <= length)) throw new Error(`a place outside of the text: ${start} to ${end} of ${length}`);
}

function checkYaml(input: string): void {
  for (const text of splitDocuments(wrapWholeText("a.yaml", input))) {
    for (const { root, problems } of [readYaml(text), parseYaml(text)]) {
      if (root) expectInside(root, input.length);
      for (const { place } of problems) if (place && place.start > input.length) throw new Error("a problem outside of the text");
    }
  }
}

function checkTemplated(input: string): void {
  const values = { kind: "unknown", origin: { builtIn: "nothing" }, reason: "a template" } as const;
  readTemplatedYaml(wrapWholeText("a.yaml", input), { evaluate: (expression) => evaluate(expression, values), kept: new Set() });
}

function checkShell(input: string): void {
  for (const { place, args } of readScript(wrapWholeText("a.sh", input)).script.commands) {
    for (const own of [place, ...args.map(({ origin }) => origin).filter(isPlace)]) expectPlace(own, input.length);
  }
}

function checkConfiguration(input: string): void {
  try {
    parseConfiguration("c.yaml", input).checkRules(["gke-platform", "k3s-cni-dirs"]);
  } catch (error) {
    if (!(error instanceof Error && error.name === "UsageError")) throw error;
  }
}

const setPieces = [
  "a",
  "b",
  ".",
  ",",
  "=",
  "[",
  "]",
  "[0]",
  "[255]",
  "[-1]",
  "{",
  "}",
  "\\",
  '"',
  "1",
  "null",
  "true",
  "__proto__",
  " ",
  "{a,b}",
  ":",
  "é",
];

function checkSet(input: string): void {
  const kinds: readonly SetKind[] = ["set", "set-string", "set-json", "set-file", "set-literal"];
  for (const kind of kinds) expectInside(parseSet(input, kind, { file: "a", start: 0, end: input.length }), input.length);
  if ("a" in {} || Object.keys(Object.prototype).length > 0) throw new Error("a key has become everybody's");
}

const commentPieces = ["#", "//", " ", "\t", suppressionMarker, "a-b", ",", "--", "reason", "\\\n", "\n", "\r\n", "x: y ", "/", "é"];

function checkComments(input: string): void {
  const source = { path: "a.yaml", text: input, words: new Set([suppressionMarker]) } as unknown as Source;
  for (const { place } of findSuppressions(source)) expectPlace(place, input.length);
}

const ignorePieces = ["*", "**", "/", "a", "b", "?", "[a-z]", "[", "!", "\\", "\n", "#", " ", "a".repeat(60), "*a".repeat(9), "{a,b}"];

function checkIgnored(input: string): void {
  const isIgnored = compileIgnoreFiles(
    [
      { directory: "", text: input },
      { directory: "a/", text: input },
    ],
    () => undefined,
  );
  for (const path of ["a", "a/b", `a/${"a".repeat(200)}/b`, ".gitignore"]) isIgnored(path);
}

/** The hostile texts in pieces, so that they meet in any order. */
const hostilePieces = hostileTexts.flatMap((text) => text.slice(0, 500).split(/(?<=[ \n`])/));

function checkWriters(first: string, second: string, third: string): void {
  const report = reportOf(first, second, third);
  const policies = [ruleOf(first, second, third)];
  const [html, xml, markdown] = [renderHtmlReport(report), renderJunitReport(report), renderMarkdownReport(report)];
  const data = [
    renderJsonReport(report),
    inspectJson(report),
    renderGitlabReport(report),
    renderSarifReport(report, { version: "0.0.0", policies }),
  ];
  for (const text of data) JSON.parse(text);
  readMarkup(html.replace(/^<!doctype html>\n/, ""), ["meta"]);
  readMarkup(xml.replace(/^<\?xml version="1.0" encoding="UTF-8"\?>\n/, ""));
  const [strange] = strangeInMarkdown(markdown, []);
  if (strange !== undefined) throw new Error(`strange in Markdown: ${strange}`);
  const plain = [
    renderTextReport(report, { color: false, quiet: false }),
    inspectText(report, { color: false }),
    renderConfiguration(report),
    renderMermaidMap(report),
  ];
  const github = renderGithubReport(report);
  for (const text of [...data, html, xml, markdown, ...plain, github]) {
    if (/(?![\n\t\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(text)) throw new Error(`a control character in ${text}`);
  }
  for (const line of [...data, html, xml, markdown, ...plain].join("\n").split("\n")) {
    if (/^\s*::[a-z-]+(?:::|\s)|##[a-z]*\[/i.test(line)) throw new Error(`a command in ${line}`);
  }
  for (const line of github.trimEnd().split("\n"))
    if (!/^::(?:error|warning|notice) [^:]*::/.test(line)) throw new Error(`no command of ours: ${line}`);
}
