import type { ClusterDocument } from "../model/cluster.ts";
import { platforms } from "../model/cluster.ts";
import type { Report } from "../model/report.ts";
import { clip, escapeTerminal } from "./escape.ts";
import { findPlatformReason, quoteYamlName } from "./wording.ts";

/** Writes a configuration file with the inferred facts and their reasons: a start for `.istio-preflight.yaml`. */
export function renderConfiguration(report: Report): string {
  return [...heading, "clusters:", ...report.clusters.flatMap(renderClusterLines), ...renderFurtherLines(report)].join("\n").concat("\n");
}

const heading = [
  "# What istio-preflight read from the files of this repository. What stands here is believed from now on:",
  "# correct what is wrong, and leave out what may be inferred each time.",
];

function renderClusterLines(cluster: ClusterDocument): string[] {
  const { platform, because, file, line } = findPlatformReason(cluster);
  const place = file === undefined ? "" : ` (${file}:${line})`;
  const name = `  - name: ${quoteYamlName(cluster.name)}`;
  const contents = `  # ${describeInstalls(cluster)}`;
  if (cluster.platform === null) return ["", contents, name, `    # platform:  # the files do not show it; one of ${platforms.join(", ")}`];
  const reason = escapeTerminal(clip(`${platform}${because ? `, ${because}` : ""}${place}`, 200));
  const mark = cluster.platformStrength === "strong" ? "" : "# ";
  return ["", contents, `  # ${reason}`, name, `    ${mark}platform: ${cluster.platform}`];
}

function describeInstalls({ installs }: ClusterDocument): string {
  const names = [...new Set(installs.map(({ component }) => component))];
  const files = [...new Set(installs.map(({ file }) => file))];
  const [first = ""] = files;
  const where = files.length > 1 ? `${first} and ${files.length - 1} more` : first;
  return escapeTerminal(clip(`${names.join(", ")} from ${where}`, 200));
}

function renderFurtherLines({ clusters }: Report): string[] {
  const isAssumed = clusters.some(({ installs }) => installs.some(({ versionAssumed }) => versionAssumed));
  return [
    ...(isAssumed ? ["", "# Some installs do not say their version; the newest known one is assumed.", '# istioVersion: "1.30"'] : []),
    "",
    "# rules: { cilium-socket-lb: off }",
    "# ignore:",
    "#   - { rule: k3s-cni-dirs, paths: [legacy/**], reason: goes away, until: 2027-03-31 }",
    "# exclude: [vendor/**]",
  ];
}
