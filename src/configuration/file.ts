import { readFileSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { findStatus, leadsOut } from "../files/links.ts";
import { isVersion } from "../istio/versions.ts";
import { platforms } from "../model/cluster.ts";
import { type Configuration, type ConfiguredCluster, noConfiguration } from "../model/configuration.ts";
import { type Cursor, findAt, findEntriesAt, findItemsAt, findPlaceAt, findStringAt, isPlace } from "../model/cursor.ts";
import type { Severity } from "../model/finding.ts";
import { locate, type Place } from "../model/location.ts";
import { nearestName } from "../model/nearest-name.ts";
import type { ConfigurationDocument, IgnoreEntry } from "../model/shapes/configuration.ts";
import { wrapWholeText } from "../model/source-text.ts";
import type { Suppression } from "../model/suppression.ts";
import { createUsageError, UsageError } from "../model/usage-error.ts";
import { detectors } from "../platforms/index.ts";
import { readYaml } from "../syntax/yaml/yaml.ts";
import { checkDocument, type Fail } from "./document.ts";

/** The default path of the configuration file. */
export const configurationFile = ".istio-preflight.yaml";
/** The maximum size of the file, in bytes. */
export const configurationLimit = 1024 * 1024;

/** A configuration that has been read. Its rule names are checked later, once the ids of custom policies are known. */
export interface ConfigurationFile {
  readonly configuration: Configuration;
  /** Throws a `UsageError` if it names a rule that does not exist. */
  readonly checkRules: (ruleIds: readonly string[]) => void;
}

/** The configuration if there is no file. */
export const noConfigurationFile: ConfigurationFile = { configuration: noConfiguration, checkRules: () => undefined };

/** Reads the configuration file: the given one, or `.istio-preflight.yaml` in the working directory if it exists. */
export function readConfiguration(cwd: string, file: string | undefined): ConfigurationFile {
  const path = resolve(cwd, file ?? configurationFile);
  const status = findStatus(path);
  if (!status && file === undefined) return noConfigurationFile;
  if (!status) throw new UsageError(`The configuration file ${file} does not exist.`);
  // The file comes from the repository: a link could make the tool quote files outside it.
  if (!status.isFile() || status.size > configurationLimit) {
    throw new UsageError(`The configuration file ${file ?? configurationFile} must be a plain file of up to 1 MiB.`);
  }
  if (leadsOut(cwd, path))
    throw new UsageError(`The configuration file ${file} is reached through a link that leaves the working directory.`);
  const shown = relative(cwd, path).split(sep).join("/");
  return parseConfiguration(shown, readFileSync(path, "utf8"));
}

/** Parses a configuration file; every mistake in it is a `UsageError` with file and line. */
export function parseConfiguration(file: string, text: string): ConfigurationFile {
  const { root, problems } = readYaml(wrapWholeText(file, text));
  const fail: Fail = (message, cursor) => {
    throw makePlacedError(file, text, cursor && isPlace(cursor.origin) ? cursor.origin : undefined, message);
  };
  if (problems[0]) throw makePlacedError(file, text, problems[0].place, problems[0].message);
  if (!root) return noConfigurationFile;
  const document = checkDocument(root, fail);
  const configuration: Configuration = {
    clusters: readClusters(document, root, fail),
    istioVersion: readIstioVersion(document, root, fail),
    rules: readRules(document),
    ignore: (document.ignore ?? []).map((entry, index) => readIgnoreEntry(entry, findAt(root, "ignore", index), file, fail)),
    policies: document.policies ?? [],
    exclude: document.exclude ?? [],
    baseline: document.baseline ?? undefined,
  };
  return { configuration, checkRules: (ruleIds) => checkRules(root, ruleIds, fail) };
}

function makePlacedError(file: string, text: string, place: Place | undefined, message: string): UsageError {
  const { line, column } = place ? locate(text, place) : { line: 1, column: 1 };
  return createUsageError({ file, line, column }, message);
}

function checkRules(root: Cursor, ruleIds: readonly string[], fail: Fail): void {
  for (const [id, { value }] of findEntriesAt(root, "rules")) {
    if (!ruleIds.includes(id)) fail(describeUnknownRule(id, ruleIds), value);
  }
  for (const item of findItemsAt(root, "ignore")) {
    const rule = findStringAt(item, "rule") ?? "";
    if (!ruleIds.includes(rule)) fail(describeUnknownRule(rule, ruleIds), findAt(item, "rule"));
  }
}

function readClusters({ clusters }: ConfigurationDocument, root: Cursor, fail: Fail): ConfiguredCluster[] {
  const names = new Set<string>();
  return (clusters ?? []).map(({ name, platform, cni, paths }, index) => {
    const cursor = findAt(root, "clusters", index);
    if (names.has(name)) fail(`Two clusters are named \`${name}\`.`, findAt(cursor, "name"));
    names.add(name);
    checkPlugins(cni ?? [], cursor, fail);
    const place = findPlaceAt(cursor, "name") ?? { file: "", start: 0, end: 0 };
    return { name, platform, cni: cni ?? [], paths: paths ?? [], place };
  });
}

function checkPlugins(cni: readonly string[], cluster: Cursor | undefined, fail: Fail): void {
  for (const [index, plugin] of cni.entries()) {
    const nearest = plugins.includes(plugin) ? undefined : nearestName(plugin, plugins);
    if (nearest !== undefined) fail(`Unknown CNI plugin \`${plugin}\`; did you mean \`${nearest}\`?`, findAt(cluster, "cni", index));
  }
}

/** The CNI plugins that rules check for; users may name others too. */
const plugins: readonly string[] = detectors
  .map(({ id }) => id)
  .filter((id) => !platforms.some((platform) => platform === id))
  .sort();

function readIstioVersion({ istioVersion }: ConfigurationDocument, root: Cursor, fail: Fail): string | undefined {
  const written = istioVersion ?? undefined;
  if (written !== undefined && !isVersion(written))
    fail("`istioVersion` must be a version such as 1.30 or 1.30.3.", findAt(root, "istioVersion"));
  return written;
}

function readRules({ rules }: ConfigurationDocument): Map<string, Severity | "off"> {
  // YAML 1.1 reads a bare `off` as false.
  return new Map(Object.entries(rules ?? {}).map(([id, severity]) => [id, severity === false ? "off" : severity]));
}

function readIgnoreEntry({ rule, paths, reason, until }: IgnoreEntry, item: Cursor | undefined, file: string, fail: Fail): Suppression {
  if (until && !isDate(until)) fail("`until` must be a date such as 2027-03-31.", findAt(item, "until"));
  const place = findPlaceAt(item, "rule") ?? { file, start: 0, end: 0 };
  return { rules: [rule], reason, until: until ?? undefined, covers: { paths: paths && paths.length > 0 ? paths : ["**"] }, place };
}

function isDate(written: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(written) ? Date.parse(`${written}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(written);
}

function describeUnknownRule(written: string, ruleIds: readonly string[]): string {
  const nearest = nearestName(written, ruleIds);
  const hint = nearest === undefined ? "`istio-preflight rules` lists them." : `did you mean \`${nearest}\`?`;
  return `Unknown rule \`${written}\`; ${hint}`;
}
