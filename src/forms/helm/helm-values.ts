import { posix } from "node:path";
import { type Cursor, findAt, isPlace } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Component, Draft, Layer } from "../../model/install.ts";
import type { Form, Reader, Source } from "../../reader/source.ts";

/**
 * Plain values files of Istio's charts. Such a file does not name its chart, so both the file name and the keys have to match.
 * Values files that another install names are read with that install.
 */
const helmValues: Form = {
  id: "helm-values",
  markers: ["profile:", "global:", "cniBinDir", "cniConfDir", "ambient:"],
  *extract(source, reader) {
    const component = guessComponent(source.path);
    const document = component && findValuesDocument(source, component, reader);
    if (component && document)
      yield buildValuesDraft(source, document, listValuesFileLayers(source, document, component, reader), component);
  },
};

export default helmValues;

const valuesKey = /^(profile|global|platform|cni|pilot|ambient|cniBinDir|cniConfDir|meshConfig|resourceQuotas)\s*:/m;

/** Top-level keys that indicate values of each chart. */
const telling: Partial<Record<Component, readonly string[]>> = {
  cni: ["profile", "platform", "global", "cni", "cniBinDir", "cniConfDir", "ambient"],
  istiod: ["profile", "platform", "global", "pilot", "meshConfig", "env"],
  ztunnel: ["profile", "platform", "global", "resourceQuotas", "env", "multiCluster"],
};

function findValuesDocument(source: Source, component: Component, reader: Reader): Document | undefined {
  if (!/\.ya?ml$/.test(source.path) || isPartOfChart(source.path, reader)) return undefined;
  const documents = source.documents(valuesKey);
  const document = documents.length === 1 ? documents[0] : undefined;
  return document && isValues(document, component) ? document : undefined;
}

/**
 * The layers of a values file. If several files belong to one chart, they may be layers of one install, so values that this file
 * does not set are unknown.
 */
function listValuesFileLayers(source: Source, document: Document, component: Component, reader: Reader): Layer[] {
  const own = { name: source.path, values: document.root };
  const neighbour = findSourcesBeside(source.path, component, reader).find(
    (other) => other !== source && findValuesDocument(other, component, reader),
  );
  if (!neighbour) return [own];
  const reason = `${neighbour.path} may be another layer of the same install`;
  return [{ name: neighbour.path, values: { kind: "unknown", origin: { file: source.path, start: 0, end: 0 }, reason } }, own];
}

const known = new WeakMap<Reader, ReadonlyMap<string, readonly Source[]>>();

/** The files named like values of a chart, in the same folder or in one whose name says that several installs share it. */
function findSourcesBeside(path: string, component: Component, reader: Reader): readonly Source[] {
  const folders = known.get(reader) ?? indexByFolder(reader.sources);
  known.set(reader, folders);
  return [posix.dirname(path), shared].flatMap((folder) => folders.get(`${component} ${folder}`) ?? []);
}

const shared = "*";

function indexByFolder(sources: readonly Source[]): ReadonlyMap<string, readonly Source[]> {
  const found = new Map<string, Source[]>();
  for (const source of sources) {
    const component = guessComponent(source.path);
    if (!component) continue;
    const folder = posix.dirname(source.path);
    const isShared = /(^|\/)(base|common|defaults?|shared|global)(\/|$)/.test(folder);
    for (const key of [folder, ...(isShared ? [shared] : [])]) {
      const others = found.get(`${component} ${key}`);
      if (others) others.push(source);
      else found.set(`${component} ${key}`, [source]);
    }
  }
  return found;
}

/** The chart of a values file, by the file's name (`istio-cni-values.yaml`) or, for a file named just `values`, by its folder. */
function guessComponent(path: string): Component | undefined {
  const name = posix.basename(path).replace(/\.ya?ml$/, "");
  const folder = posix.basename(posix.dirname(path));
  const words = /^(?:values|[\w-]*[-.]values|values[-.][\w-]+)$/.test(name) || /^(helm-)?values$/.test(folder) ? name : undefined;
  if (words === undefined) return undefined;
  const inIstioFolder = /(^|[/-])istio([/-]|$)/.test(posix.dirname(path));
  return findNamedComponent(words, inIstioFolder) ?? (/^values\b/.test(name) ? findNamedComponent(folder, inIstioFolder) : undefined);
}

function findNamedComponent(words: string, inIstioFolder: boolean): Component | undefined {
  if (/(^|[-.])ztunnel([-.]|$)/.test(words)) return "ztunnel";
  if (/(^|[-.])istiod([-.]|$)/.test(words)) return "istiod";
  if (/(^|[-.])istio-?cni([-.]|$)/.test(words)) return "cni";
  return inIstioFolder && /(^|[-.])cni([-.]|$)/.test(words) ? "cni" : undefined;
}

function isPartOfChart(path: string, reader: Reader): boolean {
  for (let folder = posix.dirname(path); folder !== "."; folder = posix.dirname(folder)) {
    if (reader.source(`${folder}/Chart.yaml`)) return true;
  }
  return false;
}

function isValues(document: Document, component: Component): boolean {
  if (document.root.kind !== "map" || document.apiVersion !== undefined || document.kind !== undefined) return false;
  return telling[component]?.some((key) => findAt(document.root, key) !== undefined) ?? false;
}

function buildValuesDraft(source: Source, document: Document, layers: readonly Layer[], component: Component): Draft {
  const place = locateFirstKey(document.root) ?? { file: source.path, start: 0, end: 0 };
  return {
    form: "helm-values",
    tool: "helm",
    component,
    chart: component,
    layers,
    rendering: "live",
    place,
    scope: { file: source.path, script: false },
  };
}

function locateFirstKey(root: Cursor) {
  const first = root.kind === "map" ? root.entries.values().next().value : undefined;
  return first && isPlace(first.key) ? first.key : undefined;
}
