import { readChartReference } from "../../istio/chart-reference.ts";
import { readChartRepository, toAddressCursor } from "../../model/address.ts";
import { type Cursor, findAt, findEntriesAt, findItemsAt, findPlaceAt, findStringAt, isPlace } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Component, Draft, Layer } from "../../model/install.ts";
import type { Place } from "../../model/location.ts";
import { readReferencedLayer } from "../../reader/config-map.ts";
import { type SetValue, setLayer } from "../../reader/set-layers.ts";
import type { Form, Reader } from "../../reader/source.ts";
import { readBlockLayer } from "../../reader/values-layer.ts";

/** Releases of Crossplane's provider-helm. https://github.com/crossplane-contrib/provider-helm */
const crossplaneRelease: Form = {
  id: "crossplane-release",
  markers: ["helm.crossplane.io/", "helm.m.crossplane.io/"],
  *extract(source, reader) {
    for (const document of source.documents(/helm\.(m\.)?crossplane\.io\//)) {
      const isOurs = /^helm\.(m\.)?crossplane\.io\//.test(document.apiVersion ?? "");
      const draft = isOurs && document.kind === "Release" ? releaseDraft(document, reader) : undefined;
      if (draft) yield draft;
    }
  },
};

export default crossplaneRelease;

function releaseDraft(document: Document, reader: Reader): Draft | undefined {
  const spec = findAt(document.root, "spec", "forProvider");
  const chart = readReleaseChart(findAt(spec, "chart"));
  if (!chart) return undefined;
  return {
    form: "crossplane-release",
    tool: "helm",
    component: chart.component,
    chart: chart.name,
    version: chart.version,
    repository: chart.repository,
    release: findAt(document.root, "metadata", "annotations", "crossplane.io/external-name") ?? findAt(document.root, "metadata", "name"),
    namespace: findAt(spec, "namespace"),
    layers: listReleaseLayers(spec, reader),
    rendering: "live",
    ...(spec?.kind === "map" && { home: { map: spec, path: ["values"] } }),
    place: chart.place,
    scope: { file: document.file, script: false, destination: readProviderConfig(document) },
  };
}

interface Chart {
  readonly component: Component;
  readonly name: string;
  readonly version: Cursor | undefined;
  readonly repository: Cursor | undefined;
  readonly place: Place;
}

/** Reads the chart of a release. `url` overrides `repository` and `name`; an OCI address may end in the version. */
function readReleaseChart(chart: Cursor | undefined): Chart | undefined {
  const key = findStringAt(chart, "url") === undefined ? "name" : "url";
  const written = findStringAt(chart, key);
  const place = findPlaceAt(chart, key);
  if (written === undefined || !place) return undefined;
  const [, address = written, tag, digest] = /^(oci:\/\/[^@]+?)(?::([^:/@]+))?(@.+)?$/.exec(written) ?? [];
  const repository = key === "name" ? findStringAt(chart, "repository") : undefined;
  const found = readChartReference(address, { repository, repositories: new Map(), isLocal: false });
  if (!found) return undefined;
  const { component, name } = found;
  const origin = key === "name" ? toAddressCursor(findAt(chart, "repository")) : readChartRepository(findAt(chart, "url"));
  return { component, name, place, version: readReleaseVersion(chart, tag ?? found.version, digest, place), repository: origin };
}

function readReleaseVersion(
  chart: Cursor | undefined,
  inAddress: string | undefined,
  digest: string | undefined,
  place: Place,
): Cursor | undefined {
  if (inAddress !== undefined) return { kind: "scalar", origin: place, value: inAddress };
  const written = findAt(chart, "version");
  const pinned = digest === undefined ? findPlaceAt(chart, "digest") : place;
  if (written || !pinned) return written;
  return { kind: "unknown", origin: pinned, reason: "the chart is pinned by its digest" };
}

/** Matches common names of provider configurations, which do not distinguish clusters. */
const anyCluster = /^(default|in-?cluster|injected-?identity|(provider-)?helm(-provider)?(-config)?)$/;

function readProviderConfig({ root }: Document): string | undefined {
  const name = findStringAt(root, "spec", "providerConfigRef", "name");
  return name === undefined || anyCluster.test(name) ? undefined : name;
}

/**
 * The layers of a release, in provider-helm's order:
 * https://github.com/crossplane-contrib/provider-helm/blob/main/pkg/controller/cluster/release/values.go
 */
function listReleaseLayers(spec: Cursor | undefined, reader: Reader): Layer[] {
  const values = findEntriesAt(spec).find(([key]) => key === "values")?.[1];
  const inline = values && readBlockLayer(reader, "values", values);
  return [
    ...findItemsAt(spec, "valuesFrom").flatMap((item) => readValuesFromLayers(item, reader)),
    ...(inline ? [inline] : []),
    ...findItemsAt(spec, "set").flatMap(setLayers),
  ];
}

function readValuesFromLayers(item: Cursor, reader: Reader): Layer[] {
  const { origin } = item;
  const map = findAt(item, "configMapKeyRef");
  const reference = map ?? findAt(item, "secretKeyRef") ?? item;
  if (!isPlace(origin)) return [];
  return [readReferencedLayer(reader, { kind: map ? "ConfigMap" : "Secret", reference }, findPlaceAt(reference, "name") ?? origin)];
}

function setLayers(item: Cursor): Layer[] {
  const path = findStringAt(item, "name");
  const place = findPlaceAt(item, "name");
  if (path === undefined || !place) return [];
  const from = findPlaceAt(item, "valueFrom");
  const value: Cursor | undefined = from ? { kind: "unknown", origin: from, reason: "it comes from the cluster" } : findAt(item, "value");
  return value ? [setLayer(path, value, place, toSetText)] : [];
}

function toSetText(value: string | number | boolean): SetValue {
  return { kind: "set", text: String(value) };
}
