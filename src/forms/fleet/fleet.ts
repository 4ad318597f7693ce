import { buildChartDrafts, type Deployment } from "../../istio/chart-drafts.ts";
import { readChartReference } from "../../istio/chart-reference.ts";
import { readChartRepository, toAddressCursor } from "../../model/address.ts";
import { type Cursor, findAt, findEntriesAt, findItemsAt, findPlaceAt, findStringAt, isPlace } from "../../model/cursor.ts";
import type { Draft, Layer } from "../../model/install.ts";
import type { Place } from "../../model/location.ts";
import { readReferencedLayer } from "../../reader/config-map.ts";
import { readLocalChart } from "../../reader/local-chart.ts";
import type { Form, Reader } from "../../reader/source.ts";
import { readBlockLayer, readFileLayer } from "../../reader/values-layer.ts";

/** The `fleet.yaml` files of Rancher Fleet. https://fleet.rancher.io/ref-fleet-yaml */
const fleet: Form = {
  id: "fleet",
  markers: ["helm:"],
  *extract(source, reader) {
    if (!/(^|\/)fleet\.ya?ml$/.test(source.path)) return;
    const [document] = source.documents(/\bhelm["']?:/);
    if (document) for (const bundle of listBundles(document.root)) yield* buildBundleDrafts(bundle, source.path, reader);
  },
};

export default fleet;

/** The options for one kind of cluster: those of the file, overridden by those of the matching customization. */
interface Bundle {
  readonly levels: readonly Cursor[];
  readonly target: Cursor | undefined;
  /** The place of the setting by which several customizations may match the same cluster. */
  readonly others: Place | undefined;
}

/**
 * The bundles of a file. The file does not show which clusters match no customization; if some customizations change the chart,
 * only those count as installs.
 */
function listBundles(root: Cursor): Bundle[] {
  const targets = findItemsAt(root, "targetCustomizations").filter((target) =>
    ["helm", "namespace", "defaultNamespace"].some((key) => findAt(target, key)),
  );
  if (targets.length === 0) return [{ levels: [root], target: undefined, others: undefined }];
  const others =
    targets.length > 1 && findStringAt(root, "targetCustomizationMode") === "AllMatches"
      ? findPlaceAt(root, "targetCustomizationMode")
      : undefined;
  const deployed = targets.filter((target) => !isOn(findAt(target, "doNotDeploy")));
  return deployed.map((target) => ({ levels: [root, target], target, others }));
}

function isOn(flag: Cursor | undefined): boolean {
  return flag?.kind === "scalar" && flag.value === true;
}

function buildBundleDrafts(bundle: Bundle, file: string, reader: Reader): Draft[] {
  const chart = findLastSetting(bundle, "helm", "chart") ?? findOwnChart(bundle, file, reader);
  const repository = findLastSetting(bundle, "helm", "repo");
  const written = findStringAt(chart);
  const place = chart && isPlace(chart.origin) ? chart.origin : undefined;
  if (written === undefined || !place) return [];
  const deployment = readBundleDeployment(bundle, place, file, reader);
  const path = repository === undefined && !written.includes("://") ? reader.resolve(file, written) : undefined;
  const local = path === undefined ? undefined : readLocalChart(reader, path);
  if (local) return buildChartDrafts(local, deployment);
  const found = readChartReference(written, { repository: findStringAt(repository), repositories: new Map(), isLocal: path !== undefined });
  if (!found) return [];
  const { component, name, version } = found;
  const inAddress: Cursor | undefined = version === undefined ? undefined : { kind: "scalar", origin: place, value: version };
  const origin = repository ? toAddressCursor(repository) : readChartRepository(chart);
  return [{ ...deployment, component, chart: name, version: inAddress ?? findLastSetting(bundle, "helm", "version"), repository: origin }];
}

/** The chart of a bundle without a named chart: if a `Chart.yaml` is beside the file, the directory itself. */
function findOwnChart({ levels }: Bundle, file: string, reader: Reader): Cursor | undefined {
  const place = levels.flatMap((level) => findPlaceAt(level, "helm") ?? []).at(-1);
  const manifest = reader.resolve(file, "Chart.yaml");
  return place && manifest !== undefined && reader.exists(manifest) ? { kind: "scalar", origin: place, value: "." } : undefined;
}

function readBundleDeployment(bundle: Bundle, place: Place, file: string, reader: Reader): Deployment {
  const home = bundle.levels.map((level) => findAt(level, "helm")).findLast((helm) => helm?.kind === "map");
  const { target } = bundle;
  return {
    form: "fleet",
    tool: "helm",
    release: findLastSetting(bundle, "helm", "releaseName"),
    namespace: findLastSetting(bundle, "namespace") ?? findLastSetting(bundle, "defaultNamespace"),
    layers: listBundleLayers(bundle, file, reader),
    rendering: "live",
    ...(home && { home: { map: home, path: ["values"] } }),
    place,
    scope: {
      file,
      script: false,
      destination: findStringAt(target, "clusterName") ?? findStringAt(target, "clusterGroup") ?? findStringAt(target, "name"),
    },
  };
}

/** The value at a path in the last level that sets it. */
function findLastSetting({ levels }: Bundle, ...path: readonly string[]): Cursor | undefined {
  const written = levels.flatMap((level) => findAt(level, ...path) ?? []);
  return written.findLast((cursor) => cursor.kind !== "scalar" || (cursor.value !== null && cursor.value !== ""));
}

/**
 * The layers of a bundle, in Fleet's order: values, then files of the same level, which override them; the same for the
 * customization; then the keys of `templateValues`; last, values from the cluster.
 * https://github.com/rancher/fleet/blob/main/internal/bundlereader/resources.go
 */
function listBundleLayers({ levels, others }: Bundle, file: string, reader: Reader): Layer[] {
  const helms = levels.map((level) => findAt(level, "helm"));
  const layers = [
    ...helms.flatMap((helm) => [...readInlineLayers(helm, reader), ...readFileLayers(helm, file, reader)]),
    ...helms.flatMap((helm) => findEntriesAt(helm, "templateValues").flatMap(([key, { value }]) => buildTemplateLayer(key, value))),
    ...helms.flatMap((helm) => findItemsAt(helm, "valuesFrom").flatMap((item) => readValuesFromLayers(item, reader))),
  ];
  if (!others) return layers;
  return [
    ...layers,
    { name: "other customizations", values: { kind: "unknown", origin: others, reason: "other customizations may match too" } },
  ];
}

function readInlineLayers(helm: Cursor | undefined, reader: Reader): Layer[] {
  const values = findEntriesAt(helm).find(([key]) => key === "values")?.[1];
  const layer = values && readBlockLayer(reader, "values", values);
  return layer ? [{ ...layer, values: replaceLabelsOnce(layer.values) }] : [];
}

/** All customizations of a file share the values below them, so results are cached. */
const known = new WeakMap<Cursor, Cursor>();

/** Makes texts unknown that Fleet replaces by a label of the cluster. */
function replaceLabelsOnce(cursor: Cursor): Cursor {
  const found = known.get(cursor) ?? replaceLabels(cursor);
  known.set(cursor, found);
  return found;
}

/** The same cursor where it has no labels, as most have none. */
function replaceLabels(cursor: Cursor): Cursor {
  if (cursor.kind === "list") {
    const items = cursor.items.map(replaceLabels);
    return items.some((item, index) => item !== cursor.items[index]) ? { ...cursor, items } : cursor;
  }
  if (cursor.kind === "map") {
    const changed = findEntriesAt(cursor).flatMap(([key, entry]) => {
      const value = replaceLabels(entry.value);
      return value === entry.value ? [] : [[key, { ...entry, value }] as const];
    });
    return changed.length > 0 ? { ...cursor, entries: new Map([...cursor.entries, ...changed]) } : cursor;
  }
  if (cursor.kind !== "scalar" || !String(cursor.value).startsWith("global.fleet.clusterLabels.")) return cursor;
  return { kind: "unknown", origin: cursor.origin, reason: "a label of the cluster", text: String(cursor.value) };
}

function readFileLayers(helm: Cursor | undefined, from: string, reader: Reader): Layer[] {
  return findItemsAt(helm, "valuesFiles").flatMap((item) => {
    const { origin } = item;
    const written = findStringAt(item);
    if (!isPlace(origin)) return [];
    if (written === undefined) return { name: "valuesFiles", values: { kind: "unknown", origin, reason: "a template" } };
    const layer = readFileLayer(reader, reader.resolve(from, `./${written}`), written, origin);
    return { ...layer, values: replaceLabelsOnce(layer.values) };
  });
}

function buildTemplateLayer(key: string, value: Cursor): Layer[] {
  const { origin } = value;
  const unknown: Cursor = { kind: "unknown", origin, reason: "a template of Fleet" };
  return [{ name: "templateValues", values: { kind: "map", origin, entries: new Map([[key, { key: origin, value: unknown }]]) } }];
}

function readValuesFromLayers(item: Cursor, reader: Reader): Layer[] {
  return (["ConfigMap", "Secret"] as const).flatMap((kind) => {
    const reference = findAt(item, kind === "ConfigMap" ? "configMapKeyRef" : "secretKeyRef");
    const place = findPlaceAt(reference, "name");
    return reference && place ? readReferencedLayer(reader, { kind, reference }, place) : [];
  });
}
