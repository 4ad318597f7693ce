import type { Report } from "../model/report.ts";
import type { Clusters } from "../model/shapes/cluster.ts";
import { json } from "./escape.ts";

/** The cluster documents for programs: what policies judge, as it is. */
export function inspectJson(report: Report): string {
  const document: Clusters = { schemaVersion: 1, clusters: report.clusters };
  return `${json(document)}\n`;
}
