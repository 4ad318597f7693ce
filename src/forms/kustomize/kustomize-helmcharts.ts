import { buildChartDrafts, type Deployment } from "../../istio/chart-drafts.ts";
import { findChartComponent } from "../../istio/charts.ts";
import { toAddressCursor } from "../../model/address.ts";
import { type Cursor, findAt, findStringAt, isPlace } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Draft } from "../../model/install.ts";
import { readLocalChart } from "../../reader/local-chart.ts";
import type { Form, Reader } from "../../reader/source.ts";
import { type ChartEntry, listChartEntries, readChartLayers } from "./charts.ts";
import { findOverlays, listKustomizationsAbove, type Overlay } from "./kustomization.ts";
import { listPatches, type Patch } from "./patch.ts";
import { listPatchedSettings } from "./patched-settings.ts";

/**
 * Charts that Kustomize inflates, once for each root that deploys them.
 * https://github.com/kubernetes-sigs/kustomize/blob/master/examples/chart.md
 */
const kustomizeHelmcharts: Form = {
  id: "kustomize-helmcharts",
  markers: ["helmCharts", "helmChartInflationGenerator", "generators:"],
  *extract(source, reader) {
    if (source.rendered || source.deployer !== undefined) return;
    for (const overlay of listOverlaysWith(source.path, reader)) {
      const kustomization = overlay.kustomizations.find(({ file }) => file === source.path);
      if (!kustomization) continue;
      const above = listKustomizationsAbove(overlay, source.path, reader);
      const patches = above.flatMap(({ root, file }) => listPatches(root, file, reader));
      for (const entry of listChartEntries(kustomization, reader)) yield* buildEntryDrafts(entry, { overlay, above, patches }, reader);
    }
  },
};

export default kustomizeHelmcharts;

const known = new WeakMap<Reader, ReadonlyMap<string, readonly Overlay[]>>();

/** The roots that include a kustomization, by its path. */
function listOverlaysWith(path: string, reader: Reader): readonly Overlay[] {
  const before = known.get(reader);
  if (before) return before.get(path) ?? [];
  const overlays = new Map<string, Overlay[]>();
  for (const overlay of findOverlays(reader, new Set())) {
    for (const { file } of overlay.kustomizations) {
      const others = overlays.get(file);
      if (others) others.push(overlay);
      else overlays.set(file, [overlay]);
    }
  }
  known.set(reader, overlays);
  return overlays.get(path) ?? [];
}

interface Above {
  readonly overlay: Overlay;
  /** The kustomizations that change the rendered chart, nearest first, and their patches. */
  readonly above: readonly Document[];
  readonly patches: readonly Patch[];
}

function buildEntryDrafts(entry: ChartEntry, { overlay, above, patches }: Above, reader: Reader): Draft[] {
  const { name, repository, place } = entry;
  const deployment: Deployment = {
    form: "kustomize-helmcharts",
    tool: "helm",
    release: entry.release,
    namespace: findEntryNamespace(entry, above),
    layers: readChartLayers(entry, reader),
    rendering: "offline",
    kubeVersion: entry.kubeVersion,
    home: entry.home,
    place,
    scope: { file: overlay.path, script: false },
  };
  const local = entry.localDirectories.map((directory) => readLocalChart(reader, directory)).find((chart) => chart !== undefined);
  const component = findChartComponent(name, findStringAt(repository));
  const drafts = local
    ? buildChartDrafts(local, deployment)
    : component
      ? [{ ...deployment, component, chart: name, version: entry.version, repository: toAddressCursor(repository) }]
      : [];
  const moved = isMoved(above) ? ["istioNamespace"] : [];
  return drafts.map((draft) => ({ ...draft, patched: [...listPatchedSettings(draft.component, patches), ...moved] }));
}

/** Whether the objects that a chart puts into istio-system are elsewhere in the end, by Kustomize's version; see below. */
function isMoved(kustomizations: readonly Document[]): boolean {
  return kustomizations.some(({ root }) => findAt(root, "namespace") !== undefined && findStringAt(root, "namespace") !== "istio-system");
}

/**
 * The namespace that is passed to Helm, otherwise the kustomization's, otherwise the nearest one above. Up to version 5.7,
 * Kustomize moved rendered objects to the namespaces of the kustomizations; since then it leaves them in place. If the two
 * differ, the namespace is unknown. https://github.com/kubernetes-sigs/kustomize/pull/5971
 */
function findEntryNamespace(entry: ChartEntry, kustomizations: readonly Document[]): Cursor | undefined {
  const transformers = kustomizations.flatMap(({ root }) => findAt(root, "namespace") ?? []);
  const own = entry.namespace ?? (entry.isGenerator ? undefined : entry.kustomizationNamespace) ?? transformers[0];
  if (own === undefined) return { kind: "unknown", origin: entry.place, reason: "no kustomization names a namespace" };
  const differing = transformers.find((other) => findStringAt(other) !== findStringAt(own));
  if (!differing) return own;
  const origin = isPlace(own.origin) ? own.origin : entry.place;
  return { kind: "unknown", origin, reason: "a kustomization names another namespace, which counts or not by Kustomize's version" };
}
