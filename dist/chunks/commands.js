import {
  print
} from "./print.js";
import {
  formats
} from "./formats.js";
import {
  isFailure,
  keepAdded,
  package_default
} from "./report.js";
import {
  alignColumns
} from "./columns.js";
import {
  check,
  openRun,
  policies
} from "./lint.js";
import "./apply.js";
import "./evaluate.js";
import "./fault.js";
import "./apply-2.js";
import "./environment.js";
import "./links.js";
import "./schema.js";
import "./template.js";
import "./cursor.js";
import "./live.js";
import "./cluster.js";
import {
  UsageError
} from "./usage-error.js";
import "./define.js";
import "./retired.js";
import {
  nearestName
} from "./nearest-name.js";
import "./comparisons.js";
import "./value-at.js";
import "./version-range.js";
import "./versions.js";
import "./remembered.js";
import {
  require_picocolors
} from "./picocolors.js";
import {
  wrapText
} from "./prose.js";
import {
  enumerate,
  noBaseline
} from "./wording.js";
import {
  escapeTerminal
} from "./escape.js";
import {
  __toESM
} from "./runtime.js";

// src/report/rule-text.ts
var import_picocolors = __toESM(require_picocolors(), 1);
function renderRules(rules, options) {
  const colors = (0, import_picocolors.createColors)(options.color);
  const rows = rules.map((rule) => [rule.id, rule.severity, rule.platforms?.join(" ") ?? "any", rule.title]);
  const lines = alignColumns(rows, [colors.bold, (text) => chooseSeverityColor(text, colors)(text), colors.dim, String]);
  return `${lines.join("\n")}

${colors.dim("istio-preflight explain RULE shows what breaks, and how to fix it.")}
`;
}
function explainText(rule, options) {
  const colors = (0, import_picocolors.createColors)(options.color);
  const severity = chooseSeverityColor(rule.severity, colors)(rule.severity);
  const sections = [
    [`${colors.bold(escapeTerminal(rule.id))}  ${severity}`, ...wrapText(rule.title, width)],
    [colors.dim(escapeTerminal(describeScope(rule)))],
    renderSection("What breaks", rule.description, colors),
    renderSection("Fix", rule.remedy, colors),
    rule.links.length > 0 ? [colors.bold("Links"), ...rule.links.map((link) => `  ${colors.cyan(escapeTerminal(link))}`)] : [],
    [
      colors.bold("Turn it off"),
      "  In .istio-preflight.yaml:",
      colors.cyan(`    rules: { ${escapeTerminal(rule.id)}: off }`),
      "  In one place, on the line or the line above:",
      colors.cyan(`    # istio-preflight-ignore: ${escapeTerminal(rule.id)} -- <reason>`)
    ]
  ];
  return `${sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n")}
`;
}
function describeScope({ platforms, ambient, versions }) {
  const clusters = platforms ? `${enumerate(platforms)} clusters` : "clusters of any platform";
  return `Applies to ${clusters}${ambient ? " with ambient" : ""}${versions ? `, Istio ${versions}` : ""}`;
}
var width = 92;
function renderSection(title, text, colors) {
  return text === "" ? [] : [colors.bold(title), ...wrapText(text, width - 2).map((line) => line === "" ? "" : `  ${line}`)];
}
function chooseSeverityColor(severity, colors) {
  if (severity === "error") return colors.red;
  return severity === "warning" ? colors.yellow : colors.blue;
}

// src/cli/commands.ts
async function check2(options) {
  if (options.fix === "show") return showFixes(options);
  const report = await checkRepository(options);
  await write(report, options, formats.check);
  return !options.writeBaseline && isFailure(report, options.failOn, options.requirePlatform) ? 1 : 0;
}
async function showFixes(options) {
  const { formatFixesAsPatch: fixesAsPatch } = await import("./fixes.js");
  const { patch, left, report } = await withRead(options, fixesAsPatch);
  print(patch);
  tellLeft(left);
  return isFailure(report, options.failOn, options.requirePlatform) ? 1 : 0;
}
async function checkRepository(options) {
  const report = await withRead(options, async (read) => options.fix === "write" ? repairFiles(read) : (await read()).report);
  if (!options.writeBaseline) return report;
  const { writeBaseline } = await import("./baseline.js");
  return writeBaseline(report, options);
}
async function repairFiles(read) {
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
    return `  ${escapeTerminal(`${file}:${line}: ${title}: ${reason}`)}
`;
  });
  const more = left.length > leftLimit ? `  and ${left.length - leftLimit} more
` : "";
  process.stderr.write(`${left.length === 1 ? "1 fix" : `${left.length} fixes`} left to you:
${lines.join("")}${more}`);
}
async function inspect(options) {
  const report = await withRead(options, async (read) => (await read()).report);
  await write(report, options, formats.inspect);
  return 0;
}
function showRules(color) {
  return renderRules(policies, { color });
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
function showVersion() {
  return `${package_default.version}
`;
}
async function withRead(options, use) {
  const lintOptions = readLintOptions(options);
  const { changedSince } = options;
  const run = openRun();
  const overrides = { ...run, ...options.writeBaseline && { known: noBaseline } };
  const reading = (texts) => check(lintOptions, { ...overrides, ...texts && { texts } });
  if (changedSince === void 0) return use((texts) => finishReading(() => reading(texts)));
  const { withEarlier } = await import("./since-2.js");
  return withEarlier(
    lintOptions,
    { ref: changedSince },
    run,
    (compare) => use(
      (texts) => finishReading(async () => {
        const now = await reading(texts);
        return { ...now, report: keepAdded(compare(now)) };
      })
    )
  );
}
async function finishReading(read) {
  const checked = await read();
  showProgress("");
  return checked;
}
function readLintOptions(options) {
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
async function write(report, options, writers) {
  const { quiet, outputs } = options;
  const tool = { version: package_default.version, policies };
  for (const { format, file } of outputs) {
    const isShown = file === void 0;
    const width2 = isShown && process.stdout.isTTY ? process.stdout.columns : void 0;
    const text = await writers[format]?.write(report, { color: options.color && isShown, quiet, width: width2, tool }) ?? "";
    if (isShown) print(text);
    else await (await import("./output-2.js")).writeOutput(".", file, text);
  }
}
export {
  check2 as check,
  explain,
  inspect,
  showRules,
  showVersion
};
