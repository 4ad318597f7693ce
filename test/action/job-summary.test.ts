import { describe, expect, test } from "vitest";
import { renderJobSummary } from "../../src/action/job-summary.ts";
import type { ClusterDeployments, DeploymentTree } from "../../src/model/deployment-tree.ts";
import type { Report } from "../../src/model/report.ts";
import { reportOf } from "../support/hostile-report.ts";

const link = (file: string, line: number) => `https://github.com/acme/platform/blob/main/${encodeURIComponent(file)}#L${line}`;

describe("the job summary", () => {
  test("ends with a map of what deploys what", () => {
    const summary = renderJobSummary(withMap(reportOf("one", "two", "three"), "istio-cni"), link);
    const [, map] = /\n### What deploys what\n\n```mermaid\n(flowchart LR\n.*)\n```\n$/s.exec(summary) ?? [];
    expect(map).toContain("istio-cni");
    expect(summary.indexOf("| Cluster |")).toBeLessThan(summary.indexOf("```mermaid"));
  });

  test("has no map of nothing, nor of what is not known", () => {
    expect(renderJobSummary(reportOf("one", "two", "three"), link)).not.toContain("mermaid");
    expect(renderJobSummary({ ...withMap(reportOf("one", "two", "three"), "a"), clusters: [] }, link)).not.toContain("mermaid");
  });

  test.each(["```\n# a", '"]\nend', "@team", "<b>", "\u001b[2J", "\u202e"])("keeps %j inside the map", (name) => {
    const summary = renderJobSummary(withMap(reportOf("one", "two", "three"), name), link);
    const map = summary.slice(summary.indexOf("```mermaid"));
    expect(map.match(/`/g)).toHaveLength(6);
    expect(map.split("\n").length).toBe(
      renderJobSummary(withMap(reportOf("one", "two", "three"), "a"), link)
        .split("```mermaid")[1]
        ?.split("\n").length,
    );
    expect(map).not.toMatch(/@|<|\p{Cf}|(?!\n)\p{Cc}/u);
  });

  test("stays below what GitHub takes, with whole rows and a whole map", () => {
    const report = withMap(reportOf("größe\n|", "`中文`", "🚢"), "größe");
    const [finding] = report.findings;
    const [cluster] = report.clusters;
    if (!finding || !cluster) throw new Error("no finding");
    const clusters = Array.from({ length: 6000 }, (_, index) => ({ ...cluster, name: `größe-${index}` }));
    const findings = clusters.map(({ name }, index) => ({
      ...finding,
      cluster: name,
      clusters: [name],
      fingerprint: `${index}`,
      message: "ß".repeat(900),
    }));
    const summary = renderJobSummary({ ...report, clusters, findings }, link);
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1_048_576);
    expect(Buffer.byteLength(summary)).toBeGreaterThan(500_000);
    const rows = summary.split("\n").filter((line) => line.startsWith("|"));
    expect(rows.length).toBeGreaterThan(100);
    for (const row of rows) expect(row.split(/(?<!\\)\|/)).toHaveLength(5);
    expect(summary).toMatch(/\d+ more clusters not shown here/);
    expect(summary).toContain("Left out here for its length");
    expect(summary).toMatch(/```\n$/);
  });
});

function withMap(report: Report, name: string): Report {
  const tree: DeploymentTree = { kind: "script", name, file: "install.sh", children: [] };
  const deployments = report.clusters.map((cluster): ClusterDeployments => ({ cluster, trees: [tree], loose: [], undeployed: [] }));
  return { ...report, deployments: () => deployments };
}
