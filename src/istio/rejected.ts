import { type Cursor, findAt, findEntriesAt } from "../model/cursor.ts";
import type { Ineffective } from "../model/install.ts";
import { nearestName } from "../model/nearest-name.ts";
import type { Minor } from "./data/index.ts";
import { findIneffective, findScalar, followOnlyPath, type IneffectiveKey } from "./ineffective.ts";
import { hasReadKeys, isUndescribed, listAcceptedKeys } from "./istioctl-keys.ts";
import { isOfLaterMinor, minorOf } from "./versions.ts";

/**
 * Finds the keys of an IstioOperator's `spec` that istioctl rejects with `unknown field`: all unsupported keys in `spec` itself,
 * and keys of Helm's charts that its description of `values` lacks.
 * https://github.com/istio/istio/blob/1.30.3/operator/pkg/apis/types.go
 * https://github.com/istio/istio/blob/1.30.3/operator/pkg/apis/values_types.proto
 */
export function findRejectedValues(spec: Cursor, version: string, isAssumed: boolean): Ineffective[] {
  const minor = minorOf(version);
  // A later minor may have additional keys.
  if (!minor.istioctl.refusesUnknownKeys || isOfLaterMinor(version)) return [];
  const ineffectiveKeys = [...listSpecKeys(spec, minor), ...listValueKeys(spec, minor), ...listUndescribedKeys(spec, version)];
  const sure = isAssumed ? ineffectiveKeys.filter(isOfAnyVersion) : ineffectiveKeys;
  return dropRepeatedKeys(sure).flatMap((ineffective) => findIneffective(spec, ineffective) ?? []);
}

/** Removes duplicates: a misspelt key may be found in two ways, and the first one includes the intended key. */
function dropRepeatedKeys(ineffectiveKeys: readonly IneffectiveKey[]): IneffectiveKey[] {
  const known = new Set<string>();
  return ineffectiveKeys.filter(({ path }) => {
    const key = JSON.stringify(path);
    return !known.has(key) && known.add(key);
  });
}

/** Keys for platforms, profiles and directories are meant for a version with ambient; other keys may be for a much older version. */
function isOfAnyVersion({ instead }: IneffectiveKey): boolean {
  return instead !== null && /^(profile|platform|\w+Dir)$/.test(instead.at(-1) ?? "");
}

/** All keys that `spec` has had in any known version. */
const specKeys: readonly string[] = [
  ...["profile", "installPackagePath", "hub", "tag", "namespace", "revision", "defaultRevision", "compatibilityVersion", "meshConfig"],
  ...["components", "addonComponents", "addons", "values", "unvalidatedValues", "resourceSuffix"],
];

/** Keys of charts, which belong below `values` in a `spec`. */
const chartKeys: readonly string[] = ["global", "cni", "pilot", "ztunnel", "gateways", "sidecarInjectorWebhook", "telemetry"];

function* listSpecKeys(spec: Cursor, minor: Minor): Generator<IneffectiveKey> {
  for (const [key, { value }] of findEntriesAt(spec)) {
    if (specKeys.includes(key)) continue;
    const path = [key, ...followOnlyPath(value)];
    const misspelt = nearestName(key, specKeys);
    const reason = "istioctl's `spec` has no such field";
    if (key === "platform")
      yield { path, reason: `${reason}, and takes chart values below \`values\``, instead: findPlatformHome(spec, path, minor) };
    else if (chartKeys.includes(key))
      yield { path, reason: `${reason}, and takes chart values below \`values\``, instead: ["values", ...path] };
    else yield { path, reason, instead: misspelt === undefined ? null : [misspelt, ...path.slice(1)] };
  }
}

/**
 * Keys of Helm's charts that istioctl's `values` lacks in every version, and where to write the same setting: below `values` unless
 * another place is given.
 */
const helmOnly: readonly (readonly [path: string, instead: string | null])[] = [
  ["platform", "global.platform"],
  ["global.profile", null],
  ["cni.platform", "global.platform"],
  ["cni.profile", null],
  ["cni.global", null],
  ["cni.seLinuxOptions", "unvalidatedValues.cni.seLinuxOptions"],
  ["pilot.platform", "global.platform"],
  ["pilot.profile", null],
  ["pilot.trustedZtunnelName", "unvalidatedValues.pilot.trustedZtunnelName"],
  ["cniBinDir", "cni.cniBinDir"],
  ["cniConfDir", "cni.cniConfDir"],
  ["cniConfFileName", "cni.cniConfFileName"],
  ["cniNetnsDir", "cni.cniNetnsDir"],
  ["chained", "cni.chained"],
  ["provider", "cni.provider"],
  ["excludeNamespaces", "cni.excludeNamespaces"],
  ["ambient", "cni.ambient"],
  ["resourceQuotas", "cni.resourceQuotas"],
  ["env", "pilot.env"],
  ["trustedZtunnelNamespace", "pilot.trustedZtunnelNamespace"],
  ["trustedZtunnelName", "unvalidatedValues.pilot.trustedZtunnelName"],
  ["seLinuxOptions", "unvalidatedValues.cni.seLinuxOptions"],
  ["values", ""],
];

