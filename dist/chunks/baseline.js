import {
  writeOutput
} from "./output.js";
import "./request.js";
import "./write.js";
import "./obstacles.js";
import {
  baselineFile,
  baselineLimit,
  formatBaseline,
  isLookedFor,
  parseBaseline,
  readBaselineIfAny,
  readConfiguration,
  readKnownFinding,
  withBaseline
} from "./apply.js";
import "./fault.js";
import "./environment.js";
import "./links.js";
import "./cursor.js";
import "./cluster.js";
import {
  UsageError
} from "./usage-error.js";
import "./retired.js";
import "./nearest-name.js";
import "./versions.js";
import "./remembered.js";
import {
  count
} from "./wording.js";
import {
  escapeTerminal
} from "./escape.js";
import "./runtime.js";

// src/cli/baseline.ts
async function writeBaseline(report, { baseline, config, cluster }) {
  const cwd = process.cwd();
  const configured = readConfiguration(cwd, config).configuration.baseline;
  const file = baseline ?? configured ?? baselineFile;
  const earlier = readBaselineIfAny(cwd, file)?.findings ?? [];
  const kept = earlier.filter((entry) => !isLookedFor(entry, report.roots, cluster));
  const text = formatBaseline([...kept, ...report.findings.map(readKnownFinding)]);
  if (Buffer.byteLength(text) > baselineLimit) throw new UsageError(`The baseline ${file} would be larger than 5 MiB.`);
  await writeOutput(cwd, file, text);
  const hint = configured === void 0 ? `; \`baseline: ${file}\` in .istio-preflight.yaml makes every run use it` : "";
  process.stderr.write(`${escapeTerminal(`${count(report.findings.length, "finding")} written to ${file}${hint}`)}
`);
  return withBaseline(report, parseBaseline(file, text), cluster);
}
export {
  writeBaseline
};
