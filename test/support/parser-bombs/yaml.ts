import { filled, numbered, type ParserBomb } from "./bomb.ts";

const head = "apiVersion: argoproj.io/v1alpha1\nkind: Application\n";

type Row = readonly [name: string, start: string, piece: string | ((index: number) => string), line: number];

/** Lines with values: one more than are read. */
const tooManyLines = 100_001;

const rows: readonly Row[] = [
  ["brackets", `${head}x: `, "[", 3],
  ["braces", `${head}x: `, "{", 3],
  ["pairs in lists", `${head}x: `, "[{a: ", 3],
  ["question marks", head, "? ", 3],
  ["colons", head, ": ", 3],
  ["dashes", `${head}x:\n`, "- ", 4],
  ["dashes in lines", `${head}x:\n`, "-\n", tooManyLines],
  ["brackets in lines", `${head}x:\n`, "[\n", tooManyLines],
  ["anchors", `${head}x: `, "&a ", 3],
  ["tags", `${head}x: `, "!!x ", 3],
  ["a quote without an end", `${head}x: "`, "a b\n", tooManyLines],
  ["an apostrophe without an end", `${head}x: '`, "a\n\n", tooManyLines],
  ["escapes", `${head}x: "`, "\\u0041", 3],
  ["quotes in quotes", `${head}x: `, `'"`, 3],
  ["a block", `${head}x: |\n`, "  a\n", tooManyLines],
  ["a folded block", `${head}x: >\n`, "  a\n\n", tooManyLines],
  ["blocks", `${head}x:\n`, "- |\n  a\n", tooManyLines],
  ["directives", head, "%A b\n", tooManyLines],
  ["documents", head, "---\n", 10_002],
  ["ends of documents", head, "...\n", tooManyLines],
  ["comments", head, "# x\n", tooManyLines],
  ["tabs", `${head}x: `, "\t", 3],
  ["blanks", `${head}x: `, " ", 3],
  ["blank lines", head, "\n", tooManyLines],
  ["line ends of Windows", head.replaceAll("\n", "\r\n"), "a: b\r\n", tooManyLines],
  ["carriage returns", head, "\r", 3],
  ["merge keys", `a: &a {b: c}\n${head}`, "<<: *a\n", tooManyLines],
  ["aliases", `a: &a {b: c}\n${head}x:\n`, "- *a\n", tooManyLines],
  ["aliases in a row", `a: &a {b: c}\n${head}x: [`, "*a, ", 4],
  ["emojis", `${head}x: `, "🚀", 3],
  ["one value", `${head}x: `, "y", 3],
  ["one key", head, "k", 3],
  ["commas", `${head}x: [`, ",", 3],
  ["empty lists", `${head}x: [`, "[],", 3],
  ["one key again and again", head, "a: b\n", tooManyLines],
  ["templates", head, "x: {{ y }}\n", tooManyLines],
  ["stairs", head, (index) => `${" ".repeat(index)}a:\n`, 2000],
  ["keys", head, (index) => `k${index}: 1\n`, tooManyLines],
  ["keys in a row", `${head}x: {`, (index) => `k${index}: 1,`, 3],
  ["many anchors", `${head}x:\n`, (index) => `- &a${index} b\n`, tooManyLines],
];

/** What YAML itself can ask for. */
export const yamlBombs: readonly ParserBomb[] = rows.map(([name, start, piece, line], index) => ({
  name: `YAML: ${name}`,
  path: `yaml-${index}/app.yaml`,
  text: typeof piece === "string" ? filled(start, piece) : numbered(start, piece),
  code: "yaml-limit",
  line,
}));
