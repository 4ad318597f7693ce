import type { Finding } from "../model/finding.ts";

/** Groups findings by cluster, in the order of the report. */
export function groupByCluster(findings: readonly Finding[]): Map<string, Finding[]> {
  return groupByNames(findings, ({ cluster }) => [cluster]);
}

/** Groups findings by cluster; a finding that concerns several clusters is in each group. */
export function groupInEachCluster(findings: readonly Finding[]): Map<string, Finding[]> {
  return groupByNames(findings, ({ clusters }) => clusters);
}

function groupByNames(findings: readonly Finding[], listNames: (finding: Finding) => readonly string[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const name of listNames(finding)) {
      const group = groups.get(name);
      if (group) group.push(finding);
      else groups.set(name, [finding]);
    }
  }
  return groups;
}
