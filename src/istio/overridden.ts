import { type Cursor, findAt, isPlace, type Origin, type Scalar } from "../model/cursor.ts";
import type { Effective, Ineffective, Layer } from "../model/install.ts";
import { remembered } from "../model/remembered.ts";
import { findProfileFile } from "./chart.ts";
import type { ChartName, Tree } from "./data/index.ts";
import type { RenderedChart } from "./ignored.ts";
import { readPaths } from "./ignored-keys.ts";
import { findIneffective, findScalar, type IneffectiveKey, keepCommonKeys, listScalarLeaves } from "./ineffective.ts";
import type { ReadChart } from "./read-chart.ts";
import { computeSubchartValues } from "./subchart.ts";
import { minorOf } from "./versions.ts";

/**
 * Finds written values that a stronger one overrides: from 1.24 on values below `cni` or `pilot` are copied to the top, and
 * profiles and platforms set their keys there. If several versions are possible, it must be true for each.
 */
export function listOverriddenValues(chart: RenderedChart, versions: readonly string[], layers: readonly Layer[]): Ineffective[] {
  const ineffectiveKeys = versions.map((version) => findOverriddenValues(chart, version, layers));
  return keepCommonKeys(ineffectiveKeys).flatMap((ineffective) => findIneffective(chart.values, ineffective) ?? []);
}

function findOverriddenValues(
  { component, values, profile, platform, effective }: RenderedChart,
  version: string,
  layers: readonly Layer[],
): IneffectiveKey[] {
  const minor = minorOf(version);
  const context: Context = { minor, version, selected: { profile, platform }, effective: effective ?? {}, layers };
  if (component === "cni" || component === "istiod" || component === "ztunnel")
    return [...findOverriddenFlatKeys(context, component, values, []), ...findGlobalSelectors(context, component, values)];
  if (component !== "ambient") return [];
  const below = (["cni", "istiod"] as const).flatMap((sub) => [
    ...findOverriddenFlatKeys(context, sub, computeSubchartValues(values, sub), [sub]),
  ]);
  return [...below, ...findUmbrellaProfile(context, values)];
}

interface Context extends Pick<ReadChart, "minor" | "version" | "selected"> {
  readonly effective: Effective;
  readonly layers: readonly Layer[];
}

const nestedIn = { cni: "cni", istiod: "pilot" } as const;

/** Finds top-level keys that the same key below `cni` or `pilot` overrides. */
function* findOverriddenFlatKeys(context: Context, name: ChartName, values: Cursor, above: readonly string[]): Generator<IneffectiveKey> {
  const own = name === "cni" || name === "istiod" ? nestedIn[name] : undefined;
  if (!own || !context.minor.charts.descoped) return;
  for (const key of flatKeysOf(`${name} ${context.version}`)) {
    for (const [rest, value] of listScalarLeaves(findAt(values, ...key))) {
      const flat = [...key, ...rest];
      const nested = [own, ...flat];
      const winner = findWinner(context, values, nested, [...above, ...flat]);
      if (!winner || String(winner.value) === String(value) || isEffective(context, flat, value)) continue;
      yield { path: [...above, ...flat], reason: winner.by([...above, ...nested].join(".")), instead: [...above, ...nested] };
    }
  }
}

const flatKeysOf = remembered((chart) => {
  const [name, version = ""] = chart.split(" ");
  return [...readPaths({ name: name as ChartName, version }).keys()].map((key) => key.split("."));
});

interface Winner {
  readonly value: Scalar;
  readonly by: (key: string) => string;
}

/** Finds the value at the nested key: the user's, else the platform's, else the profile's. */
function findWinner(context: Context, values: Cursor, nested: readonly string[], flat: readonly string[]): Winner | undefined {
  const written = findAt(values, ...nested);
  if (written) {
    if (written.kind !== "scalar" || written.value === null) return undefined;
    const { value } = written;
    const isOrdinary = isLaterLayer(context, written.origin, flat, [...flat.slice(0, flat.length - nested.length + 1), ...nested]);
    return isOrdinary ? undefined : { value, by: (key) => `\`${key}: ${formatScalar(value)}\`` };
  }
  // A parent map that is emptied or unknown leaves nothing to compare.
  if (nested.some((_, depth) => depth > 0 && !isMapOrMissing(findAt(values, ...nested.slice(0, depth))))) return undefined;
  const { minor, selected } = context;
  const chosen = [
    ["platform", selected.platform, selected.platform === null ? undefined : findOwnTree(minor.platforms, selected.platform)],
    ["profile", selected.profile, selected.profile === null ? undefined : findProfileFile(minor, selected.profile)],
  ] as const;
  for (const [kind, name, tree] of chosen) {
    const value = findTreeScalar(tree, nested);
    if (value !== undefined) return { value, by: (key) => `${kind} \`${name}\`, which sets \`${key}: ${formatScalar(value)}\`` };
  }
  return undefined;
}

