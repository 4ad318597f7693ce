import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PolicyMetadata } from "../../src/model/policy.ts";
import type { Report } from "../../src/model/report.ts";

const template = readFileSync(join(import.meta.dirname, "../fixtures/report/hostile/report.json"), "utf8");

/** A report with three texts in every place that may hold text of a repository. */
export function reportOf(one: string, two: string, three: string): Report {
  const report = JSON.parse(template) as Report;
  const [finding] = report.findings;
  const [cluster] = report.clusters;
  const [install] = cluster?.installs ?? [];
  if (!finding || !cluster || !install) throw new Error("the hostile report has lost its finding");
  const location = { ...finding.location, file: two };
  const changed = {
    ...finding,
    rule: three,
    title: two,
    message: one,
    remedy: two,
    cluster: three,
    clusters: [three, one],
    docs: one,
    location,
    related: [{ location, message: three }],
  };
  const frame = { firstLine: 3, lines: one.split("\n") };
  const evidence = cluster.evidence.map((other) => ({ ...other, message: two, file: one }));
  const step = { by: one, file: two, line: 1, column: 1 };
  const origins = { [two]: { ...step, chain: [step] } };
  const hostileInstall = {
    ...install,
    version: one,
    release: two,
    namespace: three,
    profile: one,
    effective: { [two]: three },
    origins,
    unknown: [one, `/effective/${two}`],
  };
  const renderError = { code: "schema", value: three } as const;
  const setting = {
    cluster: one,
    clusters: [one],
    component: "cni",
    release: two,
    setting: three,
    before: one,
    after: [two],
    file: three,
    line: 1,
  } as const;
  const comparison = {
    base: three,
    added: new Set([changed.fingerprint]),
    onChangedLines: new Set<string>(),
    inChangedFiles: new Set<string>(),
    before: 1,
    hidden: false,
    resolved: [changed],
    settings: [setting, setting, setting, setting],
  };
  return {
    ...report,
    comparison,
    findings: [
      { ...changed, frame },
      { ...changed, cluster: one, clusters: [one], severity: "note", fingerprint: "there before" },
    ],
    suppressed: [changed],
    problems: [
      { code: one, message: two, location },
      { code: one, message: three, location: null },
    ],
    clusters: [
      { ...cluster, name: three, evidence, installs: [hostileInstall] },
      { ...cluster, name: two, platform: null, installs: [{ ...install, file: three, renderError }] },
    ],
    roots: [one, two],
  };
}

/** The same for a rule. */
export function ruleOf(one: string, two: string, three: string): PolicyMetadata {
  return { id: one, title: two, severity: "error", versions: three, description: three, remedy: one, links: [two] };
}
