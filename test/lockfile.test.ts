import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

interface Entry {
  readonly integrity?: string;
  readonly resolved?: string;
  readonly inBundle?: boolean;
}

const file = join(import.meta.dirname, "../package-lock.json");
const packages: Readonly<Record<string, Entry>> = JSON.parse(readFileSync(file, "utf8")).packages;
const installed = Object.entries(packages).filter(([path]) => path !== "");

test("npm checks the bytes of every package that it installs, on every platform", () => {
  const unchecked = installed.filter(([, { integrity, inBundle }]) => !inBundle && !integrity?.startsWith("sha512-"));
  expect(installed.length).toBeGreaterThan(100);
  expect(unchecked.map(([path]) => path)).toEqual([]);
});

test("the registry that a user has configured serves all packages", () => {
  expect(installed.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
});
