import { join } from "node:path";
import { expect, test } from "vitest";
import { mutated, randomFrom } from "../support/host-mutations.ts";
import { timed } from "../support/processor-time.ts";
import { clustersOf, resourceSamples } from "../support/resource-mutations.ts";

const samples = resourceSamples(join(import.meta.dirname, "../fixtures/forms"));

test("mutated resources are read without a fault, each in a few seconds", async () => {
  const random = randomFrom(7);
  let found = 0;
  for (let round = 0; round < 150; round++) {
    const sample = samples[round % samples.length] ?? new Map<string, string>();
    const files = new Map([...sample].map(([path, text]) => [path, random() < 0.7 ? mutated(text, random) : text]));
    const { result, seconds } = await timed(() => clustersOf(files));
    found += result.flatMap(({ installs }) => installs).length;
    expect(seconds, JSON.stringify([...files])).toBeLessThan(5);
  }
  // What is mutated beyond recognition tests nothing.
  expect(found).toBeGreaterThan(50);
});

test("overlays of one name are not compared each with each", async () => {
  const resource = (kind: string, body: string) =>
    `apiVersion: helm.cattle.io/v1\nkind: ${kind}\nmetadata:\n  name: istio-cni\nspec:\n${body}\n---\n`;
  const work = async (count: number) => {
    const charts = resource("HelmChart", "  chart: oci://ghcr.io/istio/release/charts/cni").repeat(count);
    const configs = resource("HelmChartConfig", "  valuesContent: 'profile: ambient'").repeat(count);
    const { result, seconds } = await timed(() => clustersOf(new Map([["charts.yaml", charts + configs]])));
    expect(result[0]?.installs).toHaveLength(count);
    return seconds;
  };
  await work(100);
  expect((await work(2000)) / (await work(400))).toBeLessThan(12);
});
