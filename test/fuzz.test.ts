import { join } from "node:path";
import { expect, test } from "vitest";
import { fuzzTargets, randomFrom } from "./support/fuzz-targets.ts";
import { timed } from "./support/processor-time.ts";

const targets = fuzzTargets(join(import.meta.dirname, "fixtures"));

/** The same inputs in each run; `scripts/fuzz/all.mjs` goes on from there for as long as it is let to. */
test.each(Object.entries(targets))("%s bear what is hostile, each input for a few seconds at most", async (_, target) => {
  const random = randomFrom(20_261_123);
  for (let round = 0; round < 100; round++) {
    const { input, check } = target(random);
    const { seconds } = await timed(() => expect(check, input.slice(0, 5_000)).not.toThrow());
    expect(seconds, input.slice(0, 5_000)).toBeLessThan(5);
  }
});
