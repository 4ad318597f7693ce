import {
  print
} from "./print.js";
import {
  blocksOf,
  codeFrame,
  columns,
  githubReport,
  inspectText,
  isFailure,
  jsonReport,
  markdownReport,
  mermaidMap,
  onlyAdded,
  package_default,
  sarifReport,
  textReport,
  wrapped
} from "./report.js";
import {
  require_picocolors
} from "./picocolors.js";
import {
  byCluster,
  clusterName,
  enumerate,
  extent,
  furtherClusters,
  inClusters,
  platformReason,
  relatedBesides,
  verdict
} from "./wording.js";
import {
  check,
  openRun,
  policies
} from "./lint.js";
import "./apply-2.js";
import {
  noBaseline
} from "./apply.js";
import "./environment.js";
import {
  clip,
  html,
  json,
  terminal,
  xml
} from "./escape.js";
import "./evaluate.js";
import "./glob.js";
import "./links.js";
import "./cluster.js";
import "./live.js";
import "./define.js";
import {
  nearestName
} from "./retired.js";
import "./schema.js";
import "./template.js";
import "./cursor.js";
import {
  UsageError
} from "./usage-error.js";
import "./value-at.js";
import "./version-range.js";
import "./versions.js";
import "./remembered.js";
import {
  __toESM
} from "./runtime.js";

// src/report/gitlab.ts
function gitlabReport({ findings }) {
  const issues = findings.map((finding) => {
    const { rule, severity, message, fingerprint, location } = finding;
    const further = furtherClusters(finding);
    return {
      description: further === void 0 ? message : `${message}. ${further}`,
      check_name: rule,
      fingerprint,
      severity: severities[severity],
      location: { path: location.file, lines: { begin: location.line, end: location.endLine } }
    };
  });
  return `${json(issues)}
`;
}
var severities = { error: "critical", warning: "major", note: "info" };

