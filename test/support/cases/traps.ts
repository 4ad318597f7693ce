import { expect } from "vitest";
import type { ClusterDocument } from "../../../src/model/cluster.ts";
import type { Install } from "../../../src/model/install.ts";
import type { Reading } from "./case.ts";
import { formatFinding } from "./findings.ts";

/** What one side of a trap says: `trap` is what somebody would write, `fixed` does what they want. What both share is left out. */
export function describeSide(side: "trap" | "fixed"): (reading: Reading) => string[] {
  return (reading) => {
    const cluster = findSide(reading, side);
    const other = findSide(reading, side === "trap" ? "fixed" : "trap");
    const installs = cluster.installs.flatMap((install) => describeDifference(install, other));
    const found = reading.report.findings.filter((finding) => finding.cluster === cluster.name);
    return [
      `${cluster.name} (${cluster.platform ?? "unknown platform"})`,
      ...installs,
      ...found.flatMap((finding) => [`  ${formatFinding(finding)}`, `    ${finding.remedy}`]),
    ];
  };
}

/** Only the trap has findings. */
export function checkSides(reading: Reading): void {
  const { clusters, findings } = reading.report;
  expect(clusters).toHaveLength(2);
  expect(findings.filter(({ cluster }) => cluster === findSide(reading, "fixed").name)).toEqual([]);
}

function findSide({ name, report }: Reading, side: string): ClusterDocument {
  const found = report.clusters.find((cluster) => cluster.name.startsWith(side));
  if (!found) throw new Error(`${name} has no cluster with a name that starts with ${side}`);
  return found;
}

function describeDifference(install: Install, other: ClusterDocument): string[] {
  const counterpart = other.installs.find(({ component }) => component === install.component);
  const shared = counterpart ? listSettings(counterpart).map(([words]) => words) : [];
  const own = listSettings(install).filter(([words]) => !shared.includes(words));
  const lines = own.map(([words, place]) => `    ${words} ${place}`.trimEnd());
  return [`  ${install.component} ${install.version}`, ...(lines.length > 0 ? lines : ["    (the same settings)"])];
}

/** Each setting with what decided it, and the line. */
function listSettings({ effective, origins, renderError, unknown }: Install): [words: string, place: string][] {
  if (renderError) return [[`does not render: ${renderError.code} ${renderError.value}`, ""]];
  const known = Object.entries(effective ?? {}).map(([name, value]): [string, string] => {
    const origin = origins[name];
    return [`${name}: ${JSON.stringify(value)} <- ${origin?.by.replace(/ of \S+ 1\.\d+$/, "")}`, `(${origin?.file}:${origin?.line})`];
  });
  return [...known, ...unknown.map((pointer): [string, string] => [`unknown: ${pointer}`, ""])];
}
