import type { Report } from "../model/report.ts";
import { codeBlock } from "../report/escape.ts";
import type { PlaceLink } from "../report/finding-markdown.ts";
import { mermaidMap } from "../report/mermaid.ts";
import { markdownWithin } from "./markdown-within.ts";

/** GitHub rejects a job summary of more than 1 MiB. */
const summaryLimit = 1_000_000;

/** Renders the report as a job summary: all findings, and a map of what deploys what. */
export function jobSummary(report: Report, link: PlaceLink): string {
  const map = drawMap(report);
  return markdownWithin(summaryLimit - Buffer.byteLength(map), report, link) + map;
}

function drawMap(report: Report): string {
  if (!report.deployments || report.clusters.length === 0) return "";
  return `\n### What deploys what\n\n${codeBlock(mermaidMap(report).trimEnd(), "mermaid")}\n`;
}
