import type { Report } from "../model/report.ts";
import type { Clusters } from "../model/shapes/cluster.ts";
import { serializeJson } from "./escape.ts";

/** Renders the cluster documents as JSON for programs: exactly the data that policies check. */
export function inspectJson(report: Report): string {
  const document: Clusters = { schemaVersion: 1, clusters: report.clusters };
  return `${serializeJson(document)}\n`;
}
