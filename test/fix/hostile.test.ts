import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { applyFixes } from "../../src/fix/apply.ts";
import type { TextEdit } from "../../src/model/fix.ts";
import { lint } from "../../src/pipeline/lint.ts";

const fixtures = "test/fixtures/fixes";
const names = readdirSync(fixtures);

/** What people and editors do to files: one line is changed, or all of them are. */
const mutations: readonly ((lines: readonly string[], at: number) => readonly string[])[] = [
  (lines, at) => lines.toSpliced(at, 0, "# a comment: { with, [ brackets"),
  (lines, at) => lines.toSpliced(at, 0, ""),
  (lines, at) => lines.toSpliced(at, 1),
  (lines, at) => lines.toSpliced(at, 0, lines[at] ?? ""),
  (lines, at) => lines.with(at, `${lines[at]} # global: {platform: none}`),
  (lines, at) => lines.with(at, `${lines[at]}\t`),
  (lines, at) => lines.with(at, `\t${lines[at]}`),
  (lines, at) => lines.with(at, ` ${lines[at]}`),
  (lines, at) => lines.with(at, `${lines[at]}\\`),
  (lines, at) => lines.with(at, (lines[at] ?? "").replace(/: (.+)$/, ': "$1"')),
  (lines, at) => lines.with(at, (lines[at] ?? "").replace(/: (.+)$/, ": &a $1")),
  (lines, at) => lines.with(at, (lines[at] ?? "").replace(/: (.+)$/, ": !!str $1")),
  (lines, at) => lines.with(at, (lines[at] ?? "").replace(/: (.+)$/, ": '{{ $1 }}'")),
  (lines, at) => lines.with(at, (lines[at] ?? "").replace(/: (.+)$/, ": |\n$1")),
  (lines, at) => lines.with(at, (lines[at] ?? "").replace(/: (.+)$/, ": {a: $1}")),
  (lines, at) => lines.with(at, (lines[at] ?? "").replace(/^( *)([\w-]+):/, '$1"$2":')),
  (lines, at) => lines.with(at, (lines[at] ?? "").replace(/^( *)([\w-]+):/, "$1? $2\n$1:")),
  (lines) => ["---", ...lines, "---", "kind: Other", "..."],
  (lines) => lines.map((line) => `${line}\r`),
  (lines) => [`\ufeff${lines[0]}`, ...lines.slice(1)],
  (lines) => lines.slice(0, -1),
];

const choice = fc.record({
  name: fc.constantFrom(...names),
  changes: fc.array(fc.record({ mutation: fc.nat(mutations.length - 1), file: fc.nat(), line: fc.nat() }), { minLength: 1, maxLength: 3 }),
});

test("a fix never breaks a file, whatever the file", async () => {
  let offered = 0;
  const property = fc.asyncProperty(choice, async ({ name, changes }) => {
    const directory = mkdtempSync(join(tmpdir(), "hostile-"));
    try {
      cpSync(join(fixtures, name), directory, { recursive: true });
      for (const { mutation, file, line } of changes) mutate(directory, mutation, file, line);
      const fixes = (await lint({ cwd: directory, kustomize: "off" })).findings.flatMap(({ fix }) => fix ?? []);
      offered += fixes.length;
      for (const fix of fixes) {
        const { files } = applyFixes([fix], (path) => readFileSync(join(directory, path), "utf8"));
        for (const [path, after] of files) expectUnharmed(path, readFileSync(join(directory, path), "utf8"), after, fix.edits);
      }
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
  await fc.assert(property, { numRuns: 120, seed: 5 });
  expect(offered).toBeGreaterThan(30);
});

function mutate(directory: string, mutation: number, file: number, line: number): void {
  const files = readdirSync(directory, { recursive: true, encoding: "utf8" }).filter(
    (path) => path !== "expected.txt" && !path.endsWith(".istio-preflight.yaml") && statSync(join(directory, path)).isFile(),
  );
  const path = join(directory, files[file % files.length] ?? "");
  const lines = readFileSync(path, "utf8").split("\n");
  writeFileSync(path, (mutations[mutation]?.(lines, line % lines.length) ?? lines).join("\n"));
}

/** Read by another reader than ours: nothing is broken, and what is new or gone stands in the edits. */
function expectUnharmed(path: string, before: string, after: string, edits: readonly TextEdit[]): void {
  const own = edits.filter(({ file }) => file === path);
  expect(after.length - before.length).toBe(own.reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0));
  if (!/\.(ya?ml|json)$/.test(path)) return;
  const [is, will] = [dataOf(before), dataOf(after)];
  expect(will.errors.filter((error) => !is.errors.includes(error))).toEqual([]);
  const written = own.map(({ text }) => text).join("\n");
  const taken = own.map(({ start, end }) => before.slice(start, end)).join("\n");
  const come = [...will.leaves].filter(([key, value]) => is.leaves.get(key) !== value).map(([key, value]) => lastLine(key, value));
  const gone = [...is.leaves].filter(([key]) => !will.leaves.has(key)).map(([key, value]) => lastLine(key, value));
  expect(come.filter(([key, value]) => !written.includes(value) && !written.includes(key) && !isText(value))).toEqual([]);
  expect(gone.filter(([key, value]) => !taken.includes(key) && !["", "{}", "null"].includes(value))).toEqual([]);
}

function lastLine(key: string, value: string): readonly [string, string] {
  return [key.slice(key.lastIndexOf("\0") + 1), value];
}

function isText(value: string): boolean {
  return /[\n ]/.test(value);
}

function dataOf(text: string): { readonly errors: readonly string[]; readonly leaves: ReadonlyMap<string, string> } {
  const documents = parseAllDocuments(text, { logLevel: "silent", prettyErrors: false, uniqueKeys: true });
  const leaves = new Map<string, string>();
  if (!("map" in documents)) return { errors: [], leaves };
  const errors = documents.flatMap((document) => document.errors.map(({ message }) => message));
  if (errors.length === 0) for (const [index, document] of documents.entries()) addLeaves(document.toJS(), String(index), leaves);
  return { errors, leaves };
}

function addLeaves(value: unknown, key: string, leaves: Map<string, string>): void {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  for (const [name, inner] of entries) addLeaves(inner, `${key}\0${name}`, leaves);
  if (entries.length === 0) leaves.set(key, typeof value === "object" ? JSON.stringify(value) : String(value));
}
