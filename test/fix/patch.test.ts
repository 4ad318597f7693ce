import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formatPatch } from "../../src/fix/patch.ts";

const cases: readonly (readonly [name: string, file: string, before: string | undefined, after: string])[] = [
  ["a changed line", "values.yaml", "a: 1\nb: 2\n", "a: 1\nb: 3\n"],
  ["a new file", "quota.yaml", undefined, "kind: ResourceQuota\n"],
  ["no line break at the end", "values.yaml", "a: 1", "a: 2"],
  ["a line after the last one, which has no line break", "values.yaml", "a: 1", "a: 1\nb: 2"],
  ["line breaks of Windows", "values.yaml", "a: 1\r\nb: 2\r\n", "a: 1\r\nc: 3\r\nb: 2\r\n"],
  ["a byte order mark", "values.yaml", "\ufeffa: 1\nb: 2\n", "\ufeffa: 1\nb: 3\n"],
  ["a name with spaces", "my values.yaml", "a: 1\n", "a: 2\n"],
  ["a name with a quote and a tab", 'my "\tvalues.yaml', "a: 1\n", "a: 2\n"],
  ["a name of another script", "wärme/値.yaml", undefined, "a: 2\n"],
  ["a file that is left empty", "values.yaml", "a: 1\n", ""],
  ["lines that look like a patch", "values.yaml", "-- a\n++ b\n@@ -1 +1 @@\n", "-- a\n@@ -1 +1 @@\n"],
];

test.each(cases)("git applies %s", (_, file, before, after) => {
  const directory = mkdtempSync(join(tmpdir(), "patch-"));
  try {
    const git = (args: readonly string[], input = "") => spawnSync("git", args, { cwd: directory, input, encoding: "utf8" });
    git(["init", "--quiet"]);
    if (before !== undefined) writeFileSync(join(directory, file), before);
    const patch = formatPatch(new Map([[file, after]]), () => before);
    expect(git(["apply", "--whitespace=nowarn", "-"], patch)).toMatchObject({ status: 0, stderr: "" });
    expect(readFileSync(join(directory, file), "utf8")).toBe(after);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
