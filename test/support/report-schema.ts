import { Ajv2020 } from "ajv/dist/2020.js";
import schema from "../../schemas/report.schema.json" with { type: "json" };
import type { Report } from "../../src/model/report.ts";
import { renderJsonReport } from "../../src/report/json.ts";

const validate = new Ajv2020({ allErrors: true }).compile(schema);

/** What the published schema of the JSON report refuses of a report. */
export function schemaProblems(report: Report): readonly string[] {
  return documentProblems(JSON.parse(renderJsonReport(report)));
}

/** What it refuses of a document that may not be a report. */
export function documentProblems(document: unknown): readonly string[] {
  return validate(document) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
