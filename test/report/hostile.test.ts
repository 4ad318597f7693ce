import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  buildWorkflowCommand,
  clip,
  escapeHtml,
  escapeMarkdown,
  escapeMermaid,
  escapeTerminal,
  link,
  serializeJson,
  toCodeBlock,
  toCodeSpan,
  toTableRow,
} from "../../src/report/escape.ts";
import { renderGithubReport } from "../../src/report/github.ts";
import { renderGitlabReport } from "../../src/report/gitlab.ts";
import { renderHtmlReport } from "../../src/report/html.ts";
import { inspectJson } from "../../src/report/inspect-json.ts";
import { inspectText } from "../../src/report/inspect-text.ts";
import { renderJsonReport } from "../../src/report/json.ts";
import { renderJunitReport } from "../../src/report/junit.ts";
import { renderMarkdownReport } from "../../src/report/markdown.ts";
import { explainText, renderRules } from "../../src/report/rule-text.ts";
import { renderTextReport } from "../../src/report/text.ts";
import { reportOf, ruleOf } from "../support/hostile-report.ts";
import { hostile } from "../support/hostile-text.ts";
import { strangeInMarkdown, withoutCode } from "../support/strict-markdown.ts";

// The same inputs in each run: what fails once, fails again.
fc.configureGlobal({ seed: 20_261_123 });

/** Those that keep a count and its noun together. */
const ownSpaces = /(?<=\d)\u00a0(?=error|warning|note)/g;

/** But for joiners and variation selectors, which words and emoji may need. */
const invisible = /(?![\n\t ]|\u200C|\u200D|\uFE0E|\uFE0F)[\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;

describe("everything that leaves", () => {
  it("carries no control character, and no line that a runner obeys", () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (one, two, three) => {
        const report = reportOf(one, two, three);
        const rule = ruleOf(one, two, three);
        const outputs = [
          renderTextReport(report, { color: false, quiet: false }),
          renderTextReport(report, { color: false, quiet: true, width: 40 }),
          inspectText(report, { color: false }),
          renderJsonReport(report),
          inspectJson(report),
          renderMarkdownReport(report),
          renderMarkdownReport(report, { heading: one, link: () => two }),
          renderJunitReport(report),
          renderGitlabReport(report),
          renderHtmlReport(report),
          renderRules([rule], { color: false }),
          explainText(rule, { color: false }),
        ];
        for (const output of [...outputs, renderGithubReport(report)]) expect(output.replace(ownSpaces, " ")).not.toMatch(invisible);
        for (const line of outputs.join("").split("\n")) expect(line).not.toMatch(/^\s*::[a-z-]+(?:::|\s)|##(?:vso)?\[/i);
      }),
      { numRuns: 150 },
    );
  });

  it("is Markdown that mentions, references, links and embeds nothing", () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (one, two, three) => {
        expect(strangeInMarkdown(renderMarkdownReport(reportOf(one, two, three)), [])).toEqual([]);
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
        const page = renderHtmlReport(report).split("</style>")[1] ?? "<";
        const tag =
          /<\/?(?:head|body|html|h1|h2|small|section|article|header|b|p|pre|ul|li|code|strong)(?: class="(?:error|warning|note)")?>|<a href="https:[^"<>]*">|<\/a>/g;
        expect(page.replace(tag, "")).not.toMatch(/[<>"']/);
        const suites = renderJunitReport(report).replace(/^<\?xml version="1.0" encoding="UTF-8"\?>/, "");
        const element = /<\/?(?:testsuites|testsuite|testcase|failure|skipped)(?: [a-z]+="[^"<>]*")*\/?>/g;
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
        const text = toTableRow([toCodeSpan(one), escapeMarkdown(two), "end"]);
        expect(text.match(/(?<!\\)\|/g)).toHaveLength(4);
        expect(text).not.toMatch(/\\\\+\|/);
      }),
    );
  });
});

describe("prose", () => {
  it("names no commit and no advisory that GitHub would link to", () => {
    const id = "a5c3785ed8d6a35868bc169f07e40e889087fd2e";
    for (const text of [id, `x ${id.slice(0, 7)}`, `(aaaa${id.slice(4)})`]) expect(escapeMarkdown(text)).not.toMatch(/[\da-f]{7}/);
    expect(escapeMarkdown("CVE-2026-25761 GHSA-r79c-pqj3-577x")).not.toMatch(/CVE-|GHSA-/);
    expect(escapeMarkdown("deadbeat effaced 1234 x86")).toBe("deadbeat effaced 1234 x86");
  });
});

describe("a code span", () => {
  it("ends where it should", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(withoutCode(`a ${toCodeSpan(text)} b`)).toBe("a  b");
      }),
    );
  });

  it("holds backticks of any number", () => {
    expect(toCodeSpan("a`b``c")).toBe("```a`b``c```");
    expect(toCodeSpan("`")).toBe("`` ` ``");
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
        expect(withoutCode(`${toCodeBlock(text, "text")}\nend`)).toBe("end");
      }),
    );
  });
});

