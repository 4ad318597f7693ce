import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { policies } from "../policies/index.ts";
import configurationSchema from "../schemas/config.schema.json" with { type: "json" };
import { parseConfiguration } from "../src/configuration/file.ts";
import type { Report } from "../src/model/report.ts";
import { lint } from "../src/pipeline/lint.ts";
import { renderJsonReport } from "../src/report/json.ts";
import { documentProblems, schemaProblems } from "./support/report-schema.ts";

const root = join(import.meta.dirname, "..");
const validateConfiguration = new Ajv2020({ allErrors: true }).compile(configurationSchema);

const files = ["examples", "test/fixtures"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
);

describe("the published schema of the JSON report", () => {
  const examples = readdirSync(join(root, "examples")).map((name) => join("examples", name));

  it.each(["examples", ...examples])("takes the report of %s", async (folder) => {
    expect(schemaProblems(await lint({ cwd: join(root, folder), kustomize: "off" }))).toEqual([]);
  });

  it.each(files.filter((file) => file.endsWith("/report.json")))("takes the report %s", (file) => {
    expect(schemaProblems(JSON.parse(readFileSync(join(root, file), "utf8")) as Report)).toEqual([]);
  });

  const refused: readonly (readonly [name: string, change: (document: Record<string, never>) => unknown])[] = [
    ["another version", (document) => ({ ...document, schemaVersion: 2 })],
    ["an unknown key", (document) => ({ ...document, clusters: [] })],
    ["no summary", ({ summary: _, ...rest }) => rest],
    ["an absolute path", (document) => ({ ...document, problems: [{ code: "c", message: "m", file: "/etc/passwd", line: 1 }] })],
    ["a line without a file", (document) => ({ ...document, problems: [{ code: "c", message: "m", line: 1 }] })],
  ];

  it.each(refused)("refuses %s", async (_, change) => {
    const document = JSON.parse(renderJsonReport(await lint({ cwd: join(root, "examples/clean-gke-flux"), kustomize: "off" })));
    expect(documentProblems(document)).toEqual([]);
    expect(documentProblems(change(document))).not.toEqual([]);
  });
});

describe("the published schema of the configuration", () => {
  it.each(files.filter((file) => file.endsWith("/.istio-preflight.yaml")))("takes %s, and so do we", (file) => {
    const text = readFileSync(join(root, file), "utf8");
    const ids = policies.map(({ id }) => id);
    expect(() => parseConfiguration(file, text).checkRules(ids)).not.toThrow();
    expect(validateConfiguration(parse(text)), JSON.stringify(validateConfiguration.errors)).toBe(true);
  });
});
