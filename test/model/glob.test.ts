import fc from "fast-check";
import { expect, test } from "vitest";
import { globSet, matchesGlob } from "../../src/model/glob.ts";

const step = fc.constantFrom("a", "b", "ab", "*", "**", "a*", "?", "");
const globs = fc.array(
  fc.array(step, { minLength: 1, maxLength: 4 }).map((steps) => steps.join("/")),
  { maxLength: 6 },
);
const path = fc.array(fc.constantFrom("a", "b", "ab", ""), { minLength: 1, maxLength: 5 }).map((steps) => steps.join("/"));

test("many globs match what one of them does", () => {
  fc.assert(
    fc.property(globs, path, (written, file) => {
      expect(globSet(written)(file)).toBe(written.some((glob) => matchesGlob(file, glob)));
    }),
    { numRuns: 5_000, seed: 1 },
  );
});
