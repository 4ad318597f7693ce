import type { Cluster } from "../../model/cluster.ts";
import { type Cursor, findPlaceAt, unescapePointer } from "../../model/cursor.ts";
import type { Problem } from "../../model/finding.ts";
import { locate, type Place } from "../../model/location.ts";
import type { Policy, PolicyMetadata } from "../../model/policy.ts";
import { wrapWholeText } from "../../model/source-text.ts";
import { createUsageError, UsageError, type WrongPlace } from "../../model/usage-error.ts";
import { parseYaml } from "../../syntax/yaml/yaml.ts";
import { policyLimits } from "../limits.ts";
import { findPolicyEntries, type PolicyEntry, type PolicySources } from "./entries.ts";
import { fetchVerdicts, loadPolicy, type SandboxedPolicy } from "./load.ts";
import { refuseForeign } from "./pack.ts";
import { openSandbox, type Sandbox } from "./sandbox/host.ts";
import { detectLanguage } from "./sandbox/protocol.ts";

/** Custom policies; their violations are available after `judge` has run. */
export interface CustomPolicies {
  readonly policies: readonly Policy[];
  /** Policies that failed to load; their ids are unknown. */
  readonly problems: readonly Problem[];
  readonly text: (file: string) => string | undefined;
  /** Fetches the verdicts of the enabled policies. */
  readonly judge: (clusters: readonly Cluster[], on: readonly PolicyMetadata[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A sandbox that has started but may still be loading policies. */
export interface Starting {
  readonly opened: Promise<CustomPolicies>;
  /** Globs for the test folders of the policies, whose files are not installs of the repository. */
  readonly tests: readonly string[];
}

/** Loads policies into the sandbox. Throws a `UsageError` for an invalid JSON policy or an id that is already used. */
export async function startCustomPolicies(sources: PolicySources, taken: readonly string[]): Promise<Starting> {
  const entries = await findPolicyEntries(sources);
  const languages = new Set(entries.map(({ file }) => detectLanguage(file)));
  const sandbox = await openSandbox([...languages]);
  const tests = entries.flatMap(({ file }) => ["pass", "fail"].map((kind) => file.replace(/\.\w+$/, `/${kind}-*/**`)));
  return { opened: openCustomPolicies(sandbox, entries, taken), tests };
}

async function openCustomPolicies(sandbox: Sandbox, entries: readonly PolicyEntry[], taken: readonly string[]): Promise<CustomPolicies> {
  const texts = new Map<string, string>();
  const loaded: SandboxedPolicy[] = [];
  const problems: Problem[] = [];
  sandbox.allow(policyLimits.allLoad);
  try {
    const outcomes = await Promise.all(entries.map((entry) => loadEntry(sandbox, entry, texts)));
    for (const outcome of outcomes) {
      if ("policy" in outcome) loaded.push(outcome);
      else problems.push(outcome);
    }
    refuseTaken(loaded, taken);
  } catch (error) {
    await sandbox.close();
    throw error;
  }
  return {
    policies: loaded.map(({ policy }) => policy),
    problems,
    text: (file) => texts.get(file),
    judge: async (clusters, on) => {
      const ids = new Set(on.map(({ id }) => id));
      const asked = loaded.filter(({ policy }) => ids.has(policy.id));
      await fetchVerdicts(sandbox, asked, clusters, (file, line) => findLinePlace(texts, file, line));
    },
    close: () => sandbox.close(),
  };
}

async function loadEntry(sandbox: Sandbox, entry: PolicyEntry, texts: Map<string, string>): Promise<SandboxedPolicy | Problem> {
  const { file, files, pack } = entry;
  const read = async (path: string) => {
    const text = (await files.read(path))?.replace(/^\ufeff/, "");
    if (text !== undefined) texts.set(path, text);
    return text;
  };
  const text = await read(file);
  if (text === undefined)
    throw new UsageError(
      `The policy ${file} cannot be read: it must be a plain file of up to 1 MiB, and not a link that leaves the working directory.`,
    );
  if (file.endsWith(".json")) refuseNoJson(file, text);
  const outcome = await loadPolicy(sandbox, file, text, read);
  if ("policy" in outcome) {
    if (pack) refuseForeign(pack, file, outcome.policy.id);
    return outcome;
  }
  if (outcome.pointer !== undefined) throw createUsageError(findNamedPlace(file, text, outcome.pointer), outcome.message);
  const place = findLinePlace(texts, outcome.file, outcome.line);
  return { code: "policy-failed", message: `policy ${file} cannot be loaded: ${outcome.message}`, place };
}

/** The YAML parser reads JSON and gives places, but it also accepts texts that are not JSON. */
function refuseNoJson(file: string, text: string): void {
  try {
    JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const offset = Number(/at position (\d+)/.exec(reason)?.[1] ?? findFirstOddity(file, text));
    const { line, column } = locate(text, { file, start: offset, end: offset });
    throw createUsageError({ file, line, column }, `This is not JSON: ${cleanLine(reason)}`);
  }
}

/** Node.js 20 does not always report the position of a JSON error. */
function findFirstOddity(file: string, text: string): number {
  const token = /[\s{}[\],:]+|"(?:[^"\\\n]|\\.)*"|-?\d[\d.eE+-]*|true|false|null/y;
  let end = 0;
  while (end < text.length && token.test(text)) end = token.lastIndex;
  return end < text.length ? end : (parseYaml(wrapWholeText(file, text)).problems[0]?.place?.start ?? 0);
}

/** Joins a text into one line without control characters. */
function cleanLine(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .replaceAll(/\p{Cc}/gu, "")
    .slice(0, 200);
}

/** Returns the place of the value that a JSON pointer names, or of the closest existing parent. */
function findNamedPlace(file: string, text: string, pointer: string): WrongPlace {
  const { root } = parseYaml(wrapWholeText(file, text));
  const place = findClosestPlace(root, pointer.split("/").slice(1).map(unescapePointer)) ?? { file, start: 0, end: 0 };
  const { line, column } = locate(text, place);
  return { file, line, column };
}

function findClosestPlace(root: Cursor | undefined, path: readonly string[]): Place | undefined {
  const place = findPlaceAt(root, ...path);
  return place || path.length === 0 ? place : findClosestPlace(root, path.slice(0, -1));
}

/** Returns the place of a line without its indentation; the first line if none is known. */
function findLinePlace(texts: ReadonlyMap<string, string>, file: string, line: number | undefined): Place {
  const lines = (texts.get(file) ?? "").split("\n");
  const index = Math.min(line ?? 1, lines.length) - 1;
  const before = lines.slice(0, index).reduce((sum, { length }) => sum + length + 1, 0);
  const written = lines[index] ?? "";
  return { file, start: before + written.length - written.trimStart().length, end: before + written.trimEnd().length };
}

function refuseTaken(loaded: readonly SandboxedPolicy[], taken: readonly string[]): void {
  const files = new Map<string, string | undefined>(taken.map((id) => [id, undefined]));
  for (const { file, policy } of loaded) {
    if (files.has(policy.id)) {
      const owner = files.get(policy.id);
      const by = owner === undefined ? `a built-in rule; give yours a name space, such as \`acme/${policy.id}\`` : owner;
      throw new UsageError(`${file}: the id \`${policy.id}\` is taken by ${by}.`);
    }
    files.set(policy.id, file);
  }
}
