import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clip, code, codeBlock, json, link, markdown, row, terminal, workflowCommand } from "../../src/report/escape.ts";
import { githubReport } from "../../src/report/github.ts";
import { gitlabReport } from "../../src/report/gitlab.ts";
import { htmlReport } from "../../src/report/html.ts";
import { inspectJson } from "../../src/report/inspect-json.ts";
import { inspectText } from "../../src/report/inspect-text.ts";
import { jsonReport } from "../../src/report/json.ts";
import { junitReport } from "../../src/report/junit.ts";
import { markdownReport } from "../../src/report/markdown.ts";
import { explainText, rulesText } from "../../src/report/rule-text.ts";
import { textReport } from "../../src/report/text.ts";
import { reportOf, ruleOf } from "../support/hostile-report.ts";
import { strangeInMarkdown, withoutCode } from "../support/strict-markdown.ts";

/** Pieces that break writers, in any order, between ordinary words. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "::error::x",
        "::add-mask::y",
        " ::stop-commands::t",
        "##[group]",
        "##vso[task]",
        "\u001b[2J",
        "\u001b]8;;http://evil\u0007",
        "\u009b31m",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "`",
        "``",
        "```",
        "|",
        "\\|",
        "\\",
        "@team",
        "#12",
        "GH-1",
        "o/r#1",
        "](http://evil)",
        "![](",
        "<img src=x>",
        "</details>",
        "<!--",
        "&lt;",
        "\u202e",
        "\u2066",
        "\u200b",
        "\u2028",
        "%0A",
        ",",
        "a: b",
        "- ",
        "1. ",
        "# ",
        "  ",
        "中文",
        "🚢",
        "\ud800",
        "__proto__",
        "$x$",
        "www.evil.example",
      ),
      fc.string({ unit: "grapheme", maxLength: 6 }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(""));

const invisible = /(?![\n\t\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

describe("everything that leaves", () => {
  it("carries no control character, and no line that a runner obeys", () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (one, two, three) => {
        const report = reportOf(one, two, three);
        const rule = ruleOf(one, two, three);
        const outputs = [
          textReport(report, { color: false, quiet: false }),
          textReport(report, { color: false, quiet: true, width: 40 }),
          inspectText(report, { color: false }),
          jsonReport(report),
          inspectJson(report),
          markdownReport(report),
          markdownReport(report, { heading: one, link: () => two }),
          junitReport(report),
          gitlabReport(report),
          htmlReport(report),
          rulesText([rule], { color: false }),
          explainText(rule, { color: false }),
        ];
        for (const output of [...outputs, githubReport(report)]) expect(output).not.toMatch(invisible);
        for (const line of outputs.join("").split("\n")) expect(line).not.toMatch(/^\s*::[a-z-]+(?:::|\s)|##(?:vso)?\[/i);
      }),
      { numRuns: 150 },
    );
  });

  it("is Markdown that mentions, references, links and embeds nothing", () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (one, two, three) => {
        expect(strangeInMarkdown(markdownReport(reportOf(one, two, three)), [])).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe("HTML and XML", () => {
  it("hold no tag and no attribute but their own", () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (one, two, three) => {
        const report = reportOf(one, two, three);
        const page = htmlReport(report).split("</style>")[1] ?? "<";
        const tag =
          /<\/?(?:head|body|html|h1|h2|small|section|article|header|b|p|pre|ul|li|code|strong)(?: class="(?:error|warning|note)")?>|<a href="https:[^"<>]*">|<\/a>/g;
        expect(page.replace(tag, "")).not.toMatch(/[<>"']/);
        const suites = junitReport(report).replace(/^<\?xml version="1.0" encoding="UTF-8"\?>/, "");
        const element = /<\/?(?:testsuites|testsuite|testcase|failure)(?: [a-z]+="[^"<>]*")*\/?>/g;
        expect(suites.replace(element, "")).not.toMatch(/[<>"']/);
      }),
      { numRuns: 150 },
    );
  });
});

describe("a Markdown table row", () => {
  it("has as many cells as it was given", () => {
    fc.assert(
      fc.property(hostile, hostile, (one, two) => {
        const text = row([code(one), markdown(two), "end"]);
        expect(text.match(/(?<!\\)\|/g)).toHaveLength(4);
        expect(text).not.toMatch(/\\\\+\|/);
      }),
    );
  });
});

describe("a code span", () => {
  it("ends where it should", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(withoutCode(`a ${code(text)} b`)).toBe("a  b");
      }),
    );
  });

  it("holds backticks of any number", () => {
    expect(code("a`b``c")).toBe("```a`b``c```");
    expect(code("`")).toBe("`` ` ``");
  });
});

describe("a link", () => {
  it("leads to web addresses only, and ends where it should", () => {
    expect(link("x", "javascript:alert(1)")).toBe("x");
    expect(link("x", "https://a/\u202eb")).toBe("x");
    expect(link("x", undefined)).toBe("x");
    expect(link("x", "https://a/b c)(d\u2003|#L1")).toBe("[x](https://a/b%20c%29%28d%E2%80%83%7C#L1)");
  });
});

describe("a code block", () => {
  it("ends where it should", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(withoutCode(`${codeBlock(text, "text")}\nend`)).toBe("end");
      }),
    );
  });
});

describe("a workflow command", () => {
  it("is one line whose parts come back as they went in", () => {
    const visible = fc.string({ unit: "grapheme-ascii" });
    fc.assert(
      fc.property(visible, visible, (file, message) => {
        const command = workflowCommand("error", { file, line: 3, col: undefined }, message);
        const [, properties = "", data = ""] = /^::error (.*?)::(.*)$/.exec(command) ?? [];
        const values = properties
          .split(",")
          .map((pair) => decodeURIComponent(pair.slice(pair.indexOf("=") + 1).replace(/%(?!25|0A|3A|2C)/g, "%25")));
        expect(values).toEqual([file, "3"]);
        expect(data.replaceAll("%0A", "\n").replaceAll("%25", "%")).toBe(message);
      }),
    );
  });

  it("shows control characters of the message and keeps its lines", () => {
    expect(workflowCommand("warning", {}, "a\u001b[1m\r\n100%")).toBe("::warning::a\\u001b[1m%0A100%25");
  });
});

describe("JSON", () => {
  it("is the same data as without the escapes", () => {
    fc.assert(
      fc.property(hostile, hostile, (key, value) => {
        expect(JSON.parse(json({ [key]: [value] }))).toEqual(JSON.parse(JSON.stringify({ [key]: [value] })));
      }),
    );
  });
});

describe("terminal text", () => {
  it("leaves what people write alone", () => {
    for (const text of ["fd16:9254:7127::/64 and ::1", "std::string `a::b`", "#123 ## heading", "集群 👩‍🚀 é", "100% C:\\x"])
      expect(terminal(text)).toBe(text);
  });

  it("shows what it takes out", () => {
    expect(terminal("\u001b[1m\u202ex\u2066\n::error::")).toBe("\\u001b[1m\\u202ex\\u2066\\u000a::error::");
    expect(terminal("x ::error file=a::b ##[debug]")).toBe("x \\::error file=a::b ##\\[debug]");
  });
});

describe("a cut text", () => {
  it("is never longer than it may be and splits no character", () => {
    expect(clip("abc", 3)).toBe("abc");
    expect(clip("abcd", 3)).toBe("ab…");
    expect(clip("a🚢cd", 3)).toBe("a…");
  });
});
