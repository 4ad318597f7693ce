import { chartComponent } from "../istio/charts.ts";
import { at, type Cursor, entriesAt, isPlace, itemsAt, placeAt, stringAt } from "../model/cursor.ts";
import type { Draft, Layer } from "../model/install.ts";
import type { Place } from "../model/location.ts";
import { parseSet } from "../model/values.ts";
import type { Document, Form, Reader } from "../source/source.ts";
import { blockLayer, fileLayer, nested } from "../source/values-layer.ts";

/** Argo CD Applications with a chart source. https://argo-cd.readthedocs.io/en/stable/user-guide/helm/ */
const argocdApplication: Form = {
  id: "argocd-application",
  markers: ["argoproj.io/"],
  *extract(source, reader) {
    for (const document of source.documents(/kind["']?:\s*["']?Application\b/)) {
      if (document.kind === "Application" && document.apiVersion?.startsWith("argoproj.io/")) yield* applicationDrafts(document, reader);
    }
  },
};

export default argocdApplication;

function* applicationDrafts(document: Document, reader: Reader): Generator<Draft> {
  const spec = at(document.root, "spec");
  const several = itemsAt(spec, "sources");
  const sources = several.length > 0 ? several : [at(spec, "source")];
  for (const source of sources) {
    const draft = source && chartDraft(document, source, sources, reader);
    if (draft) yield draft;
  }
}

function chartDraft(document: Document, source: Cursor, sources: readonly (Cursor | undefined)[], reader: Reader): Draft | undefined {
  const { chart, repository, place } = chartOf(source);
  const component = chart === undefined ? undefined : chartComponent(chart, repository);
  if (!component || !chart || !place) return undefined;
  const destination = at(document.root, "spec", "destination");
  return {
    form: "argocd-application",
    tool: "helm",
    component,
    chart,
    version: at(source, "targetRevision"),
    release: at(source, "helm", "releaseName") ?? at(document.root, "metadata", "name"),
    namespace: at(source, "helm", "namespace") ?? at(destination, "namespace"),
    layers: layersOf(document, source, sources, reader),
    // Argo CD renders with a version like v1.34: https://github.com/argoproj/argo-cd/issues/26330
    rendering: "offline",
    home: { map: source, path: ["helm", "valuesObject"] },
    place,
    scope: { file: document.file, script: false, destination: stringAt(destination, "name") ?? stringAt(destination, "server") },
  };
}

/** The chart is named by `chart`, or is the last part of an `oci://` address. */
function chartOf(source: Cursor): { chart: string | undefined; repository: string | undefined; place: Place | undefined } {
  const repository = stringAt(source, "repoURL");
  const chart = stringAt(source, "chart");
  if (chart !== undefined) return { chart, repository, place: placeAt(source, "chart") };
  const oci = repository?.match(/^oci:\/\/(.+)\/([^/]+)\/?$/);
  return { chart: oci?.[2], repository: oci?.[1], place: oci ? placeAt(source, "repoURL") : undefined };
}

/** Argo CD's precedence: value files, then `values` or (stronger, and then alone) `valuesObject`, then parameters. */
function layersOf(document: Document, source: Cursor, sources: readonly (Cursor | undefined)[], reader: Reader): Layer[] {
  const helm = at(source, "helm");
  const files = itemsAt(helm, "valueFiles").map((file) => valueFileLayer(document, file, sources, reader));
  const blocks = entriesAt(helm);
  const block = blocks.find(([key]) => key === "valuesObject") ?? blocks.find(([key]) => key === "values");
  const inline = block && blockLayer(reader, block[0], block[1]);
  const parameters = itemsAt(helm, "parameters").flatMap(parameterLayer);
  const fileParameters = itemsAt(helm, "fileParameters").flatMap(fileParameterLayer);
  return [...files, ...(inline ? [inline] : []), ...parameters, ...fileParameters].filter((layer) => layer !== undefined);
}

/** A value file stands in the chart (unknown to us) or, by `$name/path`, in another source: ours or a remote repository. */
function valueFileLayer(document: Document, file: Cursor, sources: readonly (Cursor | undefined)[], reader: Reader): Layer | undefined {
  const place = isPlace(file.origin) ? file.origin : undefined;
  const written = stringAt(file);
  if (!place) return undefined;
  const reference = written?.match(/^\$([\w.-]+)\/(.+)$/);
  if (!reference)
    return { name: written ?? "a value file", values: { kind: "unknown", origin: place, reason: "the file is part of the chart" } };
  const [, name, path] = reference;
  const target = sources.find((source) => stringAt(source, "ref") === name);
  const inRepository = rootedPath(document.file, path ?? "", reader);
  if (inRepository) return fileLayer(reader, inRepository, written ?? "", place);
  const where = stringAt(target, "repoURL") ?? "another repository";
  return { name: written ?? "", values: { kind: "unknown", origin: place, reason: `the file is in ${where}` } };
}

/** A path from the root of the application's repository, which is the directory that is checked or one below it. */
function rootedPath(from: string, path: string, reader: Reader): string | undefined {
  const steps = from.split("/").slice(0, -1);
  const candidates = steps.map((_, index) => [...steps.slice(0, index), path].join("/"));
  const paths = [...candidates, [...steps, path].join("/")].flatMap((candidate) => reader.resolve("", `./${candidate}`) ?? []);
  return paths.find((candidate) => reader.source(candidate));
}

function parameterLayer(parameter: Cursor): Layer[] {
  const name = stringAt(parameter, "name");
  const value = at(parameter, "value");
  const place = placeAt(parameter, "value") ?? placeAt(parameter, "name");
  if (name === undefined || !value || !place) return [];
  const layerName = `parameter ${name}`;
  if (value.kind !== "scalar")
    return [{ name: layerName, values: nested(name, { kind: "unknown", origin: place, reason: "a template" }, place) }];
  const text = String(value.value ?? "");
  const escaped = /^\{.*\}$/.test(text) ? text : text.replace(/(?<!\\),/g, "\\,");
  const kind = isForced(parameter) ? "set-string" : "set";
  return [{ name: layerName, values: parseSet(`${name}=${escaped}`, kind, place) }];
}

function isForced(parameter: Cursor): boolean {
  const flag = at(parameter, "forceString");
  return flag?.kind === "scalar" && flag.value === true;
}

function fileParameterLayer(parameter: Cursor): Layer[] {
  const name = stringAt(parameter, "name");
  const place = placeAt(parameter, "name");
  if (name === undefined || !place) return [];
  return [
    { name: `file parameter ${name}`, values: nested(name, { kind: "unknown", origin: place, reason: "the text of a file" }, place) },
  ];
}
