import {
  diffLines
} from "./diff.js";
import {
  writeOutput
} from "./output.js";
import "./request.js";
import "./write.js";
import "./obstacles.js";
import {
  lint
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
import "./nearest-name.js";
import "./comparisons.js";
import "./value-at.js";
import "./version-range.js";
import "./versions.js";
import "./remembered.js";
import {
  require_picocolors
} from "./picocolors.js";
import "./wording.js";
import {
  escapeTerminal
} from "./escape.js";
import {
  __toESM
} from "./runtime.js";

// src/cli/policy-tests.ts
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
var import_picocolors = __toESM(require_picocolors(), 1);

// src/report/finding-lines.ts
function renderFindingLines(findings) {
  const lines = findings.map(({ location: { file, line, column }, severity, message, rule }) => {
    return `${escapeTerminal(`${file}:${line}:${column}: ${severity} ${message} [${rule}]`)}
`;
  });
  return lines.join("");
}

// src/cli/policy-tests.ts
async function testPolicies({ directory = ".", update, color }) {
  const cases = findCasesBelow(directory);
  if (cases.length === 0) throw new UsageError(`There are no folders pass-* or fail-* beside a policy in ${directory}.`);
  const colors = (0, import_picocolors.createColors)(color);
  const lines = [];
  let failures = 0;
  for (const tested of cases) {
    const wrong = await run(tested, update);
    if (wrong.length > 0) failures += 1;
    lines.push(`${wrong.length > 0 ? colors.red("fail") : colors.green("ok  ")} ${tested.folder}`);
    for (const line of wrong) lines.push(`       ${chooseColor(line, colors)(line)}`);
  }
  lines.push("", failures === 0 ? colors.green(`${cases.length} passed`) : colors.red(`${failures} of ${cases.length} failed`));
  return { text: `${lines.join("\n")}
`, code: failures === 0 ? 0 : 1 };
}
function chooseColor(line, colors) {
  if (line.startsWith("+")) return colors.green;
  return line.startsWith("-") ? colors.red : String;
}
async function run({ folder, policies }, update) {
  const named = new Map(policies.map((file) => [relative(folder, file), file]));
  const report = await lintCase(folder, [...named.keys()]);
  if (typeof report === "string") return [fromHere(report, named)];
  const own = new Set((report.customRules ?? []).map(({ id }) => id));
  const failed = report.problems.filter(({ code }) => code === "policy-failed");
  if (failed.length > 0) return failed.map((problem) => `${formatCasePlace(problem, folder)}${fromHere(problem.message, named)}`);
  if (report.summary.installs === 0) return ["nothing is installed here, so this folder proves nothing"];
  const found = renderFindingLines(report.findings.filter(({ rule }) => own.has(rule)));
  const isPassing = basename(folder).startsWith("pass-");
  if (isPassing !== (found === ""))
    return [isPassing ? "it must pass, but:" : "it must fail, but nothing is found", ...found.split("\n").slice(0, -1)];
  const expectedFile = join(folder, "expected.txt");
  const expected = existsSync(expectedFile) ? readFileSync(expectedFile, "utf8").replaceAll("\r\n", "\n") : "";
  if (found === expected) return [];
  if (!update) return [...formatDifference(expected, found), "(--update writes what is found)"];
  await writeOutput(".", expectedFile, found);
  return [];
}
async function lintCase(folder, policyFiles) {
  try {
    return await lint({ cwd: folder, kustomize: "off", policyFiles });
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}
function formatCasePlace({ location }, folder) {
  return location ? `${join(folder, location.file)}:${location.line}: ` : "";
}
function fromHere(message, named) {
  return [...named].reduce((text, [there, here]) => text.replaceAll(there, here), message);
}
function formatDifference(expected, found) {
  return diffLines(expected, found).flatMap(({ added, removed, value }) => {
    const removal = removed ? "-" : " ";
    const mark = added ? "+" : removal;
    return value.split("\n").slice(0, -1).map((line) => `${mark} ${line}`);
  });
}
var depthLimit = 20;
function findCasesBelow(directory) {
  if (!existsSync(directory) || !statSync(directory).isDirectory()) throw new UsageError(`There is no directory ${directory}.`);
  if (/^(pass|fail)-/.test(basename(directory))) return findCase(dirname(directory), basename(directory));
  return [...listFoldersBelow(directory, 0)].flatMap(
    (folder) => listFileNames(folder).flatMap((name) => isCase(folder, name) ? findCase(folder, name) : [])
  );
}
function* listFoldersBelow(directory, depth) {
  yield directory;
  if (depth === depthLimit) return;
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const isSearched = entry.isDirectory() && !/^(\.|node_modules$|pass-|fail-)/.test(entry.name);
    if (isSearched) yield* listFoldersBelow(join(directory, entry.name), depth + 1);
  }
}
function isCase(folder, name) {
  return /^(pass|fail)-/.test(name) && statSync(join(folder, name)).isDirectory();
}
function findCase(folder, name) {
  const beside = [`${folder}.json`, `${folder}.ts`].filter((file) => existsSync(file));
  const within = listFileNames(folder).filter((file) => /\.(json|ts)$/.test(file) && !file.endsWith(".d.ts")).map((file) => join(folder, file));
  const policies = beside.length > 0 ? beside : within;
  return policies.length > 0 ? [{ folder: join(folder, name), policies }] : [];
}
function listFileNames(folder) {
  return readdirSync(folder).sort();
}
export {
  testPolicies
};
