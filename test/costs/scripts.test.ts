import { join } from "node:path";
import { expect, test } from "vitest";
import { isPlace } from "../../src/model/cursor.ts";
import { hostSamples, mutated, randomFrom, scriptsIn } from "../support/host-mutations.ts";
import { timed } from "../support/processor-time.ts";

const samples = hostSamples(join(import.meta.dirname, "../fixtures/forms"));

test("no mutation of a file makes it fail or take more than a few seconds, and every place lies in the file", async () => {
  const random = randomFrom(7);
  for (let round = 0; round < 400; round++) {
    const sample = samples[round % samples.length];
    if (!sample) continue;
    const text = mutated(sample.text, random);
    const { result, seconds } = await timed(() => scriptsIn({ path: sample.path, text }));
    expect(seconds, text).toBeLessThan(5);
    for (const { commands } of result) {
      for (const { place, args } of commands) {
        for (const { start, end } of [place, ...args.map(({ origin }) => origin).filter(isPlace)]) {
          expect(start >= 0 && start <= end && start <= text.length, `${sample.path}: ${start}-${end} of ${text.length}`).toBe(true);
        }
      }
    }
  }
});

test.each([
  [
    "Makefile",
    `A0 = a\n${Array.from({ length: 60 }, (_, index) => `A${index + 1} = $(A${index})$(A${index})`).join("\n")}\nx:\n\thelm install $(A60)\n`,
  ],
  ["Makefile", Array.from({ length: 3_000 }, (_, index) => `t${index}: t${index + 1}\n\thelm install a b\n`).join("")],
  ["Makefile", `x: ${"$(".repeat(20_000)}\n\thelm install a b\n`],
  ["Makefile", `x:\n\t${"a \\\n\t".repeat(20_000)}\n`],
  [
    "Makefile",
    Array.from({ length: 500 }, (_, index) => `t${index}: V = 1\nt${index}: t${(index + 1) % 500}\n\thelm install a $(V)\n`).join(""),
  ],
  ["Dockerfile", `RUN a \\\n${"# c\n".repeat(20_000)}`],
  ["Dockerfile", `ENV ${"A=b ".repeat(50_000)}`],
  ["justfile", `${"a ".repeat(100_000)}:\n  helm install a b\n`],
  ["justfile", `x := ${'"'.repeat(100_000)}\n`],
  [
    "Taskfile.yml",
    `vars:\n${Array.from({ length: 200 }, (_, index) => `  A${index}: "${`{{.A${index + 1}}}`.repeat(20)}"`).join("\n")}\ntasks:\n  x: "helm install {{.A0}}"\n`,
  ],
  [".gitlab-ci.yml", `a:\n  extends: a\n  script:\n    - !reference [a, script]\n    - helm install x y\n`],
  [".gitlab-ci.yml", `a:\n  script:\n${"    - !reference [a, script]\n".repeat(30)}`],
])("a hostile %s costs a few seconds of a processor at most", async (path, text) => {
  const { result, seconds } = await timed(() => scriptsIn({ path, text }));
  expect(result).toBeInstanceOf(Array);
  expect(seconds).toBeLessThan(5);
});
