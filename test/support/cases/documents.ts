import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";
import schema from "../../../schemas/cluster.schema.json" with { type: "json" };
import type { Report } from "../../../src/model/report.ts";
import { inspectJson } from "../../../src/report/inspect-json.ts";
import { schemaProblems } from "../report-schema.ts";

const validate = new Ajv2020({ allErrors: true, strictTypes: false }).compile(closed(schema) as object);

/** The report is as its schema says, and the inspected document holds no property that its schema does not describe. */
export function checkDocuments(report: Report): void {
  expect(schemaProblems(report)).toEqual([]);
  expect(validate(inspectedDocument(report)), JSON.stringify(validate.errors?.slice(0, 5))).toBe(true);
}

/** The document that `inspect` prints. */
export function inspectedDocument(report: Report): unknown {
  return JSON.parse(inspectJson(report));
}

/** The published schema lets documents have more, so that later versions may; here nothing else may be printed. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== "object" || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, closed(item)]));
  return "properties" in inner && inner.type === "object" ? { ...inner, additionalProperties: false } : inner;
}
