import { posix } from "node:path";
import { isKustomization } from "../../files/file-kind.ts";
import { type Cursor, findAt, findEntriesAt, findItemsAt, findStringAt, isPlace } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Reader, Source } from "../../reader/source.ts";
import { findChartGenerators } from "./charts.ts";
import { createKeyObstacle, createMissingObstacle, type Obstacle } from "./obstacle.ts";
import { isPatchText } from "./patch.ts";

/** A Kustomize root (a kustomization that no other one in the repository includes), with everything that it reads. */
export interface Overlay {
  /** The path of its kustomization file. */
  readonly path: string;
  /** All kustomization files that it includes, and its own. */
  readonly kustomizations: readonly Document[];
  /** The resource files that it deploys. */
  readonly resources: readonly string[];
  /** The patch files, which only change other resources. */
  readonly patches: readonly string[];
  /** The obstacle to building it here: a remote base, a Helm chart, a missing file. */
  readonly obstacle: Obstacle | undefined;
}

/** Finds the Kustomize roots of a repository; `deployed` are directories that something deploys directly. */
export function findOverlays(reader: Reader, deployed: ReadonlySet<string>): Overlay[] {
  const kustomizations = indexKustomizations(reader);
  const included = new Set<string>();
  for (const document of kustomizations.values()) {
    for (const { path } of listReferences(document, reader)) if (path !== undefined) included.add(path);
  }
  const isRoot = ({ file }: Document) => !included.has(file) || deployed.has(posix.dirname(file));
  const roots = [...kustomizations.values()].filter((document) => isRoot(document) && !isComponent(document));
  return roots.map((document) => readOverlay(document, kustomizations, reader));
}

/** The kustomizations of a repository. */
export function listKustomizations(reader: Reader): readonly Document[] {
  return [...indexKustomizations(reader).values()];
}

/** The kustomization in a file; undefined for other files. */
export function findKustomizationAt(path: string, reader: Reader): Document | undefined {
  return indexKustomizations(reader).get(path);
}

const known = new WeakMap<Reader, ReadonlyMap<string, Document>>();

function indexKustomizations(reader: Reader): ReadonlyMap<string, Document> {
  const before = known.get(reader);
  if (before) return before;
  const files = reader.sources.filter((source) => isKustomization(source.path) && !source.rendered && !source.deployer);
  const kustomizations = new Map(files.flatMap((source) => readKustomization(source)));
  known.set(reader, kustomizations);
  return kustomizations;
}

function isComponent(document: Document): boolean {
  return document.kind === "Component";
}

function readKustomization(source: Source): [string, Document][] {
  const document = source.documents(/(?:)/)[0];
  return document ? [[source.path, document]] : [];
}

export interface Reference {
  readonly written: string;
  readonly origin: Cursor["origin"];
  /** The kustomization file of a directory, or the file itself; undefined if neither is in the repository. */
  readonly path: string | undefined;
  readonly isComponent: boolean;
}

/** The references of a kustomization to what it includes, components last. */
export function listReferences(document: Document, reader: Reader): Reference[] {
  const kustomizations = indexKustomizations(reader);
  return ["resources", "bases", "components"].flatMap((key) =>
    findItemsAt(document.root, key).flatMap((item) => {
      const written = findStringAt(item);
      if (written === undefined) return [];
      const path = findTarget(document, written, kustomizations, reader);
      return [{ written, origin: item.origin, path, isComponent: key === "components" }];
    }),
  );
}

/** The kustomization or manifest that an entry of `resources` or a similar list names; undefined if neither is in the repository. */
export function findIncludedFile(document: Document, written: string, reader: Reader): string | undefined {
  return findTarget(document, written, indexKustomizations(reader), reader);
}

function findTarget(
  document: Document,
  written: string,
  kustomizations: ReadonlyMap<string, Document>,
  reader: Reader,
): string | undefined {
  const path = written.startsWith("/") ? undefined : reader.resolve(document.file, written);
  if (path === undefined) return undefined;
  const folder = path.replace(/\/$/, "");
  const start = folder === "." || folder === "" ? "" : `${folder}/`;
  const names = [`${start}kustomization.yaml`, `${start}kustomization.yml`, `${start}Kustomization`];
  return names.find((name) => kustomizations.has(name)) ?? (/\.(ya?ml|json)$/.test(path) && reader.exists(path) ? path : undefined);
}

