import { describe, expect, test } from "vitest";
import { minors } from "../../src/istio/data/index.ts";
import {
  compareVersions,
  isNewerThanData,
  isSince,
  isVersion,
  listUnreadableVersions,
  matchesVersions,
  resolveVersion,
} from "../../src/istio/versions.ts";

/** What stands for "the newest": the newest patch of the newest minor that is released. */
const newestMinor = minors.findLast(({ stable }) => stable);
const newest = { version: newestMinor?.newest, minor: newestMinor?.minor, known: true };

describe("resolveVersion", () => {
  test.each([
    ["1.29.2", { version: "1.29.2", minor: "1.29", assumed: false, known: true }],
    ["v1.30.0", { version: "1.30.0", minor: "1.30", assumed: false, known: true }],
    [" 1.30.0 ", { version: "1.30.0", minor: "1.30", assumed: false, known: true }],
    ["1.28.4-solo", { version: "1.28.4-solo", minor: "1.28", assumed: false, known: true }],
    ["v1.31.0-beta.1", { version: "1.31.0-beta.1", minor: "1.31", assumed: false, known: true }],
    ["1.20.8-asm.33+build", { version: "1.20.8-asm.33+build", minor: "1.20", assumed: false, known: true }],
    ["1.29.2-distroless", { version: "1.29.2-distroless", minor: "1.29", assumed: false, known: true }],
    ["1.27-latest", { version: "1.27.9", minor: "1.27", assumed: false, known: true }],
    ["1.26.x", { version: "1.26.8", minor: "1.26", assumed: false, known: true }],
    [">=1.27 <1.29", { version: "1.28.10", minor: "1.28", assumed: false, known: true }],
    ["~1.28", { version: "1.28.10", minor: "1.28", assumed: false, known: true }],
    ["~1.28.3", { version: "1.28.10", minor: "1.28", assumed: false, known: true }],
    ["1.29.x", { version: "1.29.7", minor: "1.29", assumed: false, known: true }],
    ["1.29.*", { version: "1.29.7", minor: "1.29", assumed: false, known: true }],
    ["1.29", { version: "1.29.7", minor: "1.29", assumed: false, known: true }],
    ["1.29-alpha.abc", { version: "1.29.7", minor: "1.29", assumed: false, known: true }],
    ["^1.29", { ...newest, assumed: false }],
    ["^1.29.0", { ...newest, assumed: false }],
    [">=1.28 <1.30", { version: "1.29.7", minor: "1.29", assumed: false, known: true }],
    [">= 1.28.0, < 1.30.0", { version: "1.29.7", minor: "1.29", assumed: false, known: true }],
    ["1.26 - 1.28", { version: "1.28.10", minor: "1.28", assumed: false, known: true }],
    ["<=1.28.5", { version: "1.28.5", minor: "1.28", assumed: false, known: true }],
    ["1.24.x || 1.26.x", { version: "1.26.8", minor: "1.26", assumed: false, known: true }],
    ["*", { ...newest, assumed: false }],
    [">0.0.0-0", { ...newest, assumed: false }],
    ["~1.31", { version: "1.31.1", minor: "1.31", assumed: false, known: true }],
    ["1.18.5", { version: "1.18.5", minor: "1.20", assumed: false, known: false }],
    ["1.990.1", { version: "1.990.1", minor: minors.at(-1)?.minor, assumed: false, known: false }],
    ["~1.990", { ...newest, assumed: true }],
    ["~1.32", { version: "1.32.0", minor: "1.31", assumed: true, known: false }],
    [">=1.34.2 <1.35", { version: "1.34.5", minor: "1.31", assumed: true, known: false }],
    [undefined, { ...newest, assumed: true }],
    ["", { ...newest, assumed: true }],
    ["latest", { ...newest, assumed: true }],
    ["$(cat VERSION)", { ...newest, assumed: true }],
  ])("of %j", (written, expected) => {
    expect(resolveVersion(written)).toEqual(expected);
  });

  test("of a text without end", () => {
    expect(resolveVersion(">=".repeat(90_000))).toEqual({ ...newest, assumed: true });
  });
});

describe("resolveVersion where the charts stop at a release", () => {
  test.each([
    [undefined, "1.30.4", true],
    [">=1.29", "1.30.4", false],
    ["~1.29", "1.29.7", false],
    ["1.31.0", "1.31.0", false],
    [">=1.31 <1.32", "1.31.1", false],
  ])("of %j", (written, version, assumed) => {
    expect(resolveVersion(written, "1.30.4")).toMatchObject({ version, assumed });
  });
});

test.each([
  ["1.31.1", false],
  ["1.31.2", true],
  ["v1.32.0-alpha.0", true],
  ["1.30.9", true],
  ["1.18.5", false],
  ["~1.32", true],
  [">=1.31.5 <1.32", true],
  [">=1.31", false],
  ["latest", false],
  ["", false],
])("%j is newer than all that is known: %j", (written, expected) => {
  expect(isNewerThanData(written)).toBe(expected);
});

describe("unreadableVersions", () => {
  test.each([
    ["1.29.$PATCH", ["1.29.7", "1.29.0"]],
    ['"1.29.$(PATCH)"', ["1.29.7", "1.29.0"]],
    ["v1.24.$PATCH-distroless", ["1.24.6", "1.24.0"]],
    ["1.40.$PATCH", ["1.40.0"]],
  ])("of %j", (text, expected) => {
    expect(listUnreadableVersions(text)).toEqual(expected);
  });

  test.each(["$VERSION", "1.$MINOR", undefined])("of %j, every minor", (text) => {
    const versions = listUnreadableVersions(text);
    expect(new Set(versions.map((version) => /^1\.\d+/.exec(version)?.[0]))).toEqual(new Set(minors.map(({ minor }) => minor)));
    expect(versions[0]).toBe(newest.version);
  });

  test("of a repository that ends at a release", () => {
    const versions = listUnreadableVersions("$VERSION", "1.30.1");
    expect(versions.slice(0, 2)).toEqual(["1.30.1", "1.30.0"]);
    expect(versions.filter((version) => compareVersions(version, "1.30.1") > 0)).toEqual([]);
  });
});

describe("isVersion", () => {
  test.each([
    "1.28.4-solo",
    "v1.31.0-beta.1",
    "1.27-latest",
    "1.26.x",
    "~1.28",
    ">=1.27 <1.29",
    "1.29.2-distroless",
    "1.29",
    "*",
    "latest",
    "HEAD",
  ])("takes %j", (written) => expect(isVersion(written)).toBe(true));

  test.each(["one.thirty", "release-1.28", "1.28.", "1..2", "1.28.4.5", "-1"])("refuses %j", (written) => {
    expect(isVersion(written)).toBe(false);
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
