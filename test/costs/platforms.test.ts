import { expect, test } from "vitest";
import { detectors } from "../../src/platforms/index.ts";
import { timed } from "../support/processor-time.ts";

test("a hostile file costs no more than an honest one of its size", async () => {
  const hostile = [
    `apiVersion: ${"a".repeat(500_000)}/v1`,
    '"\\"'.repeat(300_000),
    "/*".repeat(300_000),
    "<<A\n".repeat(200_000),
    "apiVersion:\n---\n".repeat(60_000),
    " #".repeat(300_000),
  ];
  const words = new Set(detectors.flatMap((detector) => detector.markers));
  const { seconds } = await timed(() => {
    for (const text of hostile) {
      for (const path of ["main.tf", "values.yaml"]) {
        const source = {
          path,
          text: `${text}\ncilium google_container_cluster`,
          words,
          isThrowaway: false,
          documents: () => [],
          scripts: () => [],
        };
        for (const detector of detectors) expect([...detector.evidence(source)]).toEqual([]);
      }
    }
  });
  expect(seconds).toBeLessThan(10);
});
