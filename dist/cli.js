#!/usr/bin/env node
import {
  print
} from "./chunks/print.js";
import {
  formats
} from "./chunks/formats.js";
import {
  exitOnSignals
} from "./chunks/live.js";
import {
  platforms
} from "./chunks/cluster.js";
import "./chunks/usage-error.js";
import "./chunks/runtime.js";

// src/cli.ts
import { existsSync } from "node:fs";
import { setFlagsFromString } from "node:v8";

// src/cli/help.ts
function showHelp(topic) {
  return topics[topic ?? ""] ?? overview;
}
var indent = " ".repeat("  --platform P        ".length);
var width = 78;
function wrap(names, end = "") {
  const lines = [""];
  for (const word of `${names.join(", ")}${end}`.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (indent.length + line.length + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.join(`
${indent}`);
}
function describeFormats(all) {
  return Object.entries(all).map(([name, { purpose }]) => `${name}: ${purpose}`).join(`
${indent}`);
}
var overview = `istio-preflight: finds what would break an Istio ambient install, in the files that install it

Usage:
  istio-preflight [check] [PATH...]    report findings (the default)
  istio-preflight inspect [PATH...]    show what is installed where, what deploys it, and who set each setting
  istio-preflight explain RULE         the whole page of a rule
  istio-preflight rules                the list of rules
  istio-preflight test [DIR]           test custom policies
  istio-preflight init                 write a configuration from what the files show, and a workflow

PATH is a directory or a file; the current directory by default.

Options:
  --platform P        the platform of every cluster: ${wrap(platforms, ".")}
                      Without it, the files must prove it
  --require-platform  exit with 1 where the platform of a cluster is unknown, or only likely
  --cluster NAME      only this cluster
  --config FILE       the configuration file (.istio-preflight.yaml where there is one)
  --policy FILE       a custom policy, .json or .ts; repeats (docs/policies.md)
  --format FORMAT     check: ${wrap(Object.keys(formats.check), ";")}
                      inspect: ${wrap(Object.keys(formats.inspect))}
  --output FILE       write there instead of to the terminal; --format and --output repeat, pairwise
  --baseline FILE     the file of known findings: not reported, and ignored by the exit code;
                      also \`baseline: FILE\` in the configuration
  --write-baseline    write what is found now to that file (.istio-preflight-baseline.json), and exit with 0
  --changed-since REF only findings that the changes since the common commit of REF and HEAD cause,
                      uncommitted ones included
  --fail-on LEVEL     exit with 1 for findings of at least this severity: error (default), warning; or never
  --kustomize MODE    auto: run kustomize or kubectl where installed, and reading is not enough (default);
                      build: run it for every overlay; off: read the files unpatched
  --fix               write the safe fixes into the files, then report what is left
  --fix-dry-run       print the safe fixes as a unified diff and write nothing
  --no-ignore         also report what the repository suppresses, for audits
  --quiet             only findings and the summary
  --no-color          no colours (also NO_COLOR)
  --help, --version

Exit codes: 0 nothing found, 1 findings, 2 wrong command or configuration, or a report that cannot be written, 3 a bug in the tool.

Examples:
  istio-preflight                               check the repository you stand in
  istio-preflight --platform gke clusters/prod  check one directory, on GKE
  istio-preflight --changed-since origin/main   what this branch would break
  istio-preflight inspect --format json | jq '.clusters[].installs[].effective'
`;
var topics = {
  init: `istio-preflight init [PATH...]: writes .istio-preflight.yaml with the clusters and platforms that it inferred and why,
and .github/workflows/istio-preflight.yml, which checks every pull request. Files that exist are left alone.

Options:
  --platform P, --kustomize MODE as for check
`,
  inspect: `istio-preflight inspect [PATH...]: what is installed where, what deploys it, with which effective
settings, and who set each

Options:
  --platform P, --cluster NAME, --config FILE, --policy FILE, --kustomize MODE as for check
  --format FORMAT     ${describeFormats(formats.inspect)}
  --output FILE       write there instead of to the terminal
  --no-color

Example:
  istio-preflight inspect --cluster clusters/prod
`,
  explain: `istio-preflight explain RULE: what a rule asks for, what breaks without it, what to write instead, and the sources

Example:
  istio-preflight explain gke-platform
`,
  test: `istio-preflight test [DIR]: tests custom policies on folders of input

The folders pass-* and fail-* of pin-version/ are judged by pin-version.json or pin-version.ts beside it, or by the
policies in pin-version/ itself. A folder holds the files of a small repository and, where it fails, expected.txt:
path:line:column: severity message [rule], a line for each finding.

Options:
  --update            write what is found into expected.txt
  --no-color

Example:
  istio-preflight test policies
`,
  rules: `istio-preflight rules: the rules, with severity and platforms
`
};

// src/cli/start-ahead.ts
import { lstatSync, readFileSync } from "node:fs";
async function startPoliciesAhead({ policies, config }) {
  const named = [...policies, readConfiguredPolicies(config ?? ".istio-preflight.yaml")].join("\n");
  if (named === "") return;
  const { startAhead } = await import("./chunks/thread-2.js");
  await startAhead(["typescript", "json"].filter((language) => named.includes(extensions[language])));
}
var extensions = { typescript: ".ts", json: ".json" };
function readConfiguredPolicies(file) {
  try {
    const status = lstatSync(file);
    const text = status.isFile() && status.size < 1024 * 1024 ? readFileSync(file, "utf8") : "";
    return /^ *"?policies"? *:.*/ms.exec(text)?.[0] ?? "";
  } catch {
    return "";
  }
}

// src/cli.ts
var issues = "https://github.com/istio-preflight/istio-preflight/issues";
var longestMessage = 4e3;
setFlagsFromString("--heap-growing-percent=50");
exitOnSignals();
process.exitCode = await runCommandLine(process.argv.slice(2));
async function runCommandLine(args) {
  process.stdout.on("error", stopUnlessClosed);
  process.stderr.on("error", () => void 0);
  try {
    if (asksForHelp(args)) return succeed(showHelp(args.find((word) => !word.startsWith("-") && word !== "help")));
    const { parseCommandLine } = await import("./chunks/options.js");
    return await run(parseCommandLine(args));
  } catch (error) {
    return await reportFailure(error);
  }
}
function asksForHelp(args) {
  return args.includes("--help") || args.includes("-h") || args[0] === "help" && args.length < 3 && !existsSync("help");
}
async function reportFailure(error) {
  const { clip, escapeTerminal: terminal } = await import("./chunks/escape-2.js");
  if (error instanceof Error && error.name === "UsageError") {
    process.stderr.write(`istio-preflight: ${terminal(clip(error.message, longestMessage))}
`);
    return 2;
  }
  const stack = error instanceof Error && error.stack || String(error);
  const lines = clip(stack, longestMessage).split("\n").map(terminal);
  process.stderr.write(`${lines.join("\n")}

This is a fault of istio-preflight. Please report it with the lines above: ${issues}
`);
  return 3;
}
function succeed(text) {
  print(text);
  return 0;
}
function stopUnlessClosed(error) {
  if (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED") return;
  process.stderr.write(`istio-preflight: Cannot write to standard output: ${error.message}.
`);
  process.exit(2);
}
async function run(command) {
  if ("policies" in command) await startPoliciesAhead(command);
  const commands = await import("./chunks/commands.js");
  if (command.name === "rules") return succeed(commands.showRules(command.color));
  if (command.name === "explain") return succeed(commands.explain(command.rule, command.color));
  if (command.name === "init") return succeed(await (await import("./chunks/init.js")).initialize(command));
  if (command.name === "test") {
    const { testPolicies } = await import("./chunks/policy-tests.js");
    const { text, code } = await testPolicies(command);
    print(text);
    return code;
  }
  if (command.name === "version") return succeed(commands.showVersion());
  return command.name === "inspect" ? commands.inspect(command) : commands.check(command);
}
