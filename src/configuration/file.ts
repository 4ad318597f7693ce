import { readFileSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { findStatus, leadsOut } from "../files/links.ts";
import { isVersion } from "../istio/versions.ts";
import { type Platform, platforms } from "../model/cluster.ts";
import { type Configuration, type ConfiguredCluster, noConfiguration } from "../model/configuration.ts";
import { at, type Cursor, entriesAt, isPlace, itemsAt, placeAt, stringAt } from "../model/cursor.ts";
import type { Severity } from "../model/finding.ts";
import { globFault } from "../model/glob.ts";
import { locate, type Place } from "../model/location.ts";
import { nearestName } from "../model/nearest-name.ts";
import { wholeText } from "../model/source-text.ts";
import type { Suppression } from "../model/suppression.ts";
import { UsageError, wrongAt } from "../model/usage-error.ts";
import { detectors } from "../platforms/index.ts";
import { readYaml } from "../syntax/yaml/yaml.ts";

/** The configuration file of a working directory. */
export const configurationFile = ".istio-preflight.yaml";
/** The most bytes of one. */
export const configurationLimit = 1024 * 1024;

/** A configuration that is read; what it says of rules is believed once their ids are known. */
export interface ConfigurationFile {
  readonly configuration: Configuration;
  /** Throws a `UsageError` where it names a rule that there is not. */
  readonly checkRules: (ruleIds: readonly string[]) => void;
}

/** What counts where there is no configuration file. */
export const noConfigurationFile: ConfigurationFile = { configuration: noConfiguration, checkRules: () => undefined };

/** Reads the configuration file: the one named, or `.istio-preflight.yaml` of the working directory where there is one. */
export function readConfiguration(cwd: string, file: string | undefined): ConfigurationFile {
  const path = resolve(cwd, file ?? configurationFile);
  const status = findStatus(path);
  if (!status && file === undefined) return noConfigurationFile;
  if (!status) throw new UsageError(`The configuration file ${file} does not exist.`);
  // The file comes with the repository: a link could make us quote what is none of its business.
  if (!status.isFile() || status.size > configurationLimit) {
    throw new UsageError(`The configuration file ${file ?? configurationFile} must be a plain file of up to 1 MiB.`);
  }
  if (leadsOut(cwd, path))
    throw new UsageError(`The configuration file ${file} is reached through a link that leaves the working directory.`);
  const shown = relative(cwd, path).split(sep).join("/");
  return parseConfiguration(shown, readFileSync(path, "utf8"));
}

/** Turns the text of a configuration file into a configuration; anything wrong in it is a `UsageError` with file and line. */
export function parseConfiguration(file: string, text: string): ConfigurationFile {
  const { root, problems } = readYaml(wholeText(file, text));
  const fail: Fail = (message, cursor) => {
    throw wrong(file, text, cursor && isPlace(cursor.origin) ? cursor.origin : undefined, message);
  };
  if (problems[0]) throw wrong(file, text, problems[0].place, problems[0].message);
  if (!root) return noConfigurationFile;
  if (root.kind !== "map") return fail("The configuration must be a map of keys.", root);
  checkKeys(root, ["clusters", "istioVersion", "rules", "ignore", "policies", "exclude", "baseline"], fail);
  const configuration: Configuration = {
    clusters: readClusters(root, fail),
    istioVersion: readIstioVersion(root, fail),
    rules: readRules(root, fail),
    ignore: listAt(root, "ignore", fail).map((item) => readIgnoreEntry(item, file, fail)),
    policies: readPolicyGlobs(root, fail),
    exclude: globsAt(root, "exclude", fail),
    baseline: textAt(root, "baseline", fail),
  };
  return { configuration, checkRules: (ruleIds) => checkRules(root, ruleIds, fail) };
}

function wrong(file: string, text: string, place: Place | undefined, message: string): UsageError {
  const { line, column } = place ? locate(text, place) : { line: 1, column: 1 };
  return wrongAt({ file, line, column }, message);
}

function checkRules(root: Cursor, ruleIds: readonly string[], fail: Fail): void {
  for (const [id, { value }] of entriesAt(root, "rules")) {
    if (!ruleIds.includes(id)) fail(unknownRule(id, ruleIds), value);
  }
  for (const item of itemsAt(root, "ignore")) {
    const rule = stringAt(item, "rule") ?? "";
    if (!ruleIds.includes(rule)) fail(unknownRule(rule, ruleIds), at(item, "rule"));
  }
}

type Fail = (message: string, cursor: Cursor | undefined) => never;

/** What a map has under a key; nothing where that is left empty, as where all of a list is commented out. */
function presentAt(map: Cursor, key: string): Cursor | undefined {
  const cursor = at(map, key);
  return cursor?.kind === "scalar" && cursor.value === null ? undefined : cursor;
}

function listAt(map: Cursor, key: string, fail: Fail): readonly Cursor[] {
  const cursor = presentAt(map, key);
  if (!cursor || cursor.kind === "list") return cursor?.items ?? [];
  return fail(`\`${key}\` must be a list.`, cursor);
}

function textAt(map: Cursor, key: string, fail: Fail): string | undefined {
  const cursor = presentAt(map, key);
  if (!cursor || (cursor.kind === "scalar" && typeof cursor.value === "string" && cursor.value !== "")) return stringAt(cursor);
  const asNumber =
    cursor.kind === "scalar" && typeof cursor.value === "number" ? ` in quotes: YAML reads it as the number ${cursor.value}` : "";
  return fail(`\`${key}\` must be a text${asNumber}.`, cursor);
}

function checkKeys(map: Cursor, allowed: readonly string[], fail: Fail): void {
  if (map.kind !== "map") fail(`This must be a map with the keys ${allowed.join(", ")}.`, map);
  for (const [key, entry] of entriesAt(map)) {
    if (!allowed.includes(key)) fail(`Unknown key \`${key}\`; ${meant(key, allowed)}`, { ...entry.value, origin: entry.key });
  }
}

function meant(written: string, names: readonly string[]): string {
  const nearest = nearestName(written, names);
  return nearest === undefined ? `known here: ${names.join(", ")}.` : `did you mean \`${nearest}\`?`;
}

function readClusters(root: Cursor, fail: Fail): ConfiguredCluster[] {
  const names = new Set<string>();
  return listAt(root, "clusters", fail).map((item) => {
    const cluster = readCluster(item, fail);
    if (names.has(cluster.name)) fail(`Two clusters are named \`${cluster.name}\`.`, at(item, "name"));
    names.add(cluster.name);
    return cluster;
  });
}

function readIstioVersion(root: Cursor, fail: Fail): string | undefined {
  const written = textAt(root, "istioVersion", fail);
  if (written !== undefined && !isVersion(written))
    fail("`istioVersion` must be a version such as 1.30 or 1.30.3.", at(root, "istioVersion"));
  return written;
}

function readCluster(cluster: Cursor, fail: Fail): ConfiguredCluster {
  checkKeys(cluster, ["name", "platform", "cni", "paths"], fail);
  const name = textAt(cluster, "name", fail) ?? fail("A cluster needs a `name`.", cluster);
  const written = textAt(cluster, "platform", fail);
  const platform: Platform | undefined = platforms.find((known) => known === written);
  if (written !== undefined && !platform) fail(`Unknown platform \`${written}\`; ${meant(written, platforms)}`, at(cluster, "platform"));
  const cni = stringsAt(cluster, "cni", fail);
  for (const [index, plugin] of cni.entries()) {
    const nearest = plugins.includes(plugin) ? undefined : nearestName(plugin, plugins);
    if (nearest !== undefined) fail(`Unknown CNI plugin \`${plugin}\`; did you mean \`${nearest}\`?`, itemsAt(cluster, "cni")[index]);
  }
  const place = placeAt(cluster, "name") ?? { file: "", start: 0, end: 0 };
  return { name, platform, cni, paths: globsAt(cluster, "paths", fail), place };
}

/** Those that rules ask for; others may be named, too. */
const plugins: readonly string[] = detectors
  .map(({ id }) => id)
  .filter((id) => !platforms.some((platform) => platform === id))
  .sort();

function stringsAt(map: Cursor, key: string, fail: Fail): string[] {
  return listAt(map, key, fail).map((item) => {
    const isText = item.kind === "scalar" && typeof item.value === "string" && item.value !== "";
    return isText ? String(item.value) : fail(`Each item of \`${key}\` must be a text.`, item);
  });
}

/** Each is looked for in every directory that it leaves open. */
export const mostPolicies = 100;

function readPolicyGlobs(root: Cursor, fail: Fail): string[] {
  const policies = stringsAt(root, "policies", fail);
  if (policies.length > mostPolicies)
    fail(`\`policies\` must have up to ${mostPolicies} entries; a glob names many files.`, at(root, "policies"));
  return policies;
}

function globsAt(map: Cursor, key: string, fail: Fail): string[] {
  const globs = stringsAt(map, key, fail);
  for (const [index, glob] of globs.entries()) {
    const fault = globFault(glob);
    if (fault !== undefined) fail(`\`${glob}\` in \`${key}\` matches nothing: ${fault}.`, itemsAt(map, key)[index]);
  }
  return globs;
}

function readRules(root: Cursor, fail: Fail): Map<string, Severity | "off"> {
  const rules = new Map<string, Severity | "off">();
  const written = presentAt(root, "rules");
  if (written && written.kind !== "map") fail("`rules` must be a map of rules and severities.", written);
  for (const [id, { value }] of entriesAt(written)) rules.set(id, readSeverity(id, value, fail));
  return rules;
}

function readIgnoreEntry(item: Cursor, file: string, fail: Fail): Suppression {
  checkKeys(item, ["rule", "paths", "reason", "until"], fail);
  const rule = textAt(item, "rule", fail) ?? fail("An entry of `ignore` needs a `rule`.", item);
  const reason = textAt(item, "reason", fail) ?? fail(`The entry of \`ignore\` for \`${rule}\` needs a \`reason\`.`, item);
  const until = textAt(item, "until", fail);
  if (until !== undefined && !isDate(until)) fail("`until` must be a date such as 2027-03-31.", at(item, "until"));
  const paths = globsAt(item, "paths", fail);
  const place = placeAt(item, "rule") ?? { file, start: 0, end: 0 };
  return { rules: [rule], reason, until, covers: { paths: paths.length > 0 ? paths : ["**"] }, place };
}

function isDate(written: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(written) ? Date.parse(`${written}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(written);
}

function unknownRule(written: string, ruleIds: readonly string[]): string {
  const nearest = nearestName(written, ruleIds);
  const hint = nearest === undefined ? "`istio-preflight rules` lists them." : `did you mean \`${nearest}\`?`;
  return `Unknown rule \`${written}\`; ${hint}`;
}

function readSeverity(id: string, value: Cursor, fail: Fail): Severity | "off" {
  const written = value.kind === "scalar" ? value.value : undefined;
  // YAML 1.1 reads a bare `off` as false.
  if (written === false || written === "off") return "off";
  if (written === "error" || written === "warning" || written === "note") return written;
  return fail(`The severity of \`${id}\` must be error, warning, note or off.`, value);
}
