import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ClusterDocument } from "../../src/model/cluster.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Install } from "../../src/model/install.ts";
import type { Report } from "../../src/model/report.ts";
import { renderGithubReport } from "../../src/report/github.ts";
import { inspectText } from "../../src/report/inspect-text.ts";
import { renderMarkdownReport } from "../../src/report/markdown.ts";
import { renderTextReport } from "../../src/report/text.ts";
import { timed } from "../support/processor-time.ts";

const hostile = JSON.parse(readFileSync(join(import.meta.dirname, "../fixtures/report/hostile/report.json"), "utf8")) as Report;

test.each(["`", "a ", "` ", "::", "##[", "\u001b", "|\\", "中", "\t", "\n"])("reports bear values of a megabyte of %j", async (piece) => {
  const report = huge(piece.repeat(1_000_000 / piece.length));
  const options = { color: true, quiet: false };
  const write = [
    () => renderTextReport(report, options),
    () => inspectText(report, options),
    () => renderMarkdownReport(report),
    () => renderGithubReport(report),
  ];
  const { result: outputs, seconds } = await timed(() => write.map((output) => output()));
  expect(seconds).toBeLessThan(5);
  for (const output of outputs) expect(output.length).toBeLessThan(250_000);
});

/** A report with one value wherever a repository can write any: everywhere but in file names. */
function huge(value: string): Report {
  const [finding] = hostile.findings as [Finding];
  const [cluster] = hostile.clusters as [ClusterDocument];
  const [install] = cluster.installs as [Install];
  const location = { file: "a.yaml", line: 1, column: 500_000, endLine: 1, endColumn: 700_000 };
  const frame = { firstLine: 1, lines: [value] };
  const related = [{ location, message: value }];
  const step = { by: value, file: "a.yaml", line: 1, column: 1 };
  const origins = { cniBinDir: { ...step, chain: [step] } };
  const written = { version: value, release: value, namespace: value, profile: value, effective: { cniBinDir: value } };
  const evidence = cluster.evidence.map((other) => ({ ...other, message: value, file: "a.yaml" }));
  return {
    ...hostile,
    findings: [{ ...finding, message: value, remedy: value, cluster: value, clusters: [value], location, frame, related }],
    problems: [{ code: "yaml-syntax", message: value, location }],
    clusters: [
      { ...cluster, name: value, evidence, installs: [{ ...install, ...written, file: "a.yaml", origins, unknown: [`/values/${value}`] }] },
      { ...cluster, name: `${value}2`, platform: null },
    ],
  };
}
