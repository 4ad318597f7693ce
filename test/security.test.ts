import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import schema from "../schemas/config.schema.json" with { type: "json" };
import { commonLimits, limitsForManyWrites } from "../src/action/client.ts";
import { charactersBudget, valuesBudget } from "../src/cluster/values-budget.ts";
import { fileCountLimit, fileSizeLimit } from "../src/files/repository.ts";
import { elementLimit, printLimit, totalLimit, totalValueLimit, valueLimit } from "../src/forms/argocd/applicationset.ts";
import { baseLimit } from "../src/forms/helmfile/state.ts";
import { globSteps } from "../src/model/glob.ts";
import { layerLimit } from "../src/model/install.ts";
import {
  chartLimits,
  problemLimit,
  runLimits,
  scriptLimits,
  templateLimits,
  terraformLimits,
  yamlFileLimits,
  yamlLimits,
} from "../src/model/limits.ts";
import { maxIndex, maxSteps } from "../src/model/set-expression.ts";
import { comparisonLimits } from "../src/policy/comparisons.ts";
import { mostViolations } from "../src/policy/evaluate.ts";
import { policyLimits } from "../src/policy/limits.ts";
import { suppressionProblems } from "../src/policy/suppress.ts";
import { longestMessage } from "../src/policy/violations.ts";
import { totalLimit as fixTextLimit } from "../src/reader/differences.ts";
import { suppressionLimit } from "../src/reader/suppression-comments.ts";

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
    `${count(globSteps)} each; ${schema.properties.policies.maxItems}`,
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

const counts = (...numbers: readonly number[]) => numbers.map(count).join("; ");
const run = runLimits;

/** The rows about what is read, by what they say of the code's constants. */
const rows: Readonly<Record<string, string>> = {
  [`files over ${run.largeFile / 1024} KiB, together`]: mebibytes(run.largeFiles),
  "a YAML document: characters; characters that its aliases stand for; values (aliases counted as often as they are used); levels": counts(
    yamlLimits.characters,
    yamlLimits.characters,
    yamlLimits.values,
    yamlLimits.levels,
  ),
  "the YAML of a file: documents; values": counts(yamlFileLimits.documents, yamlFileLimits.values),
  [`values of YAML files beyond the first ${count(run.fewValues)} of each, together`]: count(run.values),
  "actions of a Go template": count(templateLimits.actions),
  "the scripts of a file: characters; commands; steps of what loops and substitutions cost": counts(
    scriptLimits.characters,
    scriptLimits.commands,
    scriptLimits.steps,
  ),
  [`characters of scripts beyond the first ${count(run.shortScript)} of each file, together`]: count(run.scripts),
  "bases of a helmfile, with those of its bases; characters of templates and values that helmfiles render and merge, together": counts(
    baseLimit,
    run.helmfiles,
  ),
  "`--set`: steps of a path, index of a list": counts(maxSteps, maxIndex),
  "a Terraform file: characters; a root: evaluations, blocks, depth of modules": counts(
    terraformLimits.characters,
    terraformLimits.evaluations,
    terraformLimits.blocks,
    terraformLimits.modules,
  ),
  [`Terraform, together: characters beyond the first ${count(run.shortTerraform)} of each file; evaluations beyond the first ${count(run.fewEvaluations)} of each root`]:
    counts(run.terraform, run.evaluations),
  [`resources and modules that Terraform deploys beyond the first ${run.fewBlocks} of each root, together`]: count(run.blocks),
  [`installs beyond the first ${run.fewInstalls} of each file, together`]: count(run.installs),
  [`layers of values beyond the first ${run.fewLayers} of each file's installs, together`]: count(run.layers),
  [`dependencies of a chart, with those of the charts that it brings along; beyond the first ${run.fewDependencies} of each chart, together`]:
    counts(chartLimits.dependencies, run.dependencies),
  "layers of values of an install (a source that is named again is one); values of all installs together; their characters": counts(
    layerLimit,
    valuesBudget,
    charactersBudget,
  ),
  "Applications that an ApplicationSet makes; their values; the characters that its templates print in the midst of others": counts(
    elementLimit,
    valueLimit,
    printLimit,
  ),
  "all ApplicationSets together: Applications; their values": counts(totalLimit, totalValueLimit),
  "problems and suppressions of a file; all problems with suppressions": counts(problemLimit, suppressionLimit, suppressionProblems),
  [`comparisons of network policies with each other and with pods beyond the first ${count(comparisonLimits.few)} of each cluster, together`]:
    count(comparisonLimits.all),
  "text that is read again to check fixes (a value counts for 20 characters more, and a character of Terraform for ten)":
    mebibytes(fixTextLimit),
  "findings of a built-in rule in a cluster": count(mostViolations),
  "GitHub: an answer; all that a comment waits for": [commonLimits.answer, commonLimits.conversation].map(seconds).join("; "),
  "texts quoted in a message": `${count(longestMessage)} characters`,
};

test.each(Object.entries(rows))("SECURITY.md states the bound of %s", (what, bounds) => {
  expect(boundsOf(what)).toBe(bounds);
});

test("every row of SECURITY.md's bounds is compared with the code", () => {
  const [, table = ""] = security.split("| what | bound |\n|---|---|\n");
  const written = table
    .slice(0, table.indexOf("\n\n"))
    .split("\n")
    .map((line) => line.split("|")[1]?.trim() ?? "");
  const tests = ["security.test.ts", "files/programs/limits.test.ts", "action/client.test.ts"];
  const code = tests.map((path) => readFileSync(join(import.meta.dirname, path), "utf8")).join("\n");
  expect(written.length).toBeGreaterThan(20);
  expect(written.filter((what) => !(what in rows) && !code.includes(`"${what}"`))).toEqual([]);
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