// src/report/html.ts
function htmlReport(report) {
  const title = `Istio preflight: ${verdict(report)}`;
  const groups = byCluster(report.findings);
  const reasons = new Map(report.clusters.map((cluster) => [cluster.name, platformReason(cluster)]));
  const clusters = [...groups].map(([name, findings]) => clusterSection(name, findings, reasons.get(name)));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${html(title)}</h1>
<p>${prose(extent(report))}</p>
${[...clusters, ...problemSection(report.problems)].join("\n")}
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
function clusterSection(name, findings, reason) {
  const because = reason?.because ? `, ${prose(clip(reason.because, 300))}` : "";
  const platform = reason ? ` <small>${html(reason.platform)}${because}</small>` : "";
  return `<section>
<h2>${html(clusterName(name))}${platform}</h2>
${findings.map((finding) => article(finding, reason)).join("\n")}
</section>`;
}
function article(finding, reason) {
  const { severity, location, rule, docs, message, remedy } = finding;
  const related = relatedBesides(finding, reason).map((other) => `<li>${place(other.location)} ${prose(other.message)}</li>`);
  const frame = codeFrame(finding, 100).slice(1, -1).join("\n");
  return [
    `<article class="${severity}">`,
    `<header><b class="${severity}">${severity}</b> ${place(location)} ${ruleLink(rule, docs)}</header>`,
    `<p>${prose(message)}</p>`,
    ...furtherClusterParagraph(finding),
    ...frame === "" ? [] : [`<pre>${html(frame)}</pre>`],
    ...remedy === "" ? [] : [`<p><strong>Fix</strong></p>`, ...blocksOf(remedy).map(block)],
    ...related.length > 0 ? [`<ul>${related.join("")}</ul>`] : [],
    "</article>"
  ].join("\n");
}
function furtherClusterParagraph(finding) {
  const text = furtherClusters(finding, (name) => clip(clusterName(name), 100));
  return text === void 0 ? [] : [`<p>${html(text)}.</p>`];
}
function ruleLink(rule, docs) {
  return /^https:\/\//.test(docs) ? `<a href="${html(docs)}"><code>${html(rule)}</code></a>` : `<code>${html(rule)}</code>`;
}
function place({ file, line }) {
  return `<code>${html(`${file}:${line}`)}</code>`;
}
function block({ kind, text }) {
  return kind === "code" ? `<pre>${html(text)}</pre>` : `<p>${prose(text)}</p>`;
}
function prose(text) {
  const parts = text.split("`");
  const closed = parts.length % 2 === 1 ? parts.length : parts.length - 1;
  const shown = parts.map((part, index) => index % 2 === 1 && index < closed ? `<code>${html(part)}</code>` : html(part));
  return shown.slice(0, closed).join("") + (closed < parts.length ? `\`${shown.at(-1)}` : "");
}
function problemSection(problems) {
  if (problems.length === 0) return [];
  const items = problems.map(({ location, message }) => `<li>${location ? `${place(location)} ` : ""}${prose(message)}</li>`);
  return [`<section>
<h2>Could not read or resolve</h2>
<ul>
${items.join("\n")}
</ul>
</section>`];
}

// src/report/inspect-json.ts
function inspectJson(report) {
  return `${json({ schemaVersion: 1, clusters: report.clusters })}
`;
}

// src/report/junit.ts
function junitReport(report) {
  const groups = inClusters(report.findings);
  const suites = report.clusters.map((cluster) => suiteOf(cluster, groups.get(cluster.name) ?? []));
  const total = { tests: casesOf(report.clusters, groups), failures: failuresOf(report.clusters, groups) };
  return `<?xml version="1.0" encoding="UTF-8"?>
${element("testsuites", { name: "istio-preflight", ...total }, suites)}
`;
}
function casesOf(clusters, groups) {
  return clusters.reduce((sum, { name }) => sum + Math.max(1, groups.get(name)?.length ?? 0), 0);
}
function failuresOf(clusters, groups) {
  return clusters.reduce((sum, { name }) => sum + (groups.get(name)?.length ?? 0), 0);
}
function suiteOf(cluster, findings) {
  const name = clusterName(cluster.name);
  const cases = findings.length > 0 ? findings.map((finding) => caseOf(finding, name)) : [passed(cluster, name)];
  return element("testsuite", { name, tests: cases.length, failures: findings.length, errors: 0, skipped: 0 }, cases);
}
function passed({ installs }, name) {
  return element("testcase", { name: `${installs.length} installs without mistakes`, classname: name });
}
function caseOf({ rule, location, severity, message, remedy, docs }, classname) {
  const place2 = `${location.file}:${location.line}:${location.column}`;
  const text = [place2, message, ...remedy === "" ? [] : [`Fix: ${remedy}`], docs].join("\n");
  const failure = element("failure", { type: severity, message }, [xml(text)]);
  return element("testcase", { name: `${rule} at ${place2}`, classname, file: location.file, line: location.line }, [failure]);
}
function element(name, attributes, children = []) {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${xml(String(value)).replaceAll("\n", " ")}"`);
  if (children.length === 0) return `<${name}${pairs.join("")}/>`;
  const inner = name === "failure" ? children.join("") : `
${children.join("\n")}
`;
  return `<${name}${pairs.join("")}>${inner}</${name}>`;
}

// src/report/rule-text.ts
var import_picocolors = __toESM(require_picocolors(), 1);
function rulesText(rules2, options) {
  const colors = (0, import_picocolors.createColors)(options.color);
  const rows = rules2.map((rule) => [rule.id, rule.severity, rule.platforms?.join(" ") ?? "any", rule.title]);
  const lines = columns(rows, [colors.bold, (text) => severityColor(text, colors)(text), colors.dim, String]);
  return `${lines.join("\n")}

${colors.dim("istio-preflight explain RULE shows what breaks, and how to fix it.")}
`;
}
function explainText(rule, options) {
  const colors = (0, import_picocolors.createColors)(options.color);
  const severity = severityColor(rule.severity, colors)(rule.severity);
  const sections = [
    [`${colors.bold(terminal(rule.id))}  ${severity}`, ...wrapped(rule.title, width)],
    [colors.dim(terminal(scopeText(rule)))],
    section("What breaks", rule.description, colors),
    section("Fix", rule.remedy, colors),
    rule.links.length > 0 ? [colors.bold("Links"), ...rule.links.map((link) => `  ${colors.cyan(terminal(link))}`)] : [],
    [
      colors.bold("Turn it off"),
      "  In .istio-preflight.yaml:",
      colors.cyan(`    rules: { ${terminal(rule.id)}: off }`),
      "  In one place, on the line or the line above:",
      colors.cyan(`    # istio-preflight-ignore: ${terminal(rule.id)} -- <reason>`)
    ]
  ];
  return `${sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n")}
`;
}
function scopeText({ platforms, ambient, versions }) {
  const clusters = platforms ? `${enumerate(platforms)} clusters` : "clusters of any platform";
  return `Applies to ${clusters}${ambient ? " with ambient" : ""}${versions ? `, Istio ${versions}` : ""}`;
}
var width = 92;
function section(title, text, colors) {
  return text === "" ? [] : [colors.bold(title), ...wrapped(text, width - 2).map((line) => line === "" ? "" : `  ${line}`)];
}
function severityColor(severity, colors) {
  if (severity === "error") return colors.red;
  return severity === "warning" ? colors.yellow : colors.blue;
}

// src/cli/commands.ts
async function check2(options) {
  if (options.fix === "show") return showFixes(options);
  const report = await checked(options);
  await write(options, {
    text: (color) => textReport(report, { color, quiet: options.quiet, ...terminalWidth(options) }),
    json: () => jsonReport(report),
    sarif: () => sarifReport(report, { version: package_default.version, policies }),
    github: () => githubReport(report),
    markdown: () => markdownReport(report),
    junit: () => junitReport(report),
    gitlab: () => gitlabReport(report),
    html: () => htmlReport(report)
  });
  return !options.writeBaseline && isFailure(report, options.failOn) ? 1 : 0;
}
async function showFixes(options) {
  const { fixesAsPatch } = await import("./fixes.js");
  const { patch, left, report } = await withRead(options, fixesAsPatch);
  print(patch);
  tellLeft(left);
  return isFailure(report, options.failOn) ? 1 : 0;
}
async function checked(options) {
  const report = await withRead(options, async (read) => options.fix === "write" ? repaired(read) : (await read()).report);
  if (!options.writeBaseline) return report;
  const { writeBaseline } = await import("./baseline.js");
  return writeBaseline(report, options);
}
function terminalWidth({ outputs }) {
  const isShown = process.stdout.isTTY && outputs.some(({ format, file }) => format === "text" && file === void 0);
  return isShown ? { width: process.stdout.columns } : {};
}
async function repaired(read) {
  const { writeFixes } = await import("./fixes.js");
  const { report, written, left } = await writeFixes(read);
  process.stderr.write(written === 1 ? "1 fix written\n" : `${written} fixes written
`);
  tellLeft(left);
  return report;
}
var leftLimit = 20;
function tellLeft(left) {
  if (left.length === 0) return;
  const lines = left.slice(0, leftLimit).map(({ finding, title, reason }) => {
    const { file, line } = finding.location;
    return `  ${terminal(`${file}:${line}: ${title}: ${reason}`)}
`;
  });
  const more = left.length > leftLimit ? `  and ${left.length - leftLimit} more
` : "";
  process.stderr.write(`${left.length === 1 ? "1 fix" : `${left.length} fixes`} left to you:
${lines.join("")}${more}`);
}
async function inspect(options) {
  const report = await withRead(options, async (read) => (await read()).report);
  await write(options, {
    text: (color) => inspectText(report, { color }),
    json: () => inspectJson(report),
    mermaid: () => mermaidMap(report)
  });
  return 0;
}
function rules(color) {
  return rulesText(policies, { color });
}
function explain(id, color) {
  const policy = policies.find((candidate) => candidate.id === id);
  if (!policy) {
    const nearest = nearestName(
      id,
      policies.map((candidate) => candidate.id)
    );
    const hint = nearest === void 0 ? "`istio-preflight rules` lists them." : `did you mean ${nearest}?`;
    throw new UsageError(`There is no rule ${JSON.stringify(id)}; ${hint}`);
  }
  return explainText(policy, { color });
}
function version() {
  return `${package_default.version}
`;
}
async function withRead(options, use) {
  const lintOptions = lintOptionsOf(options);
  const { changedSince } = options;
  const run = openRun();
  const scene = { ...run, ...options.writeBaseline && { known: noBaseline } };
  const reading = (texts) => check(lintOptions, { ...scene, ...texts && { texts } });
  if (changedSince === void 0) return use((texts) => finished(() => reading(texts)));
  const { withEarlier } = await import("./since-2.js");
  return withEarlier(
    lintOptions,
    { ref: changedSince },
    run,
    (compare) => use(
      (texts) => finished(async () => {
        const now = await reading(texts);
        return { ...now, report: onlyAdded(compare(now)) };
      })
    )
  );
}
async function finished(read) {
  const checked2 = await read();
  showProgress("");
  return checked2;
}
function lintOptionsOf(options) {
  const { paths, platform, cluster, config, baseline, policies: policyFiles, kustomize, noIgnore } = options;
  return {
    cwd: process.cwd(),
    paths,
    kustomize,
    noIgnore,
    policyFiles,
    progress: showProgress,
    ...platform ? { platform } : {},
    ...config === void 0 ? {} : { config },
    ...baseline === void 0 ? {} : { baseline },
    ...cluster === void 0 ? {} : { cluster }
  };
}
function showProgress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1B[K${text}`);
}
async function write(options, writers) {
  for (const { format, file } of options.outputs) {
    const text = writers[format]?.(options.color && file === void 0) ?? "";
    if (file === void 0) print(text);
    else await (await import("./output-2.js")).writeOutput(".", file, text);
  }
}
export {
  check2 as check,
  explain,
  inspect,
  rules,
  version
};
