import type { Report } from "../model/report.ts";
import type { PlaceLink } from "../report/finding-markdown.ts";
import { markdownReport } from "../report/markdown.ts";

/** The report as Markdown of at most `bytes` bytes in UTF-8, which is never less than its UTF-16 units. */
export function markdownWithin(bytes: number, report: Report, link: PlaceLink | undefined): string {
  let text = "";
  for (let budget = bytes; budget > bytes / 8; budget /= 1.5) {
    text = markdownReport(report, { budget: Math.floor(budget), ...(link && { link }) });
    if (Buffer.byteLength(text) <= bytes) return text;
  }
  return text;
}