describe("a workflow command", () => {
  it("is one line whose parts come back as they went in", () => {
    const visible = fc.string({ unit: "grapheme-ascii" });
    fc.assert(
      fc.property(visible, visible, (file, message) => {
        const command = buildWorkflowCommand("error", { file, line: 3, col: undefined }, message);
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
    expect(buildWorkflowCommand("warning", {}, "a\u001b[1m\r\n100%")).toBe("::warning::a\\u001b[1m%0A100%25");
  });
});

describe("JSON", () => {
  it("is the same data as without the escapes", () => {
    fc.assert(
      fc.property(hostile, hostile, (key, value) => {
        expect(JSON.parse(serializeJson({ [key]: [value] }))).toEqual(JSON.parse(JSON.stringify({ [key]: [value] })));
      }),
    );
  });
});

describe("terminal text", () => {
  it("leaves what people write alone", () => {
    for (const text of ["fd16:9254:7127::/64 and ::1", "std::string `a::b`", "#123 ## heading", "集群 👩‍🚀 é", "100% C:\\x"])
      expect(escapeTerminal(text)).toBe(text);
  });

  it("shows what it takes out", () => {
    expect(escapeTerminal("\u001b[1m\u202ex\u2066\n::error::")).toBe("\\u001b[1m\\u202ex\\u2066\\u000a::error::");
    expect(escapeTerminal("x ::error file=a::b ##[debug]")).toBe("x \\::error file=a::b ##\\[debug]");
  });
});

describe("what has no shape", () => {
  const shapeless = [
    ...["\u3164", "\u2800", "\ufe0f", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u180b", "\u180f", "\u{e0100}", "\u{e01ef}", "\uffa0"],
    ...["\u{e0001}", "\u{e0061}", "\u{e007f}", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u061c", "\u180e"],
    ...["\ufe00", "\ufe0e", "\u2065", "\ufff0", "\u{1d173}", "\u{1bca0}", "\u{e0fff}", "\u00a0", "\u2003", "\u3000", "\u202f", "\u1680"],
    ...["\u{16fe4}", "\u{13441}", "\u{1d159}", "\ufffc", "\u{e0000}"],
  ];

  it.each(shapeless)("is shown in a name: %j", (sign) => {
    for (const name of [`a${sign}b`, sign, `${sign}${sign}`, `メッシュ${sign}`, `mesh-${sign}`, `1${sign}`]) {
      const escaped = name.replaceAll(sign, (signs) => [...Array(signs.length).keys()].map((at) => `\\u${hexOf(signs, at)}`).join(""));
      expect(escapeTerminal(name)).toBe(escaped);
      expect(serializeJson(name)).toBe(`"${escaped}"`);
      for (const text of [escapeMarkdown(name), toCodeSpan(name), escapeHtml(name), escapeMermaid(name)]) expect(text).not.toContain(sign);
    }
  });

  it("is shown wherever Unicode says that it is ignorable or a space", () => {
    for (let point = 0; point < 0x110000; point++) {
      const sign = String.fromCodePoint(point);
      if (/\p{Default_Ignorable_Code_Point}|\p{Z}|\p{C}(?<!\p{Cn}|\p{Co})/u.test(sign) && sign !== " ")
        expect(escapeTerminal(`a${sign}b`), point.toString(16)).toMatch(/^a(?:\\u[0-9a-f]{4}){1,2}b$/);
    }
  });

  it.each([
    ["emoji", "⚠\ufe0f ❤\ufe0f\u200d🔥 👩🏽\u200d💻 👨\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 🚢"],
    ["Persian", "می\u200cخواهم"],
    ["Hindi", "क्\u200dष"],
    ["Chinese", "服务网格"],
  ])("stays in %s, where words and pictures need it", (_, text) => {
    expect(escapeTerminal(text)).toBe(text);
  });

  it("hides nothing behind an emoji", () => {
    expect(escapeTerminal("🚢\ufe0f\ufe0f")).toBe("🚢\ufe0f\\ufe0f");
    expect(escapeTerminal("🏴\u{e0067}\u{e007f}")).toBe("🏴\\udb40\\udc67\\udb40\\udc7f");
    expect(escapeTerminal("🚢\u200d")).toBe("🚢\\u200d");
  });
});

function hexOf(text: string, at: number): string {
  return text.charCodeAt(at).toString(16).padStart(4, "0");
}

describe("a cut text", () => {
  it("is never longer than it may be and splits no character", () => {
    expect(clip("abc", 3)).toBe("abc");
    expect(clip("abcd", 3)).toBe("ab…");
    expect(clip("a🚢cd", 3)).toBe("a…");
  });
});
