import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toSuggestionBlock } from "../../src/report/escape.ts";
import { renderSuggestion } from "../../src/report/suggestion-markdown.ts";
import { reportOf } from "../support/hostile-report.ts";

const [finding] = reportOf("one", "two", "three").findings;
if (!finding) throw new Error("no finding");

describe("a suggestion", () => {
  test("holds the lines as they are, whatever they say", () => {
    const piece = fc.constantFrom(
      "`",
      "```",
      "````",
      "~~~",
      "suggestion",
      " ",
      "@team",
      "<!--",
      "-->",
      "</details>",
      "::error::x",
      "\t",
      "|",
    );
    const line = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 4 }), (lines) => {
        const [open = "", ...rest] = (toSuggestionBlock(lines) ?? "").split("\n");
        const fence = /^(`{3,})suggestion$/.exec(open)?.[1];
        expect(rest.pop()).toBe(fence);
        expect(rest).toEqual(lines);
        expect(lines.join("\n")).not.toContain(fence);
      }),
    );
  });

  test.each(["\u202e", "\u200b", "\u001b[2J", "\u0007", "\u2028", "\ud800", "\u0000"])(
    "is none with %j, which nobody would see",
    (sign) => {
      expect(toSuggestionBlock([`a: ${sign}b`])).toBeUndefined();
      expect(renderSuggestion([finding], [`a: ${sign}b`])).toBeUndefined();
    },
  );

  test("is none where it is too long to be read", () => {
    expect(renderSuggestion([finding], ["a".repeat(20_000)])).toBeUndefined();
  });

  test("says what it repairs, and of which nothing acts", () => {
    const message = "@team </details> ```suggestion [a](http://evil.example)";
    const hostile = { ...finding, message, rule: "`a`", docs: "javascript:alert(1)" };
    const text = renderSuggestion([hostile, hostile], ["a: 1"]);
    expect(text?.split("\n").filter((line) => line.includes("suggestion"))).toHaveLength(3);
    expect(text).not.toMatch(/@team|<\/details>|(?<!\\)\]\(http|javascript|^```suggestion \[/m);
  });

  test("says why to look twice", () => {
    const fix = { title: "", safe: false, reason: "others may use `it`", edits: [] };
    expect(renderSuggestion([{ ...finding, fix }], ["a: 1"])).toContain("**Look twice:** others may use `it`.");
    expect(renderSuggestion([{ ...finding, fix: { ...fix, safe: true } }], ["a: 1"])).not.toContain("Look twice");
  });
});
