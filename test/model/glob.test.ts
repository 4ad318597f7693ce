import fc from "fast-check";
import { expect, test } from "vitest";
import { buildGlobMatcher, matchesGlob, openGlobBudget, requireGlobBudget } from "../../src/model/glob.ts";

const step = fc.constantFrom("a", "b", "ab", "*", "**", "a*", "?", "");
const globs = fc.array(
  fc.array(step, { minLength: 1, maxLength: 4 }).map((steps) => steps.join("/")),
  { maxLength: 6 },
);
const path = fc.array(fc.constantFrom("a", "b", "ab", ""), { minLength: 1, maxLength: 5 }).map((steps) => steps.join("/"));

test("many globs match what one of them does", () => {
  fc.assert(
    fc.property(globs, path, (written, file) => {
      expect(buildGlobMatcher(written)(file)).toBe(written.some((glob) => matchesGlob(file, glob)));
    }),
    { numRuns: 5_000, seed: 1 },
  );
});

test("globs that cost too much end, and it is said which", () => {
  const long = `${"*a".repeat(500)}b`;
  const costly: readonly (readonly string[])[] = [
    Array.from({ length: 50_000 }, (_, index) => `**/*${index}*a*`),
    Array.from({ length: 200 }, () => `**/${long}`),
    ["*a".repeat(400_000)],
    ["**/a/".repeat(100_000)],
  ];
  for (const globs of costly) {
    const budget = { left: openGlobBudget().left / 100 };
    const matches = buildGlobMatcher(globs, budget);
    const path = `${`${"a".repeat(250)}/`.repeat(15)}c.yaml`;
    for (let tries = 0; budget.left >= 0 && tries < 1_000; tries++) expect(matches(path)).toBe(false);
    expect(budget.left).toBeLessThan(0);
    expect(() => requireGlobBudget(budget, "exclude")).toThrow(/^The globs of `exclude` take too long/);
    expect(matchesGlob("a", "a", budget)).toBe(false);
  }
});