/** Finds keys that istioctl's description of `values` lacks in that release, up to a limit. */
function* listUndescribedKeys(spec: Cursor, version: string): Generator<IneffectiveKey> {
  if (!hasReadKeys(version)) return;
  let count = 0;
  for (const ineffective of findUnacceptedKeys(findAt(spec, "values"), [], [], version)) {
    yield ineffective;
    count += 1;
    if (count === mostUndescribed) return;
  }
}

const mostUndescribed = 20;

/** `path` has the keys as written, `home` the names in istioctl's description. */
function* findUnacceptedKeys(
  map: Cursor | undefined,
  path: readonly string[],
  home: readonly string[],
  version: string,
): Generator<IneffectiveKey> {
  const accepted = listAcceptedKeys(home, version);
  if (!accepted) return;
  for (const [key, { value }] of findEntriesAt(map)) {
    const name = accepted.get(key);
    if (name !== undefined) yield* findUnacceptedKeys(value, [...path, key], [...home, name], version);
    else if (isWritten(value) && !isOfHelmOnly([...home, key])) {
      const free = [...accepted.keys()].filter((one) => findAt(map, one) === undefined);
      yield describeUnknownField(path, key, home, free, version);
    }
  }
}

function describeUnknownField(
  path: readonly string[],
  key: string,
  home: readonly string[],
  free: readonly string[],
  version: string,
): IneffectiveKey {
  const reason = `istioctl's \`values\` have no such field in ${version}`;
  const written = ["values", ...path, key];
  if (isUndescribed([...home, key], version)) return { path: written, reason, instead: ["unvalidatedValues", ...path, key] };
  const nearest = nearestName(key, free);
  return { path: written, reason, instead: nearest === undefined ? null : ["values", ...path, nearest] };
}

/** A null is dropped when values are merged. */
function isWritten(value: Cursor): boolean {
  return value.kind !== "unknown" && !(value.kind === "scalar" && value.value === null);
}

function isOfHelmOnly(path: readonly string[]): boolean {
  return helmOnly.some(([key]) => key === path.join("."));
}

/** The names that a key is compared with to find misspellings. */
const misspellable: readonly string[] = ["global.platform", "cni.cniBinDir", "cni.cniConfDir", "cni.cniNetnsDir", "profile"];

function* listValueKeys(spec: Cursor, minor: Minor): Generator<IneffectiveKey> {
  for (const [key, home] of helmOnly) {
    const steps = ["values", ...key.split(".")];
    const found = findAt(spec, ...steps);
    if (!found || found.kind === "unknown") continue;
    const rest = followOnlyPath(found);
    const path = [...steps, ...rest];
    const reason = "istioctl's `values` have no such field";
    if (home === "global.platform") yield { path, reason, instead: findPlatformHome(spec, path, minor) };
    else if (/(^|\.)profile$/.test(key)) yield { path, reason, instead: ["profile"] };
    else yield { path, reason, instead: home === null ? null : [...splitHome(home), ...rest] };
  }
  for (const name of misspellable) yield* findMisspeltSpecKeys(spec, name.split("."));
}

function splitHome(home: string): readonly string[] {
  if (home === "") return ["values"];
  return home.startsWith("unvalidatedValues.") ? home.split(".") : ["values", ...home.split(".")];
}

function* findMisspeltSpecKeys(spec: Cursor, target: readonly string[]): Generator<IneffectiveKey> {
  const [last = ""] = target.slice(-1);
  const above = ["values", ...target.slice(0, -1)];
  for (const [key, { value }] of findEntriesAt(spec, ...above)) {
    if (key === last || value.kind !== "scalar" || nearestName(key, [last]) === undefined || realNeighbours.includes(key)) continue;
    yield { path: [...above, key], reason: "istioctl's `values` have no such field", instead: [...above, last] };
  }
}

/** Valid fields that resemble one of those names. */
const realNeighbours: readonly string[] = ["cniBinDir", "cniConfDir", "cniNetnsDir", "cniConfFileName"];

/** Finds the key for the platform, if this version supports it. */
function findPlatformHome(spec: Cursor, path: readonly string[], { platforms, charts }: Minor): readonly string[] | null {
  const value = findScalar(spec, path);
  const isKnown = typeof value === "string" && Object.hasOwn(platforms, value) && charts.platformKeys.includes("global");
  return isKnown ? ["values", "global", "platform"] : null;
}
