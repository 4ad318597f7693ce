import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { wrapWholeText } from "../../src/model/source-text.ts";
import { splitDocuments } from "../../src/reader/documents.ts";
import { readPlainYaml } from "../../src/syntax/yaml/plain-yaml.ts";
import { parseYaml } from "../../src/syntax/yaml/yaml.ts";
import { randomFrom } from "../support/host-mutations.ts";

const root = join(import.meta.dirname, "../..");
const documents = ["test/fixtures", "examples"].flatMap(documentsBelow);

test("what is read as plain YAML is what the parser reads, with the same places", () => {
  expect(documents.length).toBeGreaterThan(500);
  expect(documents.filter((document) => !isAgreed(document))).toEqual([]);
});

test("most documents are plain", () => {
  const plain = documents.filter((document) => readPlainYaml(wrapWholeText("a.yaml", document)));
  expect(plain.length / documents.length).toBeGreaterThan(0.7);
});

test("a letter more or less changes nothing about that", () => {
  const random = randomFrom(20_261_123);
  const small = documents.filter((document) => document.length < 1_500);
  const differing = Array.from({ length: 6_000 }, () => changed(small, random)).filter((document) => !isAgreed(document));
  expect(differing).toEqual([]);
});

function isAgreed(document: string): boolean {
  const text = wrapWholeText("a.yaml", document);
  const plain = readPlainYaml(text);
  return !plain || isDeepStrictEqual({ root: plain, problems: [] }, parseYaml(text));
}

function documentsBelow(directory: string): string[] {
  const files = readdirSync(join(root, directory), { recursive: true, encoding: "utf8" }).filter((path) => /\.ya?ml$/.test(path));
  const texts = files.map((path) => readFileSync(join(root, directory, path), "utf8"));
  const found = texts.flatMap((text) => splitDocuments(wrapWholeText("a.yaml", text)).map(({ content }) => content));
  return found.filter((content) => content.trim() !== "" && !/^\{\{/m.test(content));
}

const pieces = [
  ..." \n:#-'\"|>{}[]&*!%@`?~<,.$0x\t\\",
  "- ",
  ": ",
  " #",
  "  ",
  "\n\n",
  "---",
  "...",
  "|-\n",
  "\u00a0",
  "''",
  "key: value\n",
];

function changed(documents: readonly string[], random: () => number): string {
  let document = documents[Math.floor(random() * documents.length)] ?? "";
  for (let change = Math.ceil(random() * 3); change > 0; change--) {
    const at = Math.floor(random() * document.length);
    const piece = random() < 0.3 ? "" : pieces[Math.floor(random() * pieces.length)];
    document = document.slice(0, at) + piece + document.slice(at + Math.floor(random() * 3));
  }
  return document;
}
