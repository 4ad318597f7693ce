import { expect, it } from "vitest";
import { isInRange } from "../../src/policy/version-range.ts";

it.each([
  ["1.28.7", ">=1.28.7 <1.29", true],
  ["1.28.6", ">=1.28.7 <1.29", false],
  ["1.29.0", ">=1.28.7 <1.29", false],
  ["v1.30.0-rc.1", ">=1.30", true],
  ["1.25.4", "1.25", true],
  ["1.25.4", "=1.25.3", false],
  ["1.25.4", "<=1.25", true],
  ["1.25.4", ">1.25", false],
  ["1.9.0", "<1.10", true],
  ["latest", ">=1.0", false],
  [null, ">=1.0", false],
])("%s in %s: %s", (version, range, expected) => {
  expect(isInRange(version, range)).toBe(expected);
});
