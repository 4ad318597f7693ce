import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";

const gap = "…";

/**
 * Generates the page with every sentence that the code can print, folder by folder, each with an example from the tests' expected files.
 */
export function messagesPage(root) {
  const spoken = linesSpoken(root);
  const files = [...filesBelow(root, "policies"), ...filesBelow(root, "src")].filter((file) => /\.(ts|json)$/.test(file));
  const sections = files.flatMap((file) => {
    const templates = [...new Set(sentencesIn(file, readFileSync(join(root, file), "utf8")))];
    return templates.length === 0 ? [] : [`## ${file}`, "", ...templates.flatMap((template) => entry(template, spoken)), ""];
  });
  return [
    "# Messages",
    "",
    "Every sentence that the tool can print, file by file, so that they can be read at a sitting; `…` stands for what is filled in. Below a sentence is what it reads like in one of the tests, where one prints it.",
    "",
    ...sections,
  ].join("\n");
}

function entry(template, spoken) {
  const example = template.includes(gap) ? findExample(template, spoken) : undefined;
  return [`- ${template}`, ...(example ? [`  - ${example}`] : [])];
}

/** Finds the shortest line of a test that matches a template. */
function findExample(template, spoken) {
  const parts = template.split(gap).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (parts.join("").length < 12) return undefined;
  const pattern = new RegExp(`^${parts.join(".{1,200}?")}$`);
  return spoken.find((line) => pattern.test(line));
}

/** Returns the messages of findings and problems in the expected files, the shortest first. */
function linesSpoken(root) {
  const files = filesBelow(root, "test/fixtures").filter((file) => file.endsWith("/expected.txt"));
  const lines = new Set();
  for (const file of files) {
    for (const section of readFileSync(join(root, file), "utf8").split(/^(?=# )/m)) {
      const pattern = section.startsWith("# problems\n") ? /^\S+ [\w-]+: (.*)$/ : /^\S+ (?:error|warning|note) (.*) \[[\w/-]+\]$/;
      for (const line of section.split("\n").slice(1)) {
        const spoken = pattern.exec(line)?.[1];
        if (spoken !== undefined) lines.add(spoken);
      }
    }
  }
  return [...lines].sort((one, other) => one.length - other.length || (one < other ? -1 : 1));
}

/** Returns the texts in a file that look like sentences. */
function sentencesIn(file, text) {
  if (file.endsWith(".json")) return stringsIn(JSON.parse(text)).filter(isSentence);
  const found = [];
  // Of a shape, what it says of faults; its descriptions are for the documentation.
  const wordsOf = file.startsWith("src/shapes/") ? textOfFault : textOfNode;
  visit(parseSync(file, text).program, (node) => {
    const words = wordsOf(node);
    if (words !== undefined && isSentence(words)) found.push(words.replaceAll("\n", " ").trim());
  });
  return found;
}

function stringsIn(value) {
  if (typeof value === "string") return [value];
  return value && typeof value === "object" ? Object.values(value).flatMap(stringsIn) : [];
}

function textOfNode(node) {
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  if (node.type === "TemplateLiteral") return node.quasis.map(({ value }) => value.cooked ?? value.raw).join(gap);
  return undefined;
}

function textOfFault(node) {
  return node.type === "Property" && node.key.name === "fault" ? textOfNode(node.value) : undefined;
}

/** Checks for at least three words, without markup, patterns or commands. */
function isSentence(text) {
  if (/<\/?[a-z][^>]*>|^[\s#|{[]|[{};]\s*$|=>|^https?:/i.test(text)) return false;
  return /(?:^|[\s`(])[A-Za-z][a-z'’]+[ ,]+(?:[`…\w(][^ ]*[ ,]+)+[`…\w(]/.test(text) && /[a-z]{3,} [a-z]{2,}/.test(text);
}

function visit(node, see) {
  if (!node || typeof node !== "object") return;
  if (Array.isArray(node)) {
    for (const item of node) visit(item, see);
    return;
  }
  if (node.type === "ImportDeclaration" || node.type === "TSLiteralType") return;
  if (typeof node.type === "string") see(node);
  for (const [key, value] of Object.entries(node)) if (key !== "parent") visit(value, see);
}

function filesBelow(root, directory) {
  return readdirSync(join(root, directory), { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((item) => (item.isDirectory() ? filesBelow(root, `${directory}/${item.name}`) : [`${directory}/${item.name}`]));
}
