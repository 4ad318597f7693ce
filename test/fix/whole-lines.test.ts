import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editText } from "../../src/fix/apply.ts";
import { replaceLines } from "../../src/fix/whole-lines.ts";

const all = [[1, 1000]] as const;

describe("the whole lines of a fix", () => {
  test("are those that differ", () => {
    expect(linesOf("a\nb: 1\nc\n", "b: 1", "b: 2")).toEqual({ firstLine: 2, lastLine: 2, before: ["b: 1"], after: ["b: 2"] });
  });

  test("are the line before where lines are added, or else the one behind", () => {
    expect(linesOf("a\nc\n", "c", "b\nc")).toEqual({ firstLine: 1, lastLine: 1, before: ["a"], after: ["a", "b"] });
    expect(linesOf("a\nc\n", "c", "b\nc", [[2, 2]])).toEqual({ firstLine: 2, lastLine: 2, before: ["c"], after: ["b", "c"] });
    expect(linesOf("a\n", "a", "b\na")).toMatchObject({ firstLine: 1, lastLine: 1, after: ["b", "a"] });
    expect(linesOf("a", "a", "a\nb\n")).toMatchObject({ firstLine: 1, lastLine: 1, after: ["a", "b"] });
  });

  test("are no lines where they go", () => {
    expect(linesOf("a\nb\nc\n", "b\n", "")).toEqual({ firstLine: 2, lastLine: 2, before: ["b"], after: [] });
  });

  test("lie in one range", () => {
    const ranges = [
      [1, 2],
      [3, 4],
    ] as const;
    expect(linesOf("a\nb\nc\nd\n", "c", "C", ranges)).toMatchObject({ firstLine: 3 });
    expect(linesOf("a\nb\nc\nd\n", "b\nc", "B\nC", ranges)).toBeUndefined();
    expect(linesOf("a\nb\nc\nd\n", "c", "C", [])).toBeUndefined();
  });

  test("are not told where lines end in two characters", () => {
    expect(linesOf("a\r\nb\r\n", "b", "c")).toBeUndefined();
  });

  test("have the same result as the edits", () => {
    const line = fc.constantFrom("a", "b", "  a", "", "- c");
    const text = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => `${lines.join("\n")}\n`);
    fc.assert(
      fc.property(text, fc.nat(30), fc.nat(6), text, (before, start, length, added) => {
        const from = Math.min(start, before.length);
        const edit = { file: "f", start: from, end: Math.min(from + length, before.length), text: added };
        const replacement = replaceLines({ title: "", safe: true, edits: [edit] }, before, all);
        if (!replacement) throw new Error("no lines");
        const lines = before.replace(/\n$/, "").split("\n");
        const { firstLine, lastLine, after } = replacement;
        expect(lines.slice(firstLine - 1, lastLine)).toEqual(replacement.before);
        lines.splice(firstLine - 1, lastLine - firstLine + 1, ...after);
        expect(lines.join("\n")).toBe(editText(before, [edit]).replace(/\n$/, ""));
      }),
    );
  });
});

function linesOf(text: string, old: string, now: string, ranges: Parameters<typeof replaceLines>[2] = all) {
  const start = text.indexOf(old);
  return replaceLines({ title: "", safe: true, edits: [{ file: "f", start, end: start + old.length, text: now }] }, text, ranges);
}
