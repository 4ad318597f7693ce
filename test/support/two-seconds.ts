import { expect } from "vitest";

/** What a harmless check takes where nothing else runs. */
const usualMilliseconds = 300;

/** Expects something to have taken two seconds at most, or as much more as a harmless check takes longer than usual: other tests run beside. */
export async function expectTwoSeconds(took: number, harmless: () => Promise<unknown>): Promise<void> {
  if (took < 2_000) return;
  const started = performance.now();
  await harmless();
  const slowness = Math.max(1, (performance.now() - started) / usualMilliseconds);
  expect(took / slowness, `${took} ms, on a machine ${slowness} times as slow`).toBeLessThan(2_000);
}
