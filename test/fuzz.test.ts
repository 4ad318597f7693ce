import { join } from "node:path";
import { expect, test } from "vitest";
import { fuzzTargets, randomFrom } from "./support/fuzz-targets.ts";

const targets = fuzzTargets(join(import.meta.dirname, "fixtures"));

/** The same inputs in each run; `scripts/fuzz/all.mjs` goes on from there for as long as it is let to. */
test.each(Object.entries(targets))("%s bear what is hostile, each input within a second", (_, target) => {
  const random = randomFrom(20_261_123);
  const end = performance.now() + 3_000;
  let rounds = 0;
  for (; rounds < 300 && performance.now() < end; rounds++) {
    const { input, check } = target(random);
    const started = process.cpuUsage();
    expect(check, input.slice(0, 5_000)).not.toThrow();
    expect(process.cpuUsage(started).user, input.slice(0, 5_000)).toBeLessThan(1_000_000);
  }
  expect(rounds).toBeGreaterThan(20);
});
