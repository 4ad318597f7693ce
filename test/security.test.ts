import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commonLimits, limitsForManyWrites } from "../src/action/client.ts";
import { mostPolicies } from "../src/configuration/file.ts";
import { fileCountLimit, fileSizeLimit } from "../src/files/repository.ts";
import { globSteps } from "../src/model/glob.ts";
import { policyLimits } from "../src/policy/limits.ts";

const root = join(import.meta.dirname, "..");
const pages = ["SECURITY.md", "docs/threat-model.md"];
const security = readFileSync(join(root, "SECURITY.md"), "utf8");

/** The bounds of a row of the table, as they are written. */
function boundsOf(what: string): string | undefined {
  const rows = security.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  return rows.find(([, first]) => first === what)?.[2];
}

const count = (number: number) => number.toLocaleString("en-US");
const seconds = (milliseconds: number) => `${milliseconds / 1000} s`;
const mebibytes = (bytes: number) => `${bytes / 1024 / 1024} MiB`;

test("SECURITY.md states the bounds of files and policies", () => {
  expect(boundsOf("globs of `exclude`, of `clusters`, of `ignore`: steps of matching; entries of `policies`")).toBe(
    `${count(globSteps)} each; ${mostPolicies}`,
  );
  expect(boundsOf("files; size of one")).toBe(`${count(fileCountLimit)}; ${mebibytes(fileSizeLimit)}`);
  const { load, judge, judgeCluster, allLoad, allJudge, memory, findings } = policyLimits;
  expect(boundsOf("a policy: time to load; time to judge; memory; findings on a cluster")).toBe(
    `${seconds(load)}; ${seconds(judge)} and ${seconds(judgeCluster)} for each cluster; ${mebibytes(memory)}; ${count(findings)}`,
  );
  expect(boundsOf("all policies together: time to load; time to judge")).toBe(
    `${seconds(allLoad)}; ${seconds(allJudge)} and ${seconds(judgeCluster)} for each policy and cluster`,
  );
});

test("SECURITY.md and the guide state what the Action waits for", () => {
  const conversation = seconds(limitsForManyWrites.conversation);
  expect(boundsOf("GitHub: all that suggestions wait for, or a check run")).toBe(conversation);
  const guide = readFileSync(join(root, "docs/github.md"), "utf8");
  const { answer, conversation: comment } = commonLimits;
  expect(guide).toContain(
    `${answer / 1000} seconds are the limit for one answer, ${comment / 1000} seconds for all that a comment or an issue takes, and ${limitsForManyWrites.conversation / 1000} seconds for suggestions and a check run`,
  );
});

test.each(pages)("every test that %s names is there", (page) => {
  const named = [...readFileSync(join(root, page), "utf8").matchAll(/`((?:test|scripts)\/[\w./-]+)`/g)].map(([, path = ""]) => path);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
