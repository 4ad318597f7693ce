import { expect, test } from "vitest";
import { wrapWholeText } from "../../src/model/source-text.ts";
import { readPlainYaml } from "../../src/syntax/yaml/plain-yaml.ts";
import { parseYaml } from "../../src/syntax/yaml/yaml.ts";
import { timed } from "../support/processor-time.ts";

test.each([
  ["spaces inside a scalar", `a: b${" ".repeat(4_900_000)}c\n`],
  ["spaces before a comment", `a: b${" ".repeat(4_900_000)}#c\n`],
  ["keys without a colon", `${"a".repeat(4_900_000)}\n`],
  ["lists of nothing", `${"- ".repeat(2_400_000)}\n`],
  ["steps down", Array.from({ length: 600 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join("")],
  ["comments", "# a\n".repeat(1_200_000)],
  ["literal blocks", `${"a: |\n b\n\n".repeat(1)}${"\n".repeat(4_900_000)}`],
])("%s are read in a few seconds at most", async (_, document) => {
  const { seconds } = await timed(() => readPlainYaml(wrapWholeText("a.yaml", document)));
  expect(seconds).toBeLessThan(5);
});

test("an alias bomb is not expanded", async () => {
  const levels = Array.from({ length: 12 }, (_, level) => {
    const item = level === 0 ? "boom" : `*l${level - 1}`;
    return `l${level}: &l${level} [${Array.from({ length: 10 }, () => item).join(", ")}]`;
  });
  const { result, seconds } = await timed(() => parseYaml(wrapWholeText("bomb.yaml", `${levels.join("\n")}\n`)));
  expect(result.problems.map(({ code }) => code)).toEqual(["yaml-limit"]);
  expect(seconds).toBeLessThan(5);
});