function readOverlay(root: Document, kustomizations: ReadonlyMap<string, Document>, reader: Reader): Overlay {
  const below = new Map<string, Document>();
  const resources: string[] = [];
  const patches: string[] = [];
  let obstacle: Obstacle | undefined;
  const waiting = [root];
  for (let document = waiting.pop(); document; document = waiting.pop()) {
    if (below.has(document.file)) continue;
    below.set(document.file, document);
    obstacle ??= findObstacle(document, reader);
    patches.push(...patchFiles(document, reader));
    for (const { path } of listReferences(document, reader)) {
      const inner = path === undefined ? undefined : kustomizations.get(path);
      if (inner) waiting.push(inner);
      else if (path !== undefined) resources.push(path);
    }
  }
  return { path: root.file, kustomizations: [...below.values()], resources, patches, obstacle };
}

/**
 * The kustomizations of an overlay that change what one of them deploys: that one, those above it (nearest first), and their
 * components.
 */
export function listKustomizationsAbove(overlay: Overlay, file: string, reader: Reader): Document[] {
  const including = new Map<string, Document[]>();
  const components = new Map<Document, string[]>();
  for (const document of overlay.kustomizations) {
    const references = listReferences(document, reader).filter(({ path }) => path !== undefined) as (Reference & { path: string })[];
    for (const { path } of references) {
      const others = including.get(path);
      if (others) others.push(document);
      else including.set(path, [document]);
    }
    components.set(
      document,
      references.filter(({ isComponent }) => isComponent).map(({ path }) => path),
    );
  }
  const above = new Set(overlay.kustomizations.filter((document) => document.file === file));
  for (const document of above) for (const parent of including.get(document.file) ?? []) above.add(parent);
  const beside = new Set([...above].flatMap((document) => components.get(document) ?? []));
  return [...above, ...overlay.kustomizations.filter((document) => beside.has(document.file) && !above.has(document))];
}

function patchFiles(document: Document, reader: Reader): string[] {
  return patchPaths(document).flatMap((path) => reader.resolve(document.file, findStringAt(path) ?? "") ?? []);
}

/** The paths of patches, as written. */
function patchPaths({ root }: Document): Cursor[] {
  const listed = ["patches", "patchesJson6902"].flatMap((key) => findItemsAt(root, key).map((item) => findAt(item, "path")));
  return [...listed, ...findItemsAt(root, "patchesStrategicMerge")].filter((path): path is Cursor => {
    const written = findStringAt(path);
    return written !== undefined && !isPatchText(written);
  });
}

/** The keys that make Kustomize run Helm. */
const chartKeys = new Set(["helmCharts", "helmChartInflationGenerator", "generators"]);

/**
 * Finds an obstacle to building a kustomization. Kustomize must never access the network, so every reference must be a file in
 * the repository.
 */
function findObstacle(document: Document, reader: Reader): Obstacle | undefined {
  const generator = findItemsAt(document.root, "generators").find((item) => findChartGenerators(item, document.file, reader).length === 0);
  if (generator && isPlace(generator.origin)) return createKeyObstacle("generators", generator.origin);
  const charts = findEntriesAt(document.root).find(([key]) => chartKeys.has(key));
  if (charts && isPlace(charts[1].key)) {
    const message =
      "This kustomization renders Helm charts, which needs the network: its other resources are read without what it does to them.";
    return { code: "kustomize-helm", message, place: charts[1].key };
  }
  const missing = listReferences(document, reader).find(({ path }) => path === undefined);
  if (missing && isPlace(missing.origin)) return createMissingObstacle("base", missing.written, missing.origin);
  const patch = patchPaths(document).find((path) => !isFile(document, findStringAt(path) ?? "", reader));
  return patch && isPlace(patch.origin) ? createMissingObstacle("file", findStringAt(patch) ?? "", patch.origin) : undefined;
}

function isFile({ file }: Document, written: string, reader: Reader): boolean {
  const path = written.startsWith("/") ? undefined : reader.resolve(file, written);
  return path !== undefined && reader.exists(path);
}
