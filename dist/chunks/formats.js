// src/report/formats.ts
var checkFormats = {
  text: {
    purpose: "for people, with the lines of the files",
    write: async (report, { color, quiet, width }) => (await import("./text-2.js")).renderTextReport(report, { color, quiet, ...width === void 0 ? {} : { width } })
  },
  compact: {
    purpose: "one line a finding, for editors and grep",
    write: async (report) => (await import("./compact.js")).renderCompactReport(report)
  },
  json: {
    purpose: "for programs (schemas/report.schema.json)",
    write: async (report) => (await import("./json-2.js")).renderJsonReport(report)
  },
  sarif: {
    purpose: "for code scanning",
    write: async (report, { tool }) => (await import("./sarif-2.js")).renderSarifReport(report, tool)
  },
  markdown: {
    purpose: "for comments and summaries",
    write: async (report) => (await import("./markdown-2.js")).renderMarkdownReport(report)
  },
  junit: {
    purpose: "for CI systems that show tests",
    write: async (report) => (await import("./junit.js")).renderJunitReport(report)
  },
  gitlab: {
    purpose: "GitLab's code quality",
    write: async (report) => (await import("./gitlab.js")).renderGitlabReport(report)
  },
  github: {
    purpose: "annotations in a workflow",
    write: async (report) => (await import("./github-2.js")).renderGithubReport(report)
  },
  html: {
    purpose: "a page that works without a network",
    write: async (report) => (await import("./html.js")).renderHtmlReport(report)
  }
};
var inspectFormats = {
  text: {
    purpose: "for people",
    write: async (report, { color }) => (await import("./inspect-text-2.js")).inspectText(report, { color })
  },
  json: {
    purpose: "the cluster documents that policies judge",
    write: async (report) => (await import("./inspect-json.js")).inspectJson(report)
  },
  mermaid: {
    purpose: "a diagram of what deploys what, which GitHub draws",
    write: async (report) => (await import("./mermaid-2.js")).renderMermaidMap(report)
  }
};
var formats = { check: checkFormats, inspect: inspectFormats };

export {
  formats
};
