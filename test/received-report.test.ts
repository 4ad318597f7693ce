import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { policies } from "../policies/index.ts";
import schema from "../schemas/report.schema.json" with { type: "json" };
import { readReceivedReport } from "../src/action/received-report.ts";
import { lint } from "../src/pipeline/lint.ts";
import { renderJsonReport } from "../src/report/json.ts";

const examples = join(import.meta.dirname, "../examples");
const validate = new Ajv2020({ allErrors: true }).compile(schema);
const honest = renderJsonReport(await lint({ cwd: join(examples, "gke-argocd") }));

describe("a report that we write", () => {
  test("is as its schema says, and taken in as it is but for what the rules say themselves", async () => {
    const report = await lint({ cwd: examples });
    const document = JSON.parse(renderJsonReport(report));
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    expect(report.findings.length).toBeGreaterThan(5);
    const rules = new Map(policies.map(({ id, remedy }) => [id, remedy]));
    const findings = document.findings.map(({ fix, ...finding }: { fix?: unknown; rule: string }) => ({
      ...finding,
      remedy: rules.get(finding.rule),
    }));
    expect(JSON.parse(renderJsonReport(readReceivedReport(bytes(JSON.stringify(document)))))).toEqual({ ...document, findings });
  });

  test("has only the name of a rule that is the repository's own", () => {
    const { findings } = readReceivedReport(
      bytes(withFinding({ rule: "acme/pin-version", remedy: "Ask @acme", docs: "https://evil.example" })),
    );
    expect(findings[0]).toMatchObject({ rule: "acme/pin-version", title: "acme/pin-version", docs: "" });
    expect(JSON.stringify(findings)).not.toMatch(/evil|Ask/);
  });

  test("keeps its shape where it has suppressed findings, problems without a place, and fixes of every kind", () => {
    const fix = { title: "Set it", safe: false, reason: "It restarts pods", edits: [{ file: "a", start: 0, end: 0, text: "" }] };
    const document = JSON.parse(
      changed({ suppressed: [{ ...first(), fix, reason: "moves in Q1" }], problems: [{ code: "too-many-files", message: "x" }] }),
    );
    expect(validate(document)).toBe(true);
    expect(readReceivedReport(bytes(JSON.stringify(document)))).toMatchObject({
      summary: { suppressed: 1 },
      suppressed: [{ suppression: "moves in Q1" }],
      problems: [{ location: null }],
    });
  });
});

describe("a report that we do not write", () => {
  const paths = ["../secrets", "/etc/passwd", "a/../../b", "a//b", "./a", "a\\b", "C:/a", "..", ".", "a/", "a\0b", "a/".repeat(2000)];

  test.each<[string, string | Buffer, RegExp]>([
    ["no JSON", "## Approved @acme", /: it must be JSON/],
    ["bytes that are no text", Buffer.from([0x22, 0xff, 0xfe, 0x22]), /: it must be JSON in UTF-8/],
    ["nesting without end", "[".repeat(2_000_000), /: it must not be nested deeper/],
    ["nesting with an end", "[".repeat(2_000_000) + "]".repeat(2_000_000), /: it must not be nested deeper/],
    ["more parts than a report has", `[${"{},".repeat(300_000)}{}]`, /: it must not be nested deeper, or have more parts/],
    ["a list", "[]", /: it must be object/],
    ["too many bytes", " ".repeat(9 * 1024 * 1024), /: it must have at most \d+ bytes/],
    ["another version", changed({ schemaVersion: 2 }), /: \/schemaVersion must be equal/],
    ["a field that it has not", changed({ pullRequest: 1 }), /: it must NOT have additional properties/],
    ["a prototype", honest.replace("{", '{ "__proto__": { "x": 1 },'), /: it must NOT have additional properties/],
    ["a count below none", changed({ summary: { ...JSON.parse(honest).summary, files: -1 } }), /: \/summary\/files must be >= 0/],
    ["a field that a finding has not", withFinding({ html: "<b>" }), /: \/findings\/0 must NOT have additional/],
    ["a finding without a file", withFinding({ file: undefined }), /: \/findings\/0 must have required property 'file'/],
    ["no rule", withFinding({ rule: "@acme/admins" }), /: \/findings\/0\/rule must be a rule/],
    ["a rule of JavaScript", withFinding({ rule: "__proto__" }), /: \/findings\/0\/rule must be a rule/],
    ["an unknown severity", withFinding({ severity: "fatal" }), /: \/findings\/0\/severity must be equal/],
    ["a line before the first", withFinding({ line: 0 }), /: \/findings\/0\/line must be >= 1/],
    ["a line beyond all", withFinding({ line: 1e300 }), /: \/findings\/0\/line must be <=/],
    ["a name that is no fingerprint", withFinding({ fingerprint: "@acme" }), /: \/findings\/0\/fingerprint must match/],
    [
      "a related line elsewhere",
      withFinding({ related: [{ file: "../x", line: 1, message: "" }] }),
      /: \/findings\/0\/related\/0\/file must/,
    ],
    ["a problem elsewhere", changed({ problems: [{ code: "x", message: "", file: "../x", line: 1 }] }), /: \/problems\/0\/file must/],
    [
      "a problem with half a place",
      changed({ problems: [{ code: "x", message: "", file: "x" }] }),
      /: \/problems\/0 must have property line/,
    ],
    ["a suppressed finding of nobody", changed({ suppressed: [{ ...first(), rule: "X" }] }), /: \/suppressed\/0\/rule must be/],
    ...paths.map((file): [string, string, RegExp] => [
      `the path ${JSON.stringify(file).slice(0, 40)}`,
      withFinding({ file }),
      /: \/findings\/0\/file must (?:be a path inside|match pattern)/,
    ]),
  ])("is refused: %s", (_, text, reason) => {
    expect(() => readReceivedReport(bytes(text))).toThrow(reason);
    expect(() => readReceivedReport(bytes(text))).not.toThrow(/acme|passwd|secret|html|pullRequest/);
  });

  test("is cut where it is long", () => {
    const long = "@x ".repeat(300_000);
    const related = Array.from({ length: 1000 }, () => ({ file: "a", line: 1, message: long.slice(0, 3000) }));
    const report = readReceivedReport(bytes(withFinding({ message: long, cluster: long, related, docs: long, remedy: long })));
    expect(renderJsonReport(report).length).toBeLessThan(50_000);
  });
});

function bytes(text: string | Buffer): Uint8Array {
  return typeof text === "string" ? Buffer.from(text) : text;
}

function changed(difference: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...JSON.parse(honest), ...difference });
}

function withFinding(finding: Readonly<Record<string, unknown>>): string {
  return changed({ findings: [{ ...first(), ...finding }] });
}

function first(): Record<string, unknown> {
  return JSON.parse(honest).findings[0];
}
