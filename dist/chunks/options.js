import {
  formats
} from "./formats.js";
import {
  platforms
} from "./cluster.js";
import {
  UsageError
} from "./usage-error.js";
import {
  nearestName
} from "./nearest-name.js";
import "./runtime.js";

// src/cli/options.ts
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
var options = {
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
  platform: { type: "string" },
  "require-platform": { type: "boolean", default: false },
  cluster: { type: "string" },
  config: { type: "string" },
  policy: { type: "string", multiple: true },
  baseline: { type: "string" },
  "write-baseline": { type: "boolean" },
  format: { type: "string", multiple: true },
  output: { type: "string", multiple: true },
  "fail-on": { type: "string" },
  kustomize: { type: "string" },
  "changed-since": { type: "string" },
  "no-ignore": { type: "boolean", default: false },
  fix: { type: "boolean" },
  "fix-dry-run": { type: "boolean" },
  update: { type: "boolean", default: false },
  quiet: { type: "boolean", default: false },
  "no-color": { type: "boolean" }
};
function parseCommandLine(args) {
  const { values, positionals } = parse(args);
  const name = findCommand(positionals[0]);
  if (values.version) return { name: "version" };
  const color = !values["no-color"] && hasColors();
  if (name === "rules") return { name, color };
  if (name === "explain") return { name, rule: takeSoleRule(positionals.slice(1)), color };
  if (name === "test") return { name, directory: takeSoleDirectory(positionals.slice(1)), update: values.update, color };
  const kustomize = readChoiceFlag("--kustomize", values.kustomize, ["auto", "build", "off"]) ?? "auto";
  const platform = readChoiceFlag("--platform", values.platform, platforms);
  if (name === "init") return { name, paths: positionals.slice(1), platform, kustomize };
  const command = name ?? "check";
  refuseMisplaced(command, values);
  return {
    name: command,
    paths: name ? positionals.slice(1) : positionals,
    platform,
    requirePlatform: values["require-platform"],
    cluster: values.cluster,
    config: values.config,
    policies: values.policy ?? [],
    baseline: values.baseline,
    writeBaseline: values["write-baseline"] ?? false,
    kustomize,
    outputs: pairOutputs(values.format ?? [], values.output ?? [], Object.keys(formats[command])),
    failOn: readChoiceFlag("--fail-on", values["fail-on"], ["error", "warning", "never"]) ?? "error",
    noIgnore: values["no-ignore"],
    changedSince: values["changed-since"],
    fix: readFixMode(values),
    quiet: values.quiet,
    color
  };
}
function refuseMisplaced(command, values) {
  const first = (...names) => names.find((name) => values[name] !== void 0 && values[name] !== false);
  const misplaced = command === "inspect" && first("changed-since", "baseline", "write-baseline", "require-platform");
  if (misplaced) throw new UsageError(`--${misplaced} is an option of check alone.`);
  const against = values["write-baseline"] && first("changed-since", "no-ignore", "fix-dry-run");
  if (against) throw new UsageError(`--write-baseline cannot be combined with --${against}.`);
}
function readFixMode(values) {
  if (values["fix-dry-run"]) return "show";
  return values.fix ? "write" : void 0;
}
function parse(args) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const message = error instanceof Error ? error.message.split(/[.\n]/)[0] : String(error);
    const flag = /^Unknown option '--([\w-]+)/.exec(message ?? "")?.[1];
    const nearest = flag === void 0 ? void 0 : nearestName(flag, Object.keys(options));
    const hint = nearest === void 0 ? "`istio-preflight --help` lists the options." : `Did you mean \`--${nearest}\`?`;
    throw new UsageError(`${message}. ${hint}`);
  }
}
var commands = ["check", "inspect", "explain", "rules", "init", "test"];
function findCommand(word) {
  const command = commands.find((name) => name === word);
  if (command !== void 0 || word === void 0 || existsSync(word)) return command;
  const nearest = nearestName(word, commands);
  if (nearest !== void 0) throw new UsageError(`There is no command or path ${JSON.stringify(word)}; did you mean \`${nearest}\`?`);
  return void 0;
}
function takeSoleRule(words) {
  const [rule] = words;
  if (rule === void 0 || words.length > 1) throw new UsageError("explain takes the id of one rule; `istio-preflight rules` lists them.");
  return rule;
}
function takeSoleDirectory(words) {
  if (words.length > 1) throw new UsageError("test takes one directory.");
  return words[0];
}
function readChoiceFlag(flag, value, choices) {
  if (value === void 0) return void 0;
  const choice = choices.find((candidate) => candidate === value);
  if (!choice) throw new UsageError(`${flag} must be one of ${choices.join(", ")}, not ${JSON.stringify(value)}.`);
  return choice;
}
function pairOutputs(formatNames, files, choices) {
  const names = formatNames.length > 0 ? formatNames : ["text"];
  if (files.length > names.length) throw new UsageError("Each --output needs its --format.");
  return names.map((name, index) => ({ format: readChoiceFlag("--format", name, choices) ?? "text", file: files[index] }));
}
function hasColors() {
  if (process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR && process.env.FORCE_COLOR !== "0") return true;
  return process.stdout.isTTY === true && process.env.TERM !== "dumb";
}
export {
  parseCommandLine
};
