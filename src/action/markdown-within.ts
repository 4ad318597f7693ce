import type { Report } from "../model/report.ts";
import type { PlaceLink } from "../report/finding-markdown.ts";
import { markdownReport } from "../report/markdown.ts";

/** The report as Markdown of at most `bytes` bytes in UTF-8, which is never less than its UTF-16 units. */
export function markdownWithin(bytes: number, report: Report, link: PlaceLink | undefined): string {
  let budget = bytes;
  for (let tries = 0; ; tries++) {
    const text = markdownReport(report, { budget, ...(link && { link }) });
    const size = Buffer.byteLength(text);
    if (size <= bytes || tries === mostTries) return text;
    // What does not count in UTF-16 units is spread over the whole text, more or less.
    budget = Math.floor(Math.min(budget * (bytes / size), budget - 100 * 2 ** tries));
  }
}

const mostTries = 10;
