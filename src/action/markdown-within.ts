import type { Report } from "../model/report.ts";
import type { PlaceLink } from "../report/finding-markdown.ts";
import { renderMarkdownReport } from "../report/markdown.ts";

/** Renders the report as Markdown of at most `bytes` bytes in UTF-8; a text never has fewer bytes than UTF-16 units. */
export function renderMarkdownWithin(bytes: number, report: Report, link: PlaceLink | undefined): string {
  let budget = bytes;
  for (let tries = 0; ; tries++) {
    const text = renderMarkdownReport(report, { budget, ...(link && { link }) });
    const size = Buffer.byteLength(text);
    if (size <= bytes || tries === mostTries) return text;
    // Characters with more bytes than UTF-16 units are assumed to be spread evenly over the text.
    budget = Math.floor(Math.min(budget * (bytes / size), budget - 100 * 2 ** tries));
  }
}

const mostTries = 10;
