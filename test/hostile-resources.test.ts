import { join } from "node:path";
import { expect, test } from "vitest";
import { mutated, randomFrom } from "./support/host-mutations.ts";
import { clustersOf, resourceSamples } from "./support/resource-mutations.ts";

const samples = resourceSamples(join(import.meta.dirname, "fixtures/forms"));

test("mutated resources are read without a fault, each within a second", () => {
  const random = randomFrom(7);
  let found = 0;
  for (let round = 0; round < 150; round++) {
    const sample = samples[round % samples.length] ?? new Map<string, string>();
    const files = new Map([...sample].map(([path, text]) => [path, random() < 0.7 ? mutated(text, random) : text]));
    const started = performance.now();
    found += clustersOf(files).flatMap(({ installs }) => installs).length;
    expect(performance.now() - started, JSON.stringify([...files])).toBeLessThan(1000);
  }
  // What is mutated beyond recognition tests nothing.
  expect(found).toBeGreaterThan(50);
});

test("overlays of one name are not compared each with each", () => {
  const resource = (kind: string, body: string) =>
    `apiVersion: helm.cattle.io/v1\nkind: ${kind}\nmetadata:\n  name: istio-cni\nspec:\n${body}\n---\n`;
  const work = (count: number) => {
    const charts = resource("HelmChart", "  chart: oci://ghcr.io/istio/release/charts/cni").repeat(count);
    const configs = resource("HelmChartConfig", "  valuesContent: 'profile: ambient'").repeat(count);
    const before = process.cpuUsage();
    const [cluster] = clustersOf(new Map([["charts.yaml", charts + configs]]));
    expect(cluster?.installs).toHaveLength(count);
    return process.cpuUsage(before).user;
  };
  work(100);
  expect(work(2000) / work(400)).toBeLessThan(12);
});
