import { describe, expect, test } from "vitest";
import { compareVersions, isSince, matchesVersions, resolveVersion } from "../../src/istio/versions.ts";

describe("resolveVersion", () => {
  test.each([
    ["1.29.2", { version: "1.29.2", minor: "1.29", assumed: false, known: true }],
    ["v1.30.0", { version: "1.30.0", minor: "1.30", assumed: false, known: true }],
    [" 1.30.0 ", { version: "1.30.0", minor: "1.30", assumed: false, known: true }],
    ["1.28.4-solo", { version: "1.28.4-solo", minor: "1.28", assumed: false, known: true }],
    ["v1.31.0-beta.1", { version: "1.31.0-beta.1", minor: "1.31", assumed: false, known: true }],
    ["1.20.8-asm.33+build", { version: "1.20.8-asm.33+build", minor: "1.20", assumed: false, known: true }],
    ["~1.28", { version: "1.28.10", minor: "1.28", assumed: false, known: true }],
    ["~1.28.3", { version: "1.28.10", minor: "1.28", assumed: false, known: true }],
    ["1.29.x", { version: "1.29.6", minor: "1.29", assumed: false, known: true }],
    ["1.29.*", { version: "1.29.6", minor: "1.29", assumed: false, known: true }],
    ["1.29", { version: "1.29.6", minor: "1.29", assumed: false, known: true }],
    ["1.29-alpha.abc", { version: "1.29.6", minor: "1.29", assumed: false, known: true }],
    ["^1.29", { version: "1.30.3", minor: "1.30", assumed: false, known: true }],
    ["^1.29.0", { version: "1.30.3", minor: "1.30", assumed: false, known: true }],
    [">=1.28 <1.30", { version: "1.29.6", minor: "1.29", assumed: false, known: true }],
    [">= 1.28.0, < 1.30.0", { version: "1.29.6", minor: "1.29", assumed: false, known: true }],
    ["1.26 - 1.28", { version: "1.28.10", minor: "1.28", assumed: false, known: true }],
    ["<=1.28.5", { version: "1.28.5", minor: "1.28", assumed: false, known: true }],
    ["1.24.x || 1.26.x", { version: "1.26.8", minor: "1.26", assumed: false, known: true }],
    ["*", { version: "1.30.3", minor: "1.30", assumed: false, known: true }],
    [">0.0.0-0", { version: "1.30.3", minor: "1.30", assumed: false, known: true }],
    ["~1.31", { version: "1.31.0-rc.0", minor: "1.31", assumed: false, known: true }],
    ["1.18.5", { version: "1.18.5", minor: "1.20", assumed: false, known: false }],
    ["1.40.1", { version: "1.40.1", minor: "1.31", assumed: false, known: false }],
    ["~1.40", { version: "1.30.3", minor: "1.30", assumed: true, known: true }],
    [undefined, { version: "1.30.3", minor: "1.30", assumed: true, known: true }],
    ["", { version: "1.30.3", minor: "1.30", assumed: true, known: true }],
    ["latest", { version: "1.30.3", minor: "1.30", assumed: true, known: true }],
    ["$(cat VERSION)", { version: "1.30.3", minor: "1.30", assumed: true, known: true }],
    [">=".repeat(90_000), { version: "1.30.3", minor: "1.30", assumed: true, known: true }],
  ])("of %j", (written, expected) => {
    expect(resolveVersion(written)).toEqual(expected);
  });
});

test("versions are ordered by number, and a pre-release comes before its release", () => {
  const ordered = ["1.9.9", "1.20.0", "1.28.4", "1.28.10", "1.31.0-alpha.1", "1.31.0-rc.2", "1.31.0-rc.10", "1.31.0"];
  expect(ordered.toReversed().sort(compareVersions)).toEqual(ordered);
  expect(compareVersions("1.28.4-solo", "1.28.4")).toBe(0);
});

test.each([
  ["1.28.7", ">=1.25 <1.30", true],
  ["1.30.0", ">=1.25 <1.30", false],
  ["1.24.6", ">=1.25", false],
  ["1.31.0-rc.0", ">=1.31", true],
  ["1.28.4-solo", "1.28.x", true],
  ["1.28.6", "!=1.28.6", false],
  ["1.28.6", "nonsense", false],
])("%s lies in %s: %j", (version, range, expected) => {
  expect(matchesVersions(version, range)).toBe(expected);
});

test("a fact may hold from a patch on", () => {
  expect(isSince("1.22.4", "1.22.3")).toBe(false);
  expect(isSince("1.22.4", "1.22.4-solo")).toBe(true);
  expect(isSince(false, "1.22.4")).toBe(false);
});
