import { posix } from "node:path";
import { readChartReference } from "../../istio/chart-reference.ts";
import { buildRke2CiliumDefaults } from "../../istio/rke2-cilium.ts";
import { readChartRepository, toAddressCursor } from "../../model/address.ts";
import {
  type Cursor,
  findAt,
  findEntriesAt,
  findItemsAt,
  findPlaceAt,
  findReferenceAt,
  findStringAt,
  isPlace,
} from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Component, Draft, Layer, ValuesHome } from "../../model/install.ts";
import type { Place } from "../../model/location.ts";
import { findDocumentsNamed } from "../../reader/named-documents.ts";
import { type SetValue, setLayer } from "../../reader/set-layers.ts";
import type { Form, Reader } from "../../reader/source.ts";
import { readBlockLayer } from "../../reader/values-layer.ts";

/** HelmChart and HelmChartConfig resources, with which K3s and RKE2 install charts. https://docs.k3s.io/add-ons/helm */
const k3sHelmChart: Form = {
  id: "k3s-helmchart",
  markers: ["helm.cattle.io/"],
  *extract(source, reader) {
    for (const document of source.documents(/helm\.cattle\.io\//)) {
      if (!document.apiVersion?.startsWith("helm.cattle.io/")) continue;
      const draft = document.kind === "HelmChart" ? buildChartDraft(document, reader) : buildPackagedDraft(document, reader);
      if (draft) yield draft;
    }
  },
};

export default k3sHelmChart;

interface Chart {
  readonly component: Component;
  readonly name: string;
  readonly version: Cursor | undefined;
  readonly repository?: Cursor | undefined;
  readonly place: Place;
}

function buildChartDraft(document: Document, reader: Reader): Draft | undefined {
  const chart = readHelmChart(document);
  if (!chart) return undefined;
  const spec = findAt(document.root, "spec");
  const layers = [...listHelmChartLayers(document, reader), ...listHelmChartConfigLayers(document, reader), ...setLayers(spec)];
  return buildHelmChartDraft(document, chart, findAt(spec, "targetNamespace") ?? findAt(document.root, "metadata", "namespace"), layers);
}

function buildHelmChartDraft(document: Document, chart: Chart, namespace: Cursor | undefined, layers: readonly Layer[]): Draft {
  return {
    form: "k3s-helmchart",
    tool: "helm",
    component: chart.component,
    chart: chart.name,
    version: chart.version,
    repository: chart.repository,
    release: findAt(document.root, "metadata", "name"),
    namespace,
    layers,
    rendering: "live",
    client: { program: "helm-controller", operation: "upgrade", createNamespace: findAt(document.root, "spec", "createNamespace") },
    home: findHelmChartHome(findAt(document.root, "spec")),
    place: chart.place,
    scope: { file: document.file, script: false },
  };
}

function findHelmChartHome(spec: Cursor | undefined): ValuesHome | undefined {
  if (spec?.kind !== "map") return undefined;
  return spec.entries.has("values") ? { map: spec, path: ["values"] } : { map: spec, path: [], text: "valuesContent" };
}

function readHelmChart({ root }: Document): Chart | undefined {
  const spec = findAt(root, "spec");
  const written = findStringAt(spec, "chart");
  const place = findPlaceAt(spec, "chart");
  if (written === undefined || !place) return undefined;
  const found = readChartReference(written, { repository: findStringAt(spec, "repo"), repositories: new Map(), isLocal: false });
  if (!found) return undefined;
  const content = findPlaceAt(spec, "chartContent");
  const { component, name, version } = found;
  // The archive in `chartContent` overrides `chart` and `version`.
  if (content) return { component, name, place, version: { kind: "unknown", origin: content, reason: "the chart is in `chartContent`" } };
  return {
    component,
    name,
    place,
    repository: findAt(spec, "repo") ? toAddressCursor(findAt(spec, "repo")) : readChartRepository(findAt(spec, "chart")),
    version: version === undefined ? findAt(spec, "version") : { kind: "scalar", origin: place, value: version },
  };
}

/** Charts that are packaged with RKE2: https://docs.rke2.io/networking/basic_network_options */
const packaged: ReadonlyMap<string, { readonly component: Component; readonly chart: string }> = new Map([
  ["rke2-cilium", { component: "cilium", chart: "rke2-cilium" }],
  ["rke2-calico", { component: "calico", chart: "rke2-calico" }],
]);

/** The install of a chart that comes with RKE2. The repository contains only its HelmChartConfig. */
function buildPackagedDraft(document: Document, reader: Reader): Draft | undefined {
  const name = document.kind === "HelmChartConfig" ? document.name : undefined;
  const known = name === undefined ? undefined : packaged.get(name);
  const place = findPlaceAt(document.root, "metadata", "name");
  if (!known || name === undefined || !place || findDocumentsNamed(reader, "HelmChart", name).some((chart) => readHelmChart(chart)))
    return undefined;
  // The packaged defaults change between releases of RKE2: https://github.com/rancher/rke2/issues/9040
  const defaults: Layer = {
    name: `${name} of RKE2`,
    values: { kind: "unknown", origin: place, reason: "RKE2 packages it with values of its own" },
  };
  const packagedLayer = known.component === "cilium" ? buildRke2CiliumDefaults(place) : defaults;
  const chart = { component: known.component, name: known.chart, version: undefined, place };
  return buildHelmChartDraft(document, chart, findAt(document.root, "metadata", "namespace"), [
    packagedLayer,
    ...listHelmChartLayers(document, reader),
  ]);
}

/** The layers of one resource, in the order in which the controller passes files to Helm: text, map, Secrets. */
function listHelmChartLayers({ root }: Document, reader: Reader): Layer[] {
  const spec = findAt(root, "spec");
  const written = ["valuesContent", "values"].flatMap((key) => {
    const entry = findEntriesAt(spec).find(([name]) => name === key)?.[1];
    return (entry && readBlockLayer(reader, key, entry)) ?? [];
  });
  return [...written, ...findItemsAt(spec, "valuesSecrets").flatMap(buildSecretLayer)];
}

function buildSecretLayer(secret: Cursor): Layer[] {
  const { origin } = secret;
  if (findItemsAt(secret, "keys").length === 0 && findAt(secret, "keys")?.kind !== "unknown") return [];
  const name = `Secret ${findReferenceAt(secret, "name") ?? ""}`;
  return isPlace(origin) ? [{ name, values: { kind: "unknown", origin, reason: `it comes from the ${name}` } }] : [];
}

/**
 * The layers of the HelmChartConfig with the same name and namespace. If several are equally close, they belong to different
 * clusters, so the values are unknown.
 */
function listHelmChartConfigLayers(chart: Document, reader: Reader): Layer[] {
  if (chart.name === undefined) return [];
  const namespace = (document: Document) => findReferenceAt(document.root, "metadata", "namespace");
  const named = findDocumentsNamed(reader, "HelmChartConfig", chart.name);
  if (named.length > candidateLimit) return createConflictLayer(named[0]);
  const configs = named.filter((config) => namespace(config) === namespace(chart));
  const distances = configs.map((config) => countDirectorySteps(chart.file, config.file));
  const shortest = Math.min(...distances);
  const closest = configs.filter((_, index) => distances[index] === shortest);
  const [config] = closest;
  return closest.length === 1 && config ? listHelmChartLayers(config, reader) : createConflictLayer(config);
}

/** The maximum number of candidates, above the number of clusters in real repositories. */
const candidateLimit = 200;

function createConflictLayer(config: Document | undefined): Layer[] {
  const place = config && findPlaceAt(config.root, "metadata", "name");
  const reason = "there are several HelmChartConfigs for it";
  return place ? [{ name: "HelmChartConfig", values: { kind: "unknown", origin: place, reason } }] : [];
}

/** The number of steps from one file's directory to the other's; -1 for the same file. */
function countDirectorySteps(from: string, to: string): number {
  if (from === to) return -1;
  const path = posix.relative(posix.dirname(from), posix.dirname(to));
  return path === "" ? 0 : path.split("/").length;
}

/** The layers of `set`: the controller sorts these entries and passes them as command options, which override all files. */
function setLayers(spec: Cursor | undefined): Layer[] {
  const sorted = findEntriesAt(spec, "set").toSorted(([one], [other]) => (one < other ? -1 : 1));
  return sorted.flatMap(([path, { key, value }]) => (isPlace(key) ? setLayer(path, value, key, toSetValue) : []));
}

/** Formats a value as the controller does. https://github.com/k3s-io/helm-controller/blob/master/pkg/controllers/chart/chart.go */
function toSetValue(value: string | number | boolean): SetValue {
  const text = String(value);
  if (typeof value !== "string" || /^(true|false|null)$/i.test(text)) return { kind: "set", text };
  return { kind: "set-string", text: text.replace(/\\*,/g, (commas) => (commas.length % 2 === 1 ? `\\${commas}` : commas)) };
}
