import { buildChartDrafts, type Deployment } from "../../istio/chart-drafts.ts";
import { findChartComponent } from "../../istio/charts.ts";
import { readChartRepository, toAddressCursor } from "../../model/address.ts";
import type { DraftClient } from "../../model/client.ts";
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
import type { Draft, Layer } from "../../model/install.ts";
import type { Place } from "../../model/location.ts";
import { mergeValues } from "../../model/values.ts";
import { readLocalChart } from "../../reader/local-chart.ts";
import { findNamed, type Viewpoint } from "../../reader/lookup.ts";
import { findRootedDirectory, findRootedFile } from "../../reader/rooted-path.ts";
import type { Form, Reader } from "../../reader/source.ts";
import { nestValue, readBlockLayer, readFileLayer, readTextLayer } from "../../reader/values-layer.ts";
import { listPatches, type Patch } from "../kustomize/patch.ts";
import { listPatchedSettings } from "../kustomize/patched-settings.ts";
import { fluxMarkers } from "./kustomization.ts";

/** Flux HelmReleases, with the repository objects and ConfigMaps that they name. https://fluxcd.io/flux/components/helm/helmreleases/ */
const fluxHelmRelease: Form = {
  id: "flux-helmrelease",
  markers: ["helm.toolkit.fluxcd.io/", "source.toolkit.fluxcd.io/", "ConfigMap", ...fluxMarkers],
  *extract(source, reader) {
    for (const document of source.documents(/helm\.toolkit\.fluxcd\.io\//)) {
      if (document.kind !== "HelmRelease") continue;
      const local = buildLocalChartDrafts(document, reader);
      const draft = local ? undefined : releaseDraft(document, reader);
      yield* draft ? [draft] : (local ?? []);
    }
  },
};

export default fluxHelmRelease;

interface Chart {
  readonly name: string;
  /** The repository's address or name, which shows whose charts these are. */
  readonly repository: string | undefined;
  readonly address: Cursor | undefined;
  readonly version: Cursor | undefined;
  readonly place: Place;
}

function releaseDraft(document: Document, reader: Reader): Draft | undefined {
  const spec = findAt(document.root, "spec");
  const chart = readInlineChart(document, reader) ?? findReferencedChart(document, reader);
  const component = chart && findChartComponent(chart.name, chart.repository);
  if (!chart || !component) return undefined;
  return {
    form: "flux-helmrelease",
    tool: "helm",
    component,
    chart: chart.name,
    version: chart.version,
    repository: chart.address,
    release: findAt(spec, "releaseName") ?? composeReleaseName(document),
    namespace: findAt(spec, "targetNamespace") ?? findAt(document.root, "metadata", "namespace"),
    layers: listHelmReleaseLayers(document, reader),
    rendering: "live",
    client: readClient(document),
    ...(spec && { home: { map: spec, path: ["values"] } }),
    patched: listPatchedSettings(component, postRendererPatches(document, reader)),
    place: chart.place,
    scope: { file: document.file, script: false },
  };
}

/**
 * The installs of a chart in this repository. The chart and its values files are named by paths from the root. Undefined for
 * other charts.
 */
function buildLocalChartDrafts(document: Document, reader: Reader): Draft[] | undefined {
  const chart = findAt(document.root, "spec", "chart", "spec");
  const path = findStringAt(chart, "chart");
  const place = findPlaceAt(chart, "chart");
  const kind = findStringAt(chart, "sourceRef", "kind");
  if (path === undefined || !place || (kind !== "GitRepository" && kind !== "Bucket")) return undefined;
  const directory = findRootedDirectory(document.file, path, reader);
  const local = directory === undefined ? undefined : readLocalChart(reader, directory);
  const spec = findAt(document.root, "spec");
  if (!local) return undefined;
  const deployment: Deployment = {
    form: "flux-helmrelease",
    tool: "helm",
    release: findAt(spec, "releaseName") ?? composeReleaseName(document),
    namespace: findAt(spec, "targetNamespace") ?? findAt(document.root, "metadata", "namespace"),
    layers: listHelmReleaseLayers(document, reader).filter(({ name }) => name !== "valuesFiles"),
    rendering: "live",
    client: readClient(document),
    ...(spec && { home: { map: spec, path: ["values"] } }),
    place,
    scope: { file: document.file, script: false },
  };
  const files = findItemsAt(chart, "valuesFiles").flatMap((file) => readChartFileLayer(file, document, reader));
  // These files replace the chart's default values: https://fluxcd.io/flux/components/source/helmcharts/#values-files
  const defaults = files.length > 0 ? mergeValues(files.map(({ values }) => values)) : local.defaults;
  const patches = postRendererPatches(document, reader);
  const drafts = buildChartDrafts({ ...local, defaults }, deployment);
  return drafts.map((draft) => ({ ...draft, patched: listPatchedSettings(draft.component, patches) }));
}

function readChartFileLayer(file: Cursor, document: Document, reader: Reader): Layer[] {
  const written = findStringAt(file);
  if (written === undefined || !isPlace(file.origin)) return createUnknownLayer("valuesFiles", file.origin, "the file's name is not known");
  const found = findRootedFile(document.file, written, reader);
  const isIgnored = findAt(document.root, "spec", "chart", "spec", "ignoreMissingValuesFiles");
  if (found === undefined && isIgnored?.kind === "scalar" && isIgnored.value === true) return [];
  return [readFileLayer(reader, found ?? reader.resolve("", `./${written}`), written, file.origin)];
}

/** The Helm client settings of a HelmRelease. https://fluxcd.io/flux/components/helm/helmreleases/#install-configuration */
function readClient({ root }: Document): DraftClient {
  return { program: "flux", operation: "upgrade", createNamespace: findAt(root, "spec", "install", "createNamespace") };
}

/** The release name that Flux composes if none is set. https://fluxcd.io/flux/components/helm/helmreleases/#release-name */
function composeReleaseName({ root }: Document): Cursor | undefined {
  const name = findAt(root, "metadata", "name");
  const target = findAt(root, "spec", "targetNamespace");
  if (target?.kind === "unknown") return target;
  const prefix = findStringAt(target);
  return prefix === undefined || name?.kind !== "scalar" ? name : { ...name, value: `${prefix}-${name.value}` };
}

function postRendererPatches({ root, file }: Document, reader: Reader): Patch[] {
  return findItemsAt(root, "spec", "postRenderers").flatMap((renderer) => listPatches(findAt(renderer, "kustomize"), file, reader));
}

function readInlineChart(document: Document, reader: Reader): Chart | undefined {
  const chart = findAt(document.root, "spec", "chart", "spec");
  const name = findStringAt(chart, "chart");
  const place = findPlaceAt(chart, "chart");
  if (name === undefined || !place) return undefined;
  return { name, ...findChartSource(chart, document, reader), version: findAt(chart, "version"), place };
}

/** The address of the repository that a chart comes from; its name if the repository object is not in this repository. */
function findChartSource(chart: Cursor | undefined, from: Document, reader: Reader): Pick<Chart, "repository" | "address"> {
  const reference = findAt(chart, "sourceRef");
  const name = findReferenceAt(reference, "name");
  const kind = findStringAt(reference, "kind") ?? "HelmRepository";
  const url = findAt(find(reader, kind, name, from, findReferenceAt(reference, "namespace"))?.root, "spec", "url");
  const origin = findAt(reference, "name")?.origin ?? reference?.origin;
  const elsewhere: Cursor | undefined = origin && { kind: "unknown", origin, reason: `the ${kind} is elsewhere` };
  return { repository: findStringAt(url) ?? name, address: url ? toAddressCursor(url) : elsewhere };
}

/** The chart that `chartRef` names: an OCIRepository, whose address ends in the chart's name, or a HelmChart. */
function findReferencedChart(document: Document, reader: Reader): Chart | undefined {
  const reference = findAt(document.root, "spec", "chartRef");
  const place = findPlaceAt(reference, "name");
  if (!place) return undefined;
  const kind = findStringAt(reference, "kind") ?? "OCIRepository";
  const target = find(reader, kind, findReferenceAt(reference, "name"), document, findReferenceAt(reference, "namespace"));
  if (kind === "HelmChart") {
    const name = findStringAt(target?.root, "spec", "chart");
    if (name === undefined || !target) return undefined;
    return {
      name,
      ...findChartSource(findAt(target.root, "spec"), target, reader),
      version: findAt(target.root, "spec", "version"),
      place,
    };
  }
  const url = findAt(target?.root, "spec", "url");
  const parts = findStringAt(url)?.match(/^oci:\/\/(.+)\/([^/]+)\/?$/);
  const ref = findAt(target?.root, "spec", "ref");
  const version = findAt(ref, "tag") ?? findAt(ref, "semver");
  return parts?.[2] === undefined ? undefined : { name: parts[2], repository: parts[1], address: readChartRepository(url), version, place };
}

function find(reader: Reader, kind: string, name: string | undefined, from: Document, namespace?: string): Document | undefined {
  return name === undefined ? undefined : findNamed(reader, kind, name, buildViewpoint(from, namespace))[0];
}

function buildViewpoint(from: Document, namespace: string | undefined): Viewpoint {
  const place = from.root.origin;
  const files = isPlace(place) ? [from.file, place.file] : [from.file];
  return { files, namespace: namespace ?? findReferenceAt(from.root, "metadata", "namespace") };
}

/** The layers of a HelmRelease, in Flux's order: files of the chart, `valuesFrom` in order, then `values`. */
function listHelmReleaseLayers(document: Document, reader: Reader): Layer[] {
  const spec = findAt(document.root, "spec");
  const chartFiles = findItemsAt(spec, "chart", "spec", "valuesFiles").filter((file) => findStringAt(file) !== "values.yaml");
  const layers = chartFiles.flatMap((file) => createUnknownLayer("valuesFiles", file.origin, "the file is part of the chart"));
  for (const item of findItemsAt(spec, "valuesFrom")) layers.push(...readValuesFromLayer(document, item, reader));
  const values = findEntriesAt(spec).find(([key]) => key === "values");
  const inline = values && readBlockLayer(reader, "values", values[1]);
  return inline ? [...layers, inline] : layers;
}

function readValuesFromLayer(document: Document, item: Cursor, reader: Reader): Layer[] {
  const kind = findStringAt(item, "kind") ?? "Secret";
  const name = findReferenceAt(item, "name");
  const valuesKey = findStringAt(item, "valuesKey") ?? "values.yaml";
  const place = findPlaceAt(item, "name");
  if (!place) return [];
  const target = kind === "ConfigMap" && name !== undefined ? findOnlyConfigMap(reader, name, document) : undefined;
  const content = findAt(target?.root, "data", valuesKey);
  const targetPath = findStringAt(item, "targetPath");
  if (content?.kind !== "scalar") {
    const missing: Cursor = { kind: "unknown", origin: place, reason: `it comes from the ${kind} ${name ?? ""}` };
    return [{ name: `${kind} ${name}`, values: targetPath ? nestValue(targetPath, missing, place) : missing }];
  }
  if (targetPath) return [{ name: `ConfigMap ${name}`, values: nestValue(targetPath, content, place) }];
  const own = isPlace(content.origin) ? content.origin : place;
  const layer = readTextLayer(reader, `ConfigMap ${name}`, content, locateDataKey(findAt(target?.root, "data"), valuesKey) ?? own);
  return [target?.fill ? { ...layer, values: fillOnce(layer.values, target, target.fill) } : layer];
}

/** The place of the key above the text of a ConfigMap: a missing value is added below this line. */
function locateDataKey(data: Cursor | undefined, name: string): Place | undefined {
  const key = data?.kind === "map" ? data.entries.get(name)?.key : undefined;
  return key && isPlace(key) ? key : undefined;
}

const known = new WeakMap<Document, WeakMap<Cursor, Cursor>>();

/** Fills the variables of a document into values; the result is cached, because several releases may name the same document. */
function fillOnce(values: Cursor, from: Document, fill: (cursor: Cursor) => Cursor): Cursor {
  const fills = known.get(from) ?? new WeakMap<Cursor, Cursor>();
  known.set(from, fills);
  const result = fills.get(values) ?? fill(values);
  fills.set(values, result);
  return result;
}

/** The ConfigMap with a name if there is only one. If there are several, each cluster may have its own. */
function findOnlyConfigMap(reader: Reader, name: string, from: Document): Document | undefined {
  const found = findNamed(reader, "ConfigMap", name, buildViewpoint(from, undefined));
  return found.length === 1 ? found[0] : undefined;
}

function createUnknownLayer(name: string, origin: Cursor["origin"], reason: string): Layer[] {
  return isPlace(origin) ? [{ name, values: { kind: "unknown", origin, reason } }] : [];
}