function findOwnTree(trees: Readonly<Record<string, Tree>>, name: string): Tree | undefined {
  return Object.hasOwn(trees, name) ? trees[name] : undefined;
}

function findTreeScalar(tree: Tree | undefined, path: readonly string[]): Scalar | undefined {
  let current: Tree[string] | undefined = tree;
  for (const step of path) current = isTree(current) ? current[step] : undefined;
  return typeof current === "object" && current !== null ? undefined : current;
}

function isTree(value: Tree[string] | undefined): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isMapOrMissing(found: Cursor | undefined): boolean {
  return found === undefined || (found.kind === "map" && !found.rest);
}

function formatScalar(value: Scalar): string {
  return value === "" ? '""' : String(value).slice(0, 200);
}

/** Checks whether the value takes effect anyway, or may: if the directory is empty, the chart chooses it by cluster. */
function isEffective({ effective }: Context, flat: readonly string[], value: Scalar): boolean {
  if (flat.length > 1 || !/Dir$/.test(flat[0] ?? "")) return false;
  const used = effective[flat[0] ?? ""];
  return used === undefined || String(used) === String(value);
}

/** Checks whether the overriding value is in a later layer, which is the intended use of layers; an unknown order counts as later. */
function isLaterLayer({ layers }: Context, winner: Origin, flat: readonly string[], nested: readonly string[]): boolean {
  const [lost, won] = [flat, nested].map((path) => layers.findLastIndex(({ values }) => findAt(values, ...path) !== undefined));
  if (lost === undefined || won === undefined || won > lost) return true;
  if (won < lost) return false;
  const loser = findAt(layers[lost]?.values, ...flat)?.origin;
  return !(loser && isPlace(loser) && isPlace(winner) && loser.file === winner.file);
}

/** From 1.25 on a top-level profile or platform overrides the one below `global`. */
function* findGlobalSelectors(context: Context, name: ChartName, values: Cursor): Generator<IneffectiveKey> {
  for (const selector of ["platform", "profile"] as const) {
    if (context.minor.charts[`${selector}Keys`].join() !== "root,global") continue;
    // Istiod passes `global.platform` on to injected pods.
    if ((name === "istiod") === (selector === "platform")) continue;
    const [root, global] = [findAt(values, selector), findScalar(values, ["global", selector])];
    if (root?.kind !== "scalar" || !root.value || !global || String(root.value) === String(global)) continue;
    if (isLaterLayer(context, root.origin, ["global", selector], [selector])) continue;
    yield { path: ["global", selector], reason: `\`${selector}: ${formatScalar(root.value)}\``, instead: [selector] };
  }
}

/** The umbrella chart sets a profile for each subchart, which overrides `global`. */
function* findUmbrellaProfile({ minor }: Context, values: Cursor): Generator<IneffectiveKey> {
  const own = findTreeScalar(minor.umbrella ?? {}, ["cni", "profile"]);
  const written = findScalar(values, ["global", "profile"]);
  if (!minor.charts.profileKeys.includes("global") || !own || !written || written === own) return;
  const subcharts = ["cni", "istiod", "ztunnel"].filter((sub) => findAt(values, sub, "profile") === undefined);
  if (subcharts.length === 0) return;
  const keys = subcharts.map((sub) => `\`${sub}.profile: ${formatScalar(own)}\``).join(", ");
  const reason = `the umbrella chart's own ${subcharts.length > 1 ? "defaults" : "default"} ${keys.replace(/, (?=[^,]*$)/, " and ")}`;
  yield { path: ["global", "profile"], reason, instead: null };
}
