import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Platform } from "../model/cluster.ts";
import { platforms } from "../model/cluster.ts";
import { nearestName } from "../model/nearest-name.ts";
import { UsageError } from "../model/usage-error.ts";
import { formats } from "../report/formats.ts";

/** A format for the report, and the file to write it to; standard output if none exists. */
export interface Output {
  readonly format: string;
  readonly file: string | undefined;
}

/** The options of the commands that read a repository. */
export interface ReadOptions {
  readonly paths: readonly string[];
  readonly platform: Platform | undefined;
  /** True if a cluster with an unknown platform fails the run. */
  readonly requirePlatform: boolean;
  readonly cluster: string | undefined;
  readonly config: string | undefined;
  readonly policies: readonly string[];
  readonly baseline: string | undefined;
  readonly writeBaseline: boolean;
  readonly kustomize: "auto" | "build" | "off";
  readonly outputs: readonly Output[];
  readonly failOn: "error" | "warning" | "never";
  readonly noIgnore: boolean;
  /** A commit; only changes since it are reported. */
  readonly changedSince: string | undefined;
  /** The action for safe fixes: write them, or show them as a diff. */
  readonly fix: "write" | "show" | undefined;
  readonly quiet: boolean;
  readonly color: boolean;
}

export type Command =
  | { readonly name: "version" }
  | ({ readonly name: "init" } & Pick<ReadOptions, "paths" | "platform" | "kustomize">)
  | { readonly name: "test"; readonly directory: string | undefined; readonly update: boolean; readonly color: boolean }
  | { readonly name: "rules"; readonly color: boolean }
  | { readonly name: "explain"; readonly rule: string; readonly color: boolean }
  | ({ readonly name: "check" | "inspect" } & ReadOptions);

const options = {
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
  "no-color": { type: "boolean" },
} as const;

/** Parses a command line; throws a `UsageError` if it is invalid. */
export function parseCommandLine(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  const name = findCommand(positionals[0]);
  if (values.version) return { name: "version" };
  const color = !values["no-color"] && hasColors();
  if (name === "rules") return { name, color };
  if (name === "explain") return { name, rule: takeSoleRule(positionals.slice(1)), color };
  if (name === "test") return { name, directory: takeSoleDirectory(positionals.slice(1)), update: values.update, color };
  const kustomize = readChoiceFlag("--kustomize", values.kustomize, ["auto", "build", "off"] as const) ?? "auto";
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
    failOn: readChoiceFlag("--fail-on", values["fail-on"], ["error", "warning", "never"] as const) ?? "error",
    noIgnore: values["no-ignore"],
    changedSince: values["changed-since"],
    fix: readFixMode(values),
    quiet: values.quiet,
    color,
  };
}

function refuseMisplaced(command: "check" | "inspect", values: ReturnType<typeof parse>["values"]): void {
  const first = (...names: readonly (keyof typeof values)[]) => names.find((name) => values[name] !== undefined && values[name] !== false);
  const misplaced = command === "inspect" && first("changed-since", "baseline", "write-baseline", "require-platform");
  if (misplaced) throw new UsageError(`--${misplaced} is an option of check alone.`);
  const against = values["write-baseline"] && first("changed-since", "no-ignore", "fix-dry-run");
  if (against) throw new UsageError(`--write-baseline cannot be combined with --${against}.`);
}

function readFixMode(values: { readonly fix?: boolean | undefined; readonly "fix-dry-run"?: boolean | undefined }): ReadOptions["fix"] {
  if (values["fix-dry-run"]) return "show";
  return values.fix ? "write" : undefined;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const message = error instanceof Error ? error.message.split(/[.\n]/)[0] : String(error);
    const flag = /^Unknown option '--([\w-]+)/.exec(message ?? "")?.[1];
    const nearest = flag === undefined ? undefined : nearestName(flag, Object.keys(options));
    const hint = nearest === undefined ? "`istio-preflight --help` lists the options." : `Did you mean \`--${nearest}\`?`;
    throw new UsageError(`${message}. ${hint}`);
  }
}

const commands = ["check", "inspect", "explain", "rules", "init", "test"] as const;

/** Finds the command with the first word as its name; undefined if the word is a path. */
function findCommand(word: string | undefined): (typeof commands)[number] | undefined {
  const command = commands.find((name) => name === word);
  if (command !== undefined || word === undefined || existsSync(word)) return command;
  const nearest = nearestName(word, commands);
  if (nearest !== undefined) throw new UsageError(`There is no command or path ${JSON.stringify(word)}; did you mean \`${nearest}\`?`);
  return undefined;
}

function takeSoleRule(words: readonly string[]): string {
  const [rule] = words;
  if (rule === undefined || words.length > 1) throw new UsageError("explain takes the id of one rule; `istio-preflight rules` lists them.");
  return rule;
}

function takeSoleDirectory(words: readonly string[]): string | undefined {
  if (words.length > 1) throw new UsageError("test takes one directory.");
  return words[0];
}

function readChoiceFlag<Choice extends string>(flag: string, value: string | undefined, choices: readonly Choice[]): Choice | undefined {
  if (value === undefined) return undefined;
  const choice = choices.find((candidate) => candidate === value);
  if (!choice) throw new UsageError(`${flag} must be one of ${choices.join(", ")}, not ${JSON.stringify(value)}.`);
  return choice;
}

function pairOutputs(formatNames: readonly string[], files: readonly string[], choices: readonly string[]): Output[] {
  const names = formatNames.length > 0 ? formatNames : ["text"];
  if (files.length > names.length) throw new UsageError("Each --output needs its --format.");
  return names.map((name, index) => ({ format: readChoiceFlag("--format", name, choices) ?? "text", file: files[index] }));
}

/** Uses colors only on terminals, unless the environment sets otherwise: https://no-color.org, https://force-color.org */
function hasColors(): boolean {
  if (process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR && process.env.FORCE_COLOR !== "0") return true;
  return process.stdout.isTTY === true && process.env.TERM !== "dumb";
}
