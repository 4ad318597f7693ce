import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { assembleClusters } from "../../src/cluster/assemble.ts";
import { noConfiguration } from "../../src/model/configuration.ts";
import { locate } from "../../src/model/location.ts";
import { extract, markers } from "../../src/pipeline/extract.ts";
import { openReader } from "../../src/reader/reader.ts";

/** A small repository: the text of its files by path. */
export type Tree = ReadonlyMap<string, string>;

const forms = ["argocd-application", "argocd-applicationset", "helmfile", "umbrella-chart", "flux-helmrelease"];

/** The fixtures of the forms that speak of charts and values in other files, each a small repository. */
export function gitopsTrees(fixtures: string): Tree[] {
  return forms.flatMap((form) => readdirSync(join(fixtures, form)).map((name) => treeIn(join(fixtures, form, name))));
}

function treeIn(directory: string): Tree {
  const paths = readdirSync(directory, { recursive: true, encoding: "utf8" }).filter((path) => statSync(join(directory, path)).isFile());
  const texts = paths
    .filter((path) => path !== "expected.txt")
    .map((path) => [relative(".", path), readFileSync(join(directory, path), "utf8")] as const);
  return new Map(texts);
}

/** Everything that a check does with a repository before it judges. */
export function clustersIn(tree: Tree): void {
  const repository = {
    root: "/repository",
    prefix: "",
    paths: [...tree.keys()].sort(),
    texts: [],
    read: (path: string) => (tree.has(path) ? Buffer.from(tree.get(path) ?? "") : undefined),
    exists: (path: string) => tree.has(path),
  };
  const problem = () => {};
  const reader = openReader(repository, { markers, problem });
  assembleClusters(extract(reader), {
    configuration: noConfiguration,
    platform: undefined,
    prefix: "",
    directoryName: "repository",
    locate: (place) => locate(tree.get(place.file) ?? "", place),
    problem,
  });
}

/** Numbers between 0 and 1 that a seed decides. https://en.wikipedia.org/wiki/Linear_congruential_generator */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const pieces = [
  ...["{{", "}}", "{{ if .x }}", "{{- end }}", "{{ range .x }}", '{{ .Values.a | default (printf "%s" .b) }}', "{{`{{ .Release.Name }}`}}"],
  ...[
    "\n---\n",
    "\n  - ",
    ": ",
    "&a ",
    "*a",
    "<<: *a",
    "- matrix:\n    generators:\n",
    "bases: [helmfile.yaml]",
    "helmfiles: ['**/*.yaml']",
  ],
  ...["../../..", "**/**/**", "$config/", "{}", "[]", "null", "'", '"', "\t", "\u0000", "\ufeff", "((((((((", "elementsYaml: '[{a: b}]'"],
];

/** A tree with a few changes in one of its files. */
export function mutated(tree: Tree, random: () => number): Tree {
  const paths = [...tree.keys()];
  const path = paths[Math.floor(random() * paths.length)] ?? "";
  let text = tree.get(path) ?? "";
  for (let count = 1 + Math.floor(random() * 4); count > 0; count--) text = changed(text, random);
  return new Map([...tree, [path, text]]);
}

function changed(text: string, random: () => number): string {
  const start = Math.floor(random() * text.length);
  const end = Math.min(text.length, start + Math.floor(random() * 60));
  const piece = pieces[Math.floor(random() * pieces.length)] ?? "";
  const way = Math.floor(random() * 5);
  if (way === 0) return text.slice(0, start) + text.slice(end);
  if (way === 1) return text.slice(0, start) + piece + text.slice(start);
  if (way === 2) return text.slice(0, start) + piece.repeat(1 + Math.floor(random() * 400)) + text.slice(end);
  if (way === 3) return text.slice(0, end) + text.slice(start, end).repeat(1 + Math.floor(random() * 200)) + text.slice(end);
  const lines = text.split("\n");
  const line = Math.floor(random() * lines.length);
  return [...lines.slice(0, line), ...lines.slice(line + 1), lines[line] ?? ""].join("\n");
}
