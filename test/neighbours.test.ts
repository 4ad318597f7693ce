import { expect, it } from "vitest";
import { lint } from "../src/pipeline/lint.ts";

// The script has no types: it is for people, and only this test imports it.
const { addNeighbours, removeLinks } = await import(new URL("../scripts/mutations/neighbours.mjs", import.meta.url).href);

const fixtures = "test/fixtures/clusters";
const repositories = ["a-script-runs-scripts", "other-environments", "named-destinations", "stray-values", "one-folder-a-component"];

it.each(repositories)("lets no neighbour change a verdict about %s", async (name) => {
  const { clusters, neighbours, changes } = await addNeighbours(`${fixtures}/${name}`, lint);
  expect(clusters).toBeGreaterThan(0);
  expect(neighbours).toBeGreaterThan(3);
  expect(changes).toEqual([]);
});

it("tells a verdict that a neighbour changes", async () => {
  const confused = async (options: { cwd: string }) => {
    const report = await lint(options);
    const isMixed = report.summary.files > report.clusters.reduce((sum, { installs }) => sum + installs.length, 0) + 3;
    return { ...report, clusters: isMixed ? [] : report.clusters };
  };
  const { changes } = await addNeighbours(`${fixtures}/stray-values`, confused);
  expect(changes).not.toEqual([]);
});

it.each(["a-script-runs-scripts", "make-runs-a-script-that-runs-scripts"])(
  "parts the clusters of %s where the calls are removed",
  async (name) => {
    const { links, together } = await removeLinks(`${fixtures}/${name}`, lint);
    expect(links).toBeGreaterThan(0);
    expect(together).toEqual([]);
  },
);
