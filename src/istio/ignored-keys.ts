import { type Cursor, findAt } from "../model/cursor.ts";
import { remembered } from "../model/remembered.ts";
import { findScalar, followOnlyPath, type IneffectiveKey } from "./ineffective.ts";
import type { ReadChart } from "./read-chart.ts";
import { isSince, minorOf } from "./versions.ts";

/**
 * Finds keys with a prefix that this version of the chart does not read, keys without a prefix that it requires, and keys that are
 * new in later versions.
 */
export function* findIgnoredKeys(chart: ReadChart): Generator<IneffectiveKey> {
  for (const unread of unreadOf(`${chart.name} ${chart.version}`)) {
    const ineffective = describeIgnoredKey(chart, unread);
    if (ineffective) yield ineffective;
  }
}

type Path = readonly string[];

/** A spelling of a key that a chart does not read. */
interface Unread {
  readonly key: Path;
  readonly spelling: Path;
  /** The spelling that takes precedence, if the chart reads the key. */
  readonly best: Path | undefined;
}

const unreadOf = remembered((chart): readonly Unread[] =>
  [...pathsOf(chart)].flatMap(([name, read]) => {
    const key = name.split(".");
    const own = { cni: "cni", istiod: "pilot" }[chart.slice(0, chart.indexOf(" "))];
    const spellings = own === undefined ? [key] : [key, [own, ...key]];
    const unread = spellings.filter((spelling) => !read.some((path) => path.join(".") === spelling.join(".")));
    return unread.map((spelling) => ({ key, spelling, best: read[0] }));
  }),
);

function describeIgnoredKey(chart: ReadChart, { key, spelling, best }: Unread): IneffectiveKey | undefined {
  const found = findAt(chart.values, ...spelling);
  if (!found) return undefined;
  const rest = followOnlyPath(found);
  // A value that cannot be read may be missing.
  if (!isWritten(findAt(found, ...rest)) || isWithoutEffect(chart, [...key, ...rest], findScalar(found, rest))) return undefined;
  return { path: [...spelling, ...rest], reason: explainIgnoredKey(chart, spelling, best), instead: best ? [...best, ...rest] : null };
}

type ReadPaths = ReadonlyMap<string, readonly Path[]>;

/**
 * Lists the relevant keys, and where the chart reads each: the spelling with the highest precedence first, or none if it does not
 * support the key yet.
 */
export function readPaths({ name, version }: Pick<ReadChart, "name" | "version">): ReadPaths {
  return pathsOf(`${name} ${version}`);
}

const pathsOf = remembered((chart) => findPaths(chart.slice(0, chart.indexOf(" ")), chart.slice(chart.indexOf(" ") + 1)));

function findPaths(name: string, version: string): ReadPaths {
  const { charts } = minorOf(version);
  const either = (own: string, key: string) => (charts.descoped ? [[own, ...key.split(".")], key.split(".")] : [[own, ...key.split(".")]]);
  if (name === "cni") {
    const keys = ["cniBinDir", "cniConfDir", "chained", "provider", "ambient.enabled", "resourceQuotas"];
    return new Map([
      ...keys.map((key) => [key, either("cni", key)] as const),
      ["cniNetnsDir", charts.descoped ? either("cni", "cniNetnsDir") : [charts.netnsKey]],
      ["seLinuxOptions", charts.cniHasSeLinuxOptions ? either("cni", "seLinuxOptions") : []],
    ]);
  }
  if (name === "istiod") {
    return new Map([
      ["env", either("pilot", "env")],
      ["trustedZtunnelNamespace", charts.trustsZtunnel ? either("pilot", "trustedZtunnelNamespace") : []],
      ["trustedZtunnelName", isSince(charts.trustedZtunnelName, version) ? either("pilot", "trustedZtunnelName") : []],
    ]);
  }
  if (name !== "ztunnel") return new Map();
  return new Map([
    ["resourceQuotas", charts.ztunnelHasQuota ? [["resourceQuotas"]] : []],
    ["seLinuxOptions", charts.ztunnelHasSeLinuxOptions ? [["seLinuxOptions"]] : []],
  ]);
}

function isWritten(found: Cursor | undefined): boolean {
  return found?.kind === "scalar" || (found?.kind === "map" && found.entries.size > 0);
}

/**
 * Checks whether reading the value would change nothing: it is empty, a switch that is off by default, or equal to the effective
 * setting.
 */
function isWithoutEffect({ effective }: ReadChart, path: Path, value: unknown): boolean {
  if (value === null || value === "" || (value === false && path.at(-1) === "enabled")) return true;
  const isAmbient = /^(ambient\.enabled|env\.PILOT_ENABLE_AMBIENT(_CONTROLLERS)?)$/.test(path.join("."));
  const used = effective[isAmbient ? "ambient" : (path[0] ?? "")];
  return used !== undefined && String(used) === String(value);
}

function explainIgnoredKey({ name, minor }: ReadChart, spelling: Path, best: Path | undefined): string {
  const key = spelling.join(".");
  if (!best) return `the ${name} chart of Istio ${minor.minor} does not have \`${key}\` yet`;
  return `the ${name} chart of Istio ${minor.minor} reads \`${best.join(".")}\` only`;
}
