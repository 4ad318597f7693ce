import type { Report } from "../model/report.ts";
import { json } from "./escape.ts";

/** The cluster documents for programs: what policies judge, as it is. */
export function inspectJson(report: Report): string {
  return `${json({ schemaVersion: 1, clusters: report.clusters })}\n`;
}
