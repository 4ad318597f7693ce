import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { lint } from "../src/lint.ts";

const fixtures = "test/fixtures/policies";
const cases = directoriesOf(fixtures).flatMap((id) => directoriesOf(`${fixtures}/${id}`).map((name) => ({ id, name })));

it.each(cases)("$id: $name", async ({ id, name }) => {
  const cwd = `${fixtures}/${id}/${name}`;
  const { findings } = await lint({ cwd, kustomize: "off" });
  const lines = findings.map(({ location: { file, line, column }, severity, message, rule }) => {
    return `${file}:${line}:${column}: ${severity} ${message} [${rule}]\n`;
  });
  await expect(lines.join("")).toMatchFileSnapshot(`../${cwd}/expected.txt`);
  expect(findings.some(({ rule }) => rule === id)).toBe(name.startsWith("fail-"));
});

function directoriesOf(path: string): string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
}
