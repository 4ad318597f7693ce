import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { kustomizeBudget, programLimits } from "../../../src/files/programs/limits.ts";

const security = readFileSync(new URL("../../../SECURITY.md", import.meta.url), "utf8");

/** The bounds of a row of the table, as they are written. */
function bounds(what: string): string | undefined {
  const rows = security.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  return rows.find(([, first]) => first === what)?.[2];
}

const seconds = (milliseconds: number) => `${milliseconds / 1000} s`;
const mebibytes = (bytes: number) => `${bytes / 1024 / 1024} MiB`;

test("SECURITY.md states the bounds that external programs have", () => {
  const { listFiles, listTracked, readCommit, readFiles, kustomize } = programLimits;
  expect(bounds("git listing files; then those alone that it tracks; git reading an earlier commit")).toBe(
    `${listFiles.processor} s of processor time, ${[listFiles, listTracked, readCommit].map(({ time }) => seconds(time)).join("; ")}`,
  );
  expect(bounds("Kustomize: an overlay; all of a run")).toBe([kustomize.time, kustomizeBudget].map(seconds).join("; "));
  expect(bounds("memory of git; of Kustomize")).toBe([listFiles.memory, kustomize.memory].map(mebibytes).join("; "));
  expect(bounds("output of git; of git reading the files of an earlier commit; of Kustomize")).toBe(
    [listFiles.output, readFiles.output, kustomize.output].map(mebibytes).join("; "),
  );
  for (const { memory, output } of [listTracked, readCommit]) expect([memory, output]).toEqual([listFiles.memory, listFiles.output]);
  expect(readFiles).toEqual({ ...readCommit, output: readFiles.output });
});
