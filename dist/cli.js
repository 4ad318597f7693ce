#!/usr/bin/env node
import {
  UsageError,
  platforms
} from "./chunks/cluster.js";
import "./chunks/runtime.js";

// src/cli/help.ts
function help(topic) {
  return topics[topic ?? ""] ?? overview;
}
var overview = `istio-preflight: finds what would break an Istio ambient install, in the files that install it

Usage:
  istio-preflight [check] [PATH...]    report findings (the default)
  istio-preflight inspect [PATH...]    show what is installed where, with which settings, and who set each
  istio-preflight explain RULE         the whole page of a rule
  istio-preflight rules                the list of rules

PATH is a directory or a file; the current directory by default.

Options:
  --platform P        the platform of every cluster: gke, eks, aks, k3d, k3s, rke2, microk8s, minikube,
                      kind, openshift, talos, other. Without it, the files must prove it
  --cluster NAME      only this cluster
  --config FILE       the configuration file (.istio-preflight.yaml where there is one)
  --format FORMAT     check: text, json, github, markdown; inspect: text, json
  --output FILE       write there instead of to the terminal; --format and --output repeat, pairwise
  --fail-on LEVEL     exit with 1 from this severity on: error (default), warning, never
  --kustomize MODE    auto: run kustomize or kubectl where installed (default); build: and say where it
                      is missing; off: read the files unpatched
  --quiet             only findings and the summary
  --no-color          no colours (also NO_COLOR)
  --help, --version

Exit codes: 0 nothing found, 1 findings, 2 wrong command or configuration, 3 a fault of the tool.

Examples:
  istio-preflight                               check the repository you stand in
  istio-preflight --platform gke clusters/prod  check one directory, on GKE
  istio-preflight inspect --format json | jq '.clusters[].installs[].effective'
`;
var topics = {
  inspect: `istio-preflight inspect [PATH...]: what is installed where, with which effective settings, and who set each

Options:
  --platform P, --cluster NAME, --config FILE, --kustomize MODE as for check
  --format FORMAT     text (default) or json: the cluster documents that policies judge
  --output FILE       write there instead of to the terminal
  --no-color

Example:
  istio-preflight inspect --cluster clusters/prod
`,
  explain: `istio-preflight explain RULE: what a rule asks for, what breaks without it, what to write instead, and the sources

Example:
  istio-preflight explain gke-platform
`,
  rules: `istio-preflight rules: the rules, with severity and platforms
`
};

// src/cli/options.ts
import { parseArgs } from "node:util";
var options = {
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
  platform: { type: "string" },
  cluster: { type: "string" },
  config: { type: "string" },
  format: { type: "string", multiple: true },
  output: { type: "string", multiple: true },
  "fail-on": { type: "string" },
  kustomize: { type: "string" },
  quiet: { type: "boolean" },
  "no-color": { type: "boolean" }
};
function parseCommandLine(args) {
  const { values, positionals } = parse(args);
  const name = commandName(positionals[0]);
  if (values.help) return { name: "help", topic: positionals[0] };
  if (values.version) return { name: "version" };
  const color = !values["no-color"] && hasColors();
  if (name === "rules") return { name, color };
  if (name === "explain") return { name, rule: onlyRule(positionals.slice(1)), color };
  const command = name ?? "check";
  return {
    name: command,
    paths: name ? positionals.slice(1) : positionals,
    platform: oneOf("--platform", values.platform, platforms),
    cluster: values.cluster,
    config: values.config,
    kustomize: oneOf("--kustomize", values.kustomize, ["auto", "build", "off"]) ?? "auto",
    outputs: pairOutputs(values.format ?? [], values.output ?? [], formats[command]),
    failOn: oneOf("--fail-on", values["fail-on"], ["error", "warning", "never"]) ?? "error",
    quiet: values.quiet ?? false,
    color
  };
}
var formats = {
  check: ["text", "json", "github", "markdown"],
  inspect: ["text", "json"]
};
function parse(args) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const message = error instanceof Error ? error.message.split(/[.\n]/)[0] : String(error);
    throw new UsageError(`${message}. \`istio-preflight --help\` lists the options.`);
  }
}
function commandName(word) {
  return ["check", "inspect", "rules", "explain"].find((name) => name === word);
}
function onlyRule(words) {
  const [rule] = words;
  if (rule === void 0 || words.length > 1) throw new UsageError("explain takes the id of one rule; `istio-preflight rules` lists them.");
  return rule;
}
function oneOf(flag, value, choices) {
  if (value === void 0) return void 0;
  const choice = choices.find((candidate) => candidate === value);
  if (!choice) throw new UsageError(`${flag} must be one of ${choices.join(", ")}, not ${JSON.stringify(value)}.`);
  return choice;
}
function pairOutputs(formatNames, files, choices) {
  const names = formatNames.length > 0 ? formatNames : ["text"];
  if (files.length > names.length) throw new UsageError("Each --output needs its --format.");
  return names.map((name, index) => ({ format: oneOf("--format", name, choices) ?? "text", file: files[index] }));
}
function hasColors() {
  if (process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR && process.env.FORCE_COLOR !== "0") return true;
  return process.stdout.isTTY === true && process.env.TERM !== "dumb";
}

// src/cli.ts
var issues = "https://github.com/istio-preflight/istio-preflight/issues";
process.exitCode = await main(process.argv.slice(2));
async function main(args) {
  process.stdout.on("error", () => process.exit());
  try {
    const command = parseCommandLine(args);
    return command.name === "help" ? print(help(command.topic)) : await run(command);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`istio-preflight: ${error.message}
`);
      return 2;
    }
    const stack = error instanceof Error ? error.stack : String(error);
    process.stderr.write(`${stack}

This is a fault of istio-preflight. Please report it with the lines above: ${issues}
`);
    return 3;
  }
}
function print(text) {
  process.stdout.write(text);
  return 0;
}
async function run(command) {
  const commands = await import("./chunks/commands.js");
  if (command.name === "rules") return print(commands.rules(command.color));
  if (command.name === "explain") return print(commands.explain(command.rule, command.color));
  if (command.name === "version") return print(commands.version());
  return command.name === "inspect" ? commands.inspect(command) : commands.check(command);
}
