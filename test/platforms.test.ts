import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openRepository } from "../src/files/repository.ts";
import type { Clue } from "../src/model/cluster.ts";
import { locate } from "../src/model/location.ts";
import { detectors } from "../src/platforms/index.ts";
import { openReader } from "../src/reader/reader.ts";
import { hostsScripts } from "../src/scripts/index.ts";

const fixtures = join(import.meta.dirname, "fixtures/platforms");

describe.each(directories(fixtures))("%s", (platform) => {
  test.each(directories(join(fixtures, platform)))("%s", async (name) => {
    const directory = join(fixtures, platform, name);
    await expect(await cluesOf(directory)).toMatchFileSnapshot(join(directory, "expected.txt"));
  });
});

test("every detector has a folder", () => {
  expect(directories(fixtures)).toEqual([...detectors.map((detector) => detector.id), "none"].sort());
});

function directories(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((item) => item.isDirectory())
    .map((item) => item.name)
    .sort();
}

/** One clue a line: `path:line:col platform|cni|fact strength message`, with `(script)` where it holds for its own file only. */
async function cluesOf(directory: string): Promise<string> {
  const repository = await openRepository(directory, ".", { report: () => {}, hostsScripts });
  const markers = detectors.flatMap((detector) => detector.markers);
  const reader = openReader(repository, { markers, problem: () => {} });
  const lines = reader.sources.flatMap((source) =>
    detectors.flatMap((detector) => [...detector.clues(source)].map((clue) => lineOf(clue, source.text))),
  );
  return `${lines.join("\n") || "nothing"}\n`;
}

function lineOf(clue: Clue, text: string): string {
  const { file, line, column } = locate(text, clue.place);
  const proved = clue.fact ?? clue.cni ?? clue.platform;
  return `${file}:${line}:${column} ${proved} ${clue.strength} ${clue.message}${clue.script ? " (script)" : ""}`;
}
