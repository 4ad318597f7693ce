import { type Cursor, findAt, findEntriesAt, findItemsAt } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import { formatGrouped } from "../../model/grouped.ts";
import type { Reader, Source } from "../../reader/source.ts";
import { type Change, changeSource } from "./change.ts";
import { generateSource } from "./generated-config.ts";
import { findKustomizationAt, listReferences, type Overlay } from "./kustomization.ts";
import { listPatches } from "./patch.ts";

/** The maximum depth of nested kustomizations, above what real repositories have. */
const depthLimit = 20;
const partLimit = 20_000;

/**
 * The result of an overlay, derived from its text: namespaces, patches and generated ConfigMaps. If an overlay does anything
 * else, its files are left unchanged.
 */
export function deriveOutput(overlay: Overlay, reader: Reader): Source[] {
  const understood = overlay.kustomizations.every(isUnderstood);
  const root = overlay.kustomizations[0];
  const parts = root ? accumulate([], root, reader, 0, { count: 0 }) : [];
  return parts.map(({ source, changes }) => changeSource(source, understood ? changes : [], overlay.path, true));
}

/** Checks whether an overlay has to be built because its text is not enough to know its result. */
export function needsBuilding({ kustomizations, patches }: Overlay, reader: Reader): boolean {
  if (!kustomizations.every(isUnderstood) || kustomizations.some(({ root }) => isWidelyFelt(root) || mergesConfigMaps(root))) return true;
  const texts = [...kustomizations.map(({ file }) => file), ...patches].map((file) => reader.source(file)?.text ?? "");
  return texts.some((text) => directives.test(text));
}

/** Matches directives to Kustomize in a patch. */
const directives = /\$(?:patch|retainKeys|setElementOrder|deleteFromPrimitiveList)\b|\ballow(?:Name|Kind)Change\b/;

/**
 * Checks whether a kustomization changes images or labels, which affects objects everywhere: versions are read from images, and
 * selectors match labels.
 */
function isWidelyFelt(kustomization: Cursor): boolean {
  return ["images", "commonLabels", "labels"].some((key) => findAt(kustomization, key) !== undefined);
}

/**
 * Checks whether a kustomization generates a ConfigMap from environment files, or one that is merged with another ConfigMap of
 * the same name.
 */
function mergesConfigMaps(kustomization: Cursor): boolean {
  return findItemsAt(kustomization, "configMapGenerator").some((generator) =>
    findEntriesAt(generator).some(([key]) => key === "behavior" || key === "env" || key === "envs"),
  );
}

/** Checks whether an overlay changes its files in a way that can be derived without building it. */
export function changesFiles(overlay: Overlay): boolean {
  const changing = ["namespace", "patches", "patchesStrategicMerge", "patchesJson6902", "configMapGenerator"];
  return (
    overlay.kustomizations.some(({ root }) => changing.some((key) => findAt(root, key) !== undefined)) &&
    overlay.kustomizations.every(isUnderstood)
  );
}

/** The files that a kustomization deploys, directly or through what it includes. */
export function listDeployedFiles(kustomization: string, reader: Reader): string[] {
  const root = findKustomizationAt(kustomization, reader);
  return root ? accumulate([], root, reader, 0, { count: 0 }).map(({ source }) => source.path) : [];
}

const understoodKeys = new Set([
  ...["apiVersion", "kind", "metadata", "resources", "bases", "components", "namespace", "crds", "openapi", "sortOptions", "$schema"],
  ...["patches", "patchesStrategicMerge", "patchesJson6902", "configMapGenerator", "secretGenerator", "generatorOptions"],
  ...["commonLabels", "labels", "commonAnnotations", "images", "replicas", "buildMetadata", "configurations"],
  ...["helmCharts", "helmGlobals", "helmChartInflationGenerator", "generators"],
]);

/** Checks whether all keys of a kustomization are supported; replacements and prefixes, for example, are not. */
function isUnderstood({ root }: Document): boolean {
  return findEntriesAt(root).every(([key]) => understoodKeys.has(key));
}

interface Part {
  readonly source: Source;
  readonly changes: readonly Change[];
}

interface Bound {
  count: number;
  isReported?: true;
}

/**
 * Collects what a kustomization deploys. What is already there (`below`) stays unchanged, unless the kustomization is a
 * component, which changes the parts of its parent.
 */
function accumulate(below: readonly Part[], kustomization: Document, reader: Reader, depth: number, bound: Bound): readonly Part[] {
  if (depth > depthLimit) {
    reportExcess(kustomization, reader, bound);
    return below;
  }
  let parts = [...below];
  const references = admitReferences(kustomization, reader, bound);
  for (const { path, isComponent } of references) {
    if (path === undefined) continue;
    const component = isComponent ? findKustomizationAt(path, reader) : undefined;
    if (component) parts = [...accumulate(parts, component, reader, depth + 1, bound)];
    else for (const part of collectPartsAt(path, reader, depth, bound)) parts.push(part);
  }
  const generated = generateSource(kustomization, reader);
  if (generated) parts.push({ source: generated, changes: [] });
  const change = {
    patches: listPatches(kustomization.root, kustomization.file, reader),
    namespace: findAt(kustomization.root, "namespace"),
  };
  if (change.patches.length === 0 && change.namespace === undefined) return parts;
  return parts.map(({ source, changes }) => ({ source, changes: [...changes, change] }));
}

/** Lists the references of a kustomization, up to the limit of the overlay. */
function admitReferences(kustomization: Document, reader: Reader, bound: Bound): ReturnType<typeof listReferences> {
  const all = listReferences(kustomization, reader);
  const references = all.slice(0, Math.max(0, partLimit - bound.count));
  if (references.length < all.length) reportExcess(kustomization, reader, bound);
  bound.count += references.length;
  return references;
}

function reportExcess({ file }: Document, reader: Reader, bound: Bound): void {
  if (bound.isReported) return;
  bound.isReported = true;
  const message = `This overlay has more than ${formatGrouped(partLimit)} resources, or they include each other more than ${depthLimit} deep; from here on they are not read.`;
  reader.problem({ code: "kustomize-limit", message, place: { file, start: 0, end: 0 } });
}

function collectPartsAt(path: string, reader: Reader, depth: number, bound: Bound): readonly Part[] {
  const inner = findKustomizationAt(path, reader);
  if (inner) return accumulate([], inner, reader, depth + 1, bound);
  const source = reader.source(path);
  return source ? [{ source, changes: [] }] : [];
}
