import {
  renderCodeFrame
} from "./code-frame.js";
import {
  splitBlocks
} from "./prose.js";
import {
  groupByCluster
} from "./grouping.js";
import {
  describeExtent,
  describeFurtherClusters,
  describeVerdict,
  findPlatformReason,
  formatClusterName,
  listRelatedBesides
} from "./wording.js";
import {
  clip,
  escapeHtml
} from "./escape.js";
import "./runtime.js";

// src/report/html.ts
function renderHtmlReport(report) {
  const title = `Istio preflight: ${describeVerdict(report)}`;
  const groups = groupByCluster(report.findings);
  const reasons = new Map(report.clusters.map((cluster) => [cluster.name, findPlatformReason(cluster)]));
  const clusters = [...groups].map(([name, findings]) => renderClusterSection(name, findings, reasons.get(name)));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p>${renderProse(describeExtent(report))}</p>
${[...clusters, ...renderProblems(report.problems)].join("\n")}
</body>
</html>
`;
}
var style = `
:root { color-scheme: light dark; --line: #8884; --error: #c9303e; --warning: #b26a00; --note: #2f6fd0; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; } h2 small { font-weight: normal; opacity: .75; }
article { border: 1px solid var(--line); border-left-width: 4px; border-radius: 4px; margin: 1rem 0; padding: .5rem 1rem; }
article.error { border-left-color: var(--error); } article.warning { border-left-color: var(--warning); }
article.note { border-left-color: var(--note); }
article header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; justify-content: space-between; }
b.error { color: var(--error); } b.warning { color: var(--warning); } b.note { color: var(--note); }
code, pre { font: .875em/1.45 ui-monospace, monospace; } pre { overflow-x: auto; overflow-wrap: normal; background: #8881; padding: .5rem; border-radius: 4px; }
`;
function renderClusterSection(name, findings, reason) {
  const because = reason?.because ? `, ${renderProse(clip(reason.because, 300))}` : "";
  const platform = reason ? ` <small>${escapeHtml(reason.platform)}${because}</small>` : "";
  return `<section>
<h2>${escapeHtml(formatClusterName(name))}${platform}</h2>
${findings.map((finding) => renderArticle(finding, reason)).join("\n")}
</section>`;
}
function renderArticle(finding, reason) {
  const { severity, location, rule, docs, message, remedy } = finding;
  const related = listRelatedBesides(finding, reason).map(
    (other) => `<li>${renderPlace(other.location)} ${renderProse(other.message)}</li>`
  );
  const frame = renderCodeFrame(finding, 100).slice(1, -1).join("\n");
  return [
    `<article class="${severity}">`,
    `<header><b class="${severity}">${severity}</b> ${renderPlace(location)} ${renderRuleLink(rule, docs)}</header>`,
    `<p>${renderProse(message)}</p>`,
    ...renderFurtherClusters(finding),
    ...frame === "" ? [] : [`<pre>${escapeHtml(frame)}</pre>`],
    ...remedy === "" ? [] : [`<p><strong>Fix</strong></p>`, ...splitBlocks(remedy).map(renderBlock)],
    ...related.length > 0 ? [`<ul>${related.join("")}</ul>`] : [],
    "</article>"
  ].join("\n");
}
function renderFurtherClusters(finding) {
  const text = describeFurtherClusters(finding, (name) => clip(formatClusterName(name), 100));
  return text === void 0 ? [] : [`<p>${escapeHtml(text)}.</p>`];
}
function renderRuleLink(rule, docs) {
  return /^https:\/\//.test(docs) ? `<a href="${escapeHtml(docs)}"><code>${escapeHtml(rule)}</code></a>` : `<code>${escapeHtml(rule)}</code>`;
}
function renderPlace({ file, line }) {
  return `<code>${escapeHtml(`${file}:${line}`)}</code>`;
}
function renderBlock({ kind, text }) {
  return kind === "code" ? `<pre>${escapeHtml(text)}</pre>` : `<p>${renderProse(text)}</p>`;
}
function renderProse(text) {
  const parts = text.split("`");
  const closed = parts.length % 2 === 1 ? parts.length : parts.length - 1;
  const shown = parts.map((part, index) => index % 2 === 1 && index < closed ? `<code>${escapeHtml(part)}</code>` : escapeHtml(part));
  return shown.slice(0, closed).join("") + (closed < parts.length ? `\`${shown.at(-1)}` : "");
}
function renderProblems(problems) {
  if (problems.length === 0) return [];
  const items = problems.map(({ location, message }) => {
    const [first, ...more] = splitBlocks(message);
    const rest = more.map(renderBlock).join("");
    return `<li>${location ? `${renderPlace(location)} ` : ""}${renderProse(first?.text ?? "")}${rest}</li>`;
  });
  return [`<section>
<h2>Could not read or resolve</h2>
<ul>
${items.join("\n")}
</ul>
</section>`];
}
export {
  renderHtmlReport
};
