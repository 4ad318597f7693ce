import { chartDrafts, type Deployment } from "../../istio/chart-drafts.ts";
import { chartComponent } from "../../istio/charts.ts";
import { addressCursor, repositoryOfChart } from "../../model/address.ts";
import type { DraftClient } from "../../model/client.ts";
import { at, type Cursor, entriesAt, isPlace, itemsAt, placeAt, referenceAt, stringAt } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Draft, Layer } from "../../model/install.ts";
import type { Place } from "../../model/location.ts";
import { mergeValues } from "../../model/values.ts";
import { readLocalChart } from "../../reader/local-chart.ts";
import { findNamed, type Viewpoint } from "../../reader/lookup.ts";
import { rootedDirectory, rootedFile } from "../../reader/rooted-path.ts";
import type { Form, Reader } from "../../reader/source.ts";
import { blockLayer, fileLayer, nested, textLayer } from "../../reader/values-layer.ts";
import { type Patch, patchesIn } from "../kustomize/patch.ts";
import { patchedSettings } from "../kustomize/patched-settings.ts";
import { fluxMarkers } from "./kustomization.ts";

/** Flux HelmReleases, with the repository objects and ConfigMaps that they name. https://fluxcd.io/flux/components/helm/helmreleases/ */
const fluxHelmRelease: Form = {
  id: "flux-helmrelease",
  markers: ["helm.toolkit.fluxcd.io/", "source.toolkit.fluxcd.io/", "ConfigMap", ...fluxMarkers],
  *extract(source, reader) {
    for (const document of source.documents(/helm\.toolkit\.fluxcd\.io\//)) {
      if (document.kind !== "HelmRelease") continue;
      const local = chartOfRepositoryDrafts(document, reader);
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
  const spec = at(document.root, "spec");
  const chart = inlineChart(document, reader) ?? referencedChart(document, reader);
  const component = chart && chartComponent(chart.name, chart.repository);
  if (!chart || !component) return undefined;
  return {
    form: "flux-helmrelease",
    tool: "helm",
    component,
    chart: chart.name,
    version: chart.version,
    repository: chart.address,
    release: at(spec, "releaseName") ?? composedName(document),
    namespace: at(spec, "targetNamespace") ?? at(document.root, "metadata", "namespace"),
    layers: listHelmReleaseLayers(document, reader),
    rendering: "live",
    client: readClient(document),
    ...(spec && { home: { map: spec, path: ["values"] } }),
    patched: patchedSettings(component, postRendererPatches(document, reader)),
    place: chart.place,
    scope: { file: document.file, script: false },
  };
}

/**
 * The installs of a chart in this repository. The chart and its values files are named by paths from the root. Undefined for
 * other charts.
 */
function chartOfRepositoryDrafts(document: Document, reader: Reader): Draft[] | undefined {
  const chart = at(document.root, "spec", "chart", "spec");
  const path = stringAt(chart, "chart");
  const place = placeAt(chart, "chart");
  const kind = stringAt(chart, "sourceRef", "kind");
  if (path === undefined || !place || (kind !== "GitRepository" && kind !== "Bucket")) return undefined;
  const directory = rootedDirectory(document.file, path, reader);
  const local = directory === undefined ? undefined : readLocalChart(reader, directory);
  const spec = at(document.root, "spec");
  if (!local) return undefined;
  const deployment: Deployment = {
    form: "flux-helmrelease",
    tool: "helm",
    release: at(spec, "releaseName") ?? composedName(document),
    namespace: at(spec, "targetNamespace") ?? at(document.root, "metadata", "namespace"),
    layers: listHelmReleaseLayers(document, reader).filter(({ name }) => name !== "valuesFiles"),
    rendering: "live",
    client: readClient(document),
    ...(spec && { home: { map: spec, path: ["values"] } }),
    place,
    scope: { file: document.file, script: false },
  };
  const files = itemsAt(chart, "valuesFiles").flatMap((file) => chartFileLayer(file, document, reader));
  // These files replace the chart's default values: https://fluxcd.io/flux/components/source/helmcharts/#values-files
  const defaults = files.length > 0 ? mergeValues(files.map(({ values }) => values)) : local.defaults;
  const patches = postRendererPatches(document, reader);
  const drafts = chartDrafts({ ...local, defaults }, deployment);
  return drafts.map((draft) => ({ ...draft, patched: patchedSettings(draft.component, patches) }));
}

function chartFileLayer(file: Cursor, document: Document, reader: Reader): Layer[] {
  const written = stringAt(file);
  if (written === undefined || !isPlace(file.origin)) return unknownLayer("valuesFiles", file.origin, "the file's name is not known");
  const found = rootedFile(document.file, written, reader);
  const isIgnored = at(document.root, "spec", "chart", "spec", "ignoreMissingValuesFiles");
  if (found === undefined && isIgnored?.kind === "scalar" && isIgnored.value === true) return [];
  return [fileLayer(reader, found ?? reader.resolve("", `./${written}`), written, file.origin)];
}

/** The Helm client settings of a HelmRelease. https://fluxcd.io/flux/components/helm/helmreleases/#install-configuration */
function readClient({ root }: Document): DraftClient {
  return { program: "flux", operation: "upgrade", createNamespace: at(root, "spec", "install", "createNamespace") };
}

/** The release name that Flux composes if none is set. https://fluxcd.io/flux/components/helm/helmreleases/#release-name */
function composedName({ root }: Document): Cursor | undefined {
  const name = at(root, "metadata", "name");
  const target = at(root, "spec", "targetNamespace");
  if (target?.kind === "unknown") return target;
  const prefix = stringAt(target);
  return prefix === undefined || name?.kind !== "scalar" ? name : { ...name, value: `${prefix}-${name.value}` };
}

function postRendererPatches({ root, file }: Document, reader: Reader): Patch[] {
  return itemsAt(root, "spec", "postRenderers").flatMap((renderer) => patchesIn(at(renderer, "kustomize"), file, reader));
}

function inlineChart(document: Document, reader: Reader): Chart | undefined {
  const chart = at(document.root, "spec", "chart", "spec");
  const name = stringAt(chart, "chart");
  const place = placeAt(chart, "chart");
  if (name === undefined || !place) return undefined;
  return { name, ...findChartSource(chart, document, reader), version: at(chart, "version"), place };
}

/** The address of the repository that a chart comes from; its name if the repository object is not in this repository. */
function findChartSource(chart: Cursor | undefined, from: Document, reader: Reader): Pick<Chart, "repository" | "address"> {
  const reference = at(chart, "sourceRef");
  const name = referenceAt(reference, "name");
  const kind = stringAt(reference, "kind") ?? "HelmRepository";
  const url = at(find(reader, kind, name, from, referenceAt(reference, "namespace"))?.root, "spec", "url");
  const origin = at(reference, "name")?.origin ?? reference?.origin;
  const elsewhere: Cursor | undefined = origin && { kind: "unknown", origin, reason: `the ${kind} is elsewhere` };
  return { repository: stringAt(url) ?? name, address: url ? addressCursor(url) : elsewhere };
}

/** The chart that `chartRef` names: an OCIRepository, whose address ends in the chart's name, or a HelmChart. */
function referencedChart(document: Document, reader: Reader): Chart | undefined {
  const reference = at(document.root, "spec", "chartRef");
  const place = placeAt(reference, "name");
  if (!place) return undefined;
  const kind = stringAt(reference, "kind") ?? "OCIRepository";
  const target = find(reader, kind, referenceAt(reference, "name"), document, referenceAt(reference, "namespace"));
  if (kind === "HelmChart") {
    const name = stringAt(target?.root, "spec", "chart");
    if (name === undefined || !target) return undefined;
    return { name, ...findChartSource(at(target.root, "spec"), target, reader), version: at(target.root, "spec", "version"), place };
  }
  const url = at(target?.root, "spec", "url");
  const parts = stringAt(url)?.match(/^oci:\/\/(.+)\/([^/]+)\/?$/);
  const ref = at(target?.root, "spec", "ref");
  const version = at(ref, "tag") ?? at(ref, "semver");
  return parts?.[2] === undefined ? undefined : { name: parts[2], repository: parts[1], address: repositoryOfChart(url), version, place };
}

function find(reader: Reader, kind: string, name: string | undefined, from: Document, namespace?: string): Document | undefined {
  return name === undefined ? undefined : findNamed(reader, kind, name, viewpoint(from, namespace))[0];
}

function viewpoint(from: Document, namespace: string | undefined): Viewpoint {
  const place = from.root.origin;
  const files = isPlace(place) ? [from.file, place.file] : [from.file];
  return { files, namespace: namespace ?? referenceAt(from.root, "metadata", "namespace") };
}

/** The layers of a HelmRelease, in Flux's order: files of the chart, `valuesFrom` in order, then `values`. */
function listHelmReleaseLayers(document: Document, reader: Reader): Layer[] {
  const spec = at(document.root, "spec");
  const chartFiles = itemsAt(spec, "chart", "spec", "valuesFiles").filter((file) => stringAt(file) !== "values.yaml");
  const layers = chartFiles.flatMap((file) => unknownLayer("valuesFiles", file.origin, "the file is part of the chart"));
  for (const item of itemsAt(spec, "valuesFrom")) layers.push(...valuesFromLayer(document, item, reader));
  const values = entriesAt(spec).find(([key]) => key === "values");
  const inline = values && blockLayer(reader, "values", values[1]);
  return inline ? [...layers, inline] : layers;
}

function valuesFromLayer(document: Document, item: Cursor, reader: Reader): Layer[] {
  const kind = stringAt(item, "kind") ?? "Secret";
  const name = referenceAt(item, "name");
  const valuesKey = stringAt(item, "valuesKey") ?? "values.yaml";
  const place = placeAt(item, "name");
  if (!place) return [];
  const target = kind === "ConfigMap" && name !== undefined ? onlyConfigMap(reader, name, document) : undefined;
  const content = at(target?.root, "data", valuesKey);
  const targetPath = stringAt(item, "targetPath");
  if (content?.kind !== "scalar") {
    const missing: Cursor = { kind: "unknown", origin: place, reason: `it comes from the ${kind} ${name ?? ""}` };
    return [{ name: `${kind} ${name}`, values: targetPath ? nested(targetPath, missing, place) : missing }];
  }
  if (targetPath) return [{ name: `ConfigMap ${name}`, values: nested(targetPath, content, place) }];
  const own = isPlace(content.origin) ? content.origin : place;
  const layer = textLayer(reader, `ConfigMap ${name}`, content, keyPlace(at(target?.root, "data"), valuesKey) ?? own);
  return [target?.fill ? { ...layer, values: filled(layer.values, target, target.fill) } : layer];
}

/** The place of the key above the text of a ConfigMap: a missing value is added below this line. */
function keyPlace(data: Cursor | undefined, name: string): Place | undefined {
  const key = data?.kind === "map" ? data.entries.get(name)?.key : undefined;
  return key && isPlace(key) ? key : undefined;
}

const known = new WeakMap<Document, WeakMap<Cursor, Cursor>>();

/** Fills the variables of a document into values; the result is cached, because several releases may name the same document. */
function filled(values: Cursor, from: Document, fill: (cursor: Cursor) => Cursor): Cursor {
  const fills = known.get(from) ?? new WeakMap<Cursor, Cursor>();
  known.set(from, fills);
  const result = fills.get(values) ?? fill(values);
  fills.set(values, result);
  return result;
}

/** The ConfigMap with a name if there is only one. If there are several, each cluster may have its own. */
function onlyConfigMap(reader: Reader, name: string, from: Document): Document | undefined {
  const found = findNamed(reader, "ConfigMap", name, viewpoint(from, undefined));
  return found.length === 1 ? found[0] : undefined;
}

function unknownLayer(name: string, origin: Cursor["origin"], reason: string): Layer[] {
  return isPlace(origin) ? [{ name, values: { kind: "unknown", origin, reason } }] : [];
}
