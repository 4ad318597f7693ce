import type { Report } from "../model/report.ts";
import type { SarifTool } from "./sarif.ts";

/** The data that a reporter may need besides the report. */
export interface WriteContext {
  readonly color: boolean;
  readonly quiet: boolean;
  /** The width of the terminal in columns; undefined if the output is not a terminal. */
  readonly width?: number | undefined;
  readonly tool: SarifTool;
}

/** One output format: its purpose and its reporter, which is loaded on demand. */
export interface Format {
  readonly purpose: string;
  readonly write: (report: Report, context: WriteContext) => Promise<string>;
}

/** The formats of `check`. The help, the options and the documentation are generated from this list. */
export const checkFormats = {
  text: {
    purpose: "for people, with the lines of the files",
    write: async (report, { color, quiet, width }) =>
      (await import("./text.ts")).renderTextReport(report, { color, quiet, ...(width === undefined ? {} : { width }) }),
  },
  compact: {
    purpose: "one line a finding, for editors and grep",
    write: async (report) => (await import("./compact.ts")).renderCompactReport(report),
  },
  json: {
    purpose: "for programs (schemas/report.schema.json)",
    write: async (report) => (await import("./json.ts")).renderJsonReport(report),
  },
  sarif: {
    purpose: "for code scanning",
    write: async (report, { tool }) => (await import("./sarif.ts")).renderSarifReport(report, tool),
  },
  markdown: {
    purpose: "for comments and summaries",
    write: async (report) => (await import("./markdown.ts")).renderMarkdownReport(report),
  },
  junit: {
    purpose: "for CI systems that show tests",
    write: async (report) => (await import("./junit.ts")).renderJunitReport(report),
  },
  gitlab: {
    purpose: "GitLab's code quality",
    write: async (report) => (await import("./gitlab.ts")).renderGitlabReport(report),
  },
  github: {
    purpose: "annotations in a workflow",
    write: async (report) => (await import("./github.ts")).renderGithubReport(report),
  },
  html: {
    purpose: "a page that works without a network",
    write: async (report) => (await import("./html.ts")).renderHtmlReport(report),
  },
} as const satisfies Record<string, Format>;

/** The formats of `inspect`. */
export const inspectFormats = {
  text: {
    purpose: "for people",
    write: async (report, { color }) => (await import("./inspect-text.ts")).inspectText(report, { color }),
  },
  json: {
    purpose: "the cluster documents that policies judge",
    write: async (report) => (await import("./inspect-json.ts")).inspectJson(report),
  },
  mermaid: {
    purpose: "a diagram of what deploys what, which GitHub draws",
    write: async (report) => (await import("./mermaid.ts")).renderMermaidMap(report),
  },
} as const satisfies Record<string, Format>;

/** The formats of each command that reads a repository. */
export const formats = { check: checkFormats, inspect: inspectFormats } as const;
