import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { policies } from "../policies/index.ts";
import { lint } from "../src/pipeline/lint.ts";
import { schemaProblems } from "./support/report-schema.ts";

const fixtures = "test/fixtures/policies";
const cases = directoriesOf(fixtures).flatMap((id) => directoriesOf(`${fixtures}/${id}`).map((name) => ({ id, name })));

it.each(cases)("$id: $name", async ({ id, name }) => {
  const cwd = `${fixtures}/${id}/${name}`;
  const report = await lint({ cwd, kustomize: "off" });
  const { findings, clusters, problems } = report;
  expect(schemaProblems(report)).toEqual([]);
  const lines = findings.map(({ location: { file, line, column }, severity, message, rule }) => {
    return `${file}:${line}:${column}: ${severity} ${message} [${rule}]\n`;
  });
  const told = problems.filter(({ code }) => code === "platform-contradiction").map(({ code, message }) => `problem ${code}: ${message}\n`);
  await expect([...lines, ...told].join("")).toMatchFileSnapshot(`../${cwd}/expected.txt`);
  expect(findings.some(({ rule }) => rule === id)).toBe(name.startsWith("fail-"));
  // A folder that passes because nothing was found in it, or no platform, proves nothing; some are about just that.
  const { platforms } = policies.find((policy) => policy.id === id) ?? {};
  const judged = clusters.filter(({ platform }) => !platforms || (platform && platforms.includes(platform)));
  expect(clusters.flatMap(({ installs }) => installs)).not.toEqual([]);
  expect(judged.length > 0).toBe(!platforms || !/^pass-(other|unknown)-platform/.test(name));
});

function directoriesOf(path: string): string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
}
