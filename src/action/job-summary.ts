import type { Report } from "../model/report.ts";
import { toCodeBlock } from "../report/escape.ts";
import type { PlaceLink } from "../report/finding-markdown.ts";
import { renderMermaidMap } from "../report/mermaid.ts";
import { renderMarkdownWithin } from "./markdown-within.ts";

/** GitHub rejects a job summary of more than 1 MiB. */
const summaryLimit = 1_000_000;

/** Renders the report as a job summary: all findings, and a map of what deploys what. */
export function renderJobSummary(report: Report, link: PlaceLink): string {
  const map = drawMap(report);
  return renderMarkdownWithin(summaryLimit - Buffer.byteLength(map), report, link) + map;
}

function drawMap(report: Report): string {
  if (!report.deployments || report.clusters.length === 0) return "";
  return `\n### What deploys what\n\n${toCodeBlock(renderMermaidMap(report).trimEnd(), "mermaid")}\n`;
}
