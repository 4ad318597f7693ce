import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { detectors } from "../../src/platforms/index.ts";
import { findCases, fixtures, listFolders, nameCase } from "../support/cases/case.ts";
import { isFixed, reasons } from "../support/cases/fixes.ts";
import { type Kind, kinds } from "../support/cases/kinds.ts";

test("every reason for a missing fix is that of a case that would show one", () => {
  const names = Object.entries(kinds).flatMap(([name, kind]: [string, Kind]) => {
    return "fix" in kind.sections
      ? findCases(name, kind.isGrouped === true)
          .filter(isFixed)
          .map(nameCase)
      : [];
  });
  expect([...reasons].filter(([name, reason]) => !names.includes(name) || reason === "")).toEqual([]);
});

test.each(["forms", "policies"].flatMap((kind) => listFolders(join(fixtures, kind)).map((group) => `${kind}/${group}`)))(
  "%s has a case that passes and one that fails",
  (folder) => {
    expect(listFolders(join(fixtures, folder))).toEqual(
      expect.arrayContaining([expect.stringMatching(/^pass-/), expect.stringMatching(/^fail-/)]),
    );
  },
);

test("every detector has a folder", () => {
  expect(listFolders(join(fixtures, "platforms")).sort()).toEqual([...detectors.map((detector) => detector.id), "none"].sort());
});

test.each(Object.keys(kinds))("the cases of %s are tested", (kind) => {
  const files = readdirSync(import.meta.dirname).filter((file) => !file.startsWith("folders."));
  expect(files.some((file) => readFileSync(join(import.meta.dirname, file), "utf8").includes(`"${kind}"`))).toBe(true);
});
