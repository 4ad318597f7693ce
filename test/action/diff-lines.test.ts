import { expect, test } from "vitest";
import { listShownLines } from "../../src/action/diff-lines.ts";

test("the lines of the head side that hunks show", () => {
  const patch = [
    "@@ -1,3 +1,4 @@",
    " apiVersion: v1",
    "-kind: Pod",
    "+kind: Secret",
    "+type: Opaque",
    " metadata:",
    "@@ -20,2 +21 @@ spec:",
    " a",
    "-b",
    "\\ No newline at end of file",
  ];
  expect(listShownLines(patch.join("\n"))).toEqual([
    [1, 4],
    [21, 21],
  ]);
});

test("none where nothing is left, or nothing shown", () => {
  expect(listShownLines("@@ -1,2 +0,0 @@\n-a\n-b")).toEqual([]);
  expect(listShownLines("")).toEqual([]);
});

test("what a file says is no hunk", () => {
  const patch = ["@@ -0,0 +1,3 @@", "+@@ -1,1 +1,900 @@", "+a\u2028@@ -1,1 +1,900 @@", "+b\r@@ -1,1 +1,900 @@"];
  expect(listShownLines(patch.join("\n"))).toEqual([[1, 3]]);
});
