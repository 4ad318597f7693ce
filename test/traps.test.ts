import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import type { ClusterDocument } from "../src/model/cluster.ts";
import type { Finding } from "../src/model/finding.ts";
import type { Install } from "../src/model/install.ts";
import { lint } from "./support/lint.ts";

const fixtures = "test/fixtures/traps";

// Each folder holds what somebody would write, `trap`, and what does what they want, `fixed`; what both share is left out.
it.each(readdirSync(fixtures))("%s", async (name) => {
  const { clusters, findings } = await lint({ cwd: `${fixtures}/${name}`, kustomize: "off" });
  const [trap, fixed] = ["trap", "fixed"].map((side) => clusters.find((cluster) => cluster.name.startsWith(side)));
  if (!trap || !fixed) throw new Error(`there is no trap, or no fixed, in ${name}`);
  const sides = [section(trap, fixed, findings), section(fixed, trap, findings)];
  await expect(`${sides.join("\n\n")}\n`).toMatchFileSnapshot(`fixtures/traps/${name}/expected.txt`);
  expect(clusters).toHaveLength(2);
  expect(findings.filter(({ cluster }) => cluster === fixed.name)).toEqual([]);
});

function section(cluster: ClusterDocument, other: ClusterDocument, findings: readonly Finding[]): string {
  const installs = cluster.installs.flatMap((install) => {
    const counterpart = other.installs.find(({ component }) => component === install.component);
    const same = counterpart ? settingsOf(counterpart).map(([words]) => words) : [];
    const own = settingsOf(install).filter(([words]) => !same.includes(words));
    const lines = own.map(([words, place]) => `    ${words} ${place}`.trimEnd());
    return [`  ${install.component} ${install.version}`, ...(lines.length > 0 ? lines : ["    (the same settings)"])];
  });
  const found = findings.filter((finding) => finding.cluster === cluster.name).flatMap(findingLines);
  return [`${cluster.name} (${cluster.platform ?? "unknown platform"})`, ...installs, ...found].join("\n");
}

/** Each setting with what decided it, and the line. */
function settingsOf({ effective, origins, renderError, unknown }: Install): [words: string, place: string][] {
  if (renderError) return [[`does not render: ${renderError.code} ${renderError.value}`, ""]];
  const known = Object.entries(effective ?? {}).map(([name, value]): [string, string] => {
    const origin = origins[name];
    return [`${name}: ${JSON.stringify(value)} <- ${origin?.by.replace(/ of \S+ 1\.\d+$/, "")}`, `(${origin?.file}:${origin?.line})`];
  });
  return [...known, ...unknown.map((pointer): [string, string] => [`unknown: ${pointer}`, ""])];
}

function findingLines({ location, severity, message, rule, remedy }: Finding): string[] {
  const { file, line, column } = location;
  return [`  ${file}:${line}:${column}: ${severity} ${message} [${rule}]`, `    ${remedy}`];
}
