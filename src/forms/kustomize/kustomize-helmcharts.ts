import { chartDrafts, type Deployment } from "../../istio/chart-drafts.ts";
import { chartComponent } from "../../istio/charts.ts";
import { addressCursor } from "../../model/address.ts";
import { at, type Cursor, isPlace, stringAt } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Draft } from "../../model/install.ts";
import { readLocalChart } from "../../reader/local-chart.ts";
import type { Form, Reader } from "../../reader/source.ts";
import { type ChartEntry, chartEntries, chartLayers } from "./charts.ts";
import { findOverlays, kustomizationsAbove, type Overlay } from "./kustomization.ts";
import { type Patch, patchesIn } from "./patch.ts";
import { patchedSettings } from "./patched-settings.ts";

/**
 * Charts that Kustomize inflates, once for each root that deploys them.
 * https://github.com/kubernetes-sigs/kustomize/blob/master/examples/chart.md
 */
const kustomizeHelmcharts: Form = {
  id: "kustomize-helmcharts",
  markers: ["helmCharts", "helmChartInflationGenerator", "generators:"],
  *extract(source, reader) {
    if (source.rendered || source.deployer !== undefined) return;
    for (const overlay of overlaysWith(source.path, reader)) {
      const kustomization = overlay.kustomizations.find(({ file }) => file === source.path);
      if (!kustomization) continue;
      const above = kustomizationsAbove(overlay, source.path, reader);
      const patches = above.flatMap(({ root, file }) => patchesIn(root, file, reader));
      for (const entry of chartEntries(kustomization, reader)) yield* entryDrafts(entry, { overlay, above, patches }, reader);
    }
  },
};

export default kustomizeHelmcharts;

const known = new WeakMap<Reader, ReadonlyMap<string, readonly Overlay[]>>();

/** The roots that include a kustomization, by its path. */
function overlaysWith(path: string, reader: Reader): readonly Overlay[] {
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

function entryDrafts(entry: ChartEntry, { overlay, above, patches }: Above, reader: Reader): Draft[] {
  const { name, repository, place } = entry;
  const deployment: Deployment = {
    form: "kustomize-helmcharts",
    tool: "helm",
    release: entry.release,
    namespace: findEntryNamespace(entry, above),
    layers: chartLayers(entry, reader),
    rendering: "offline",
    kubeVersion: entry.kubeVersion,
    home: entry.home,
    place,
    scope: { file: overlay.path, script: false },
  };
  const local = entry.localDirectories.map((directory) => readLocalChart(reader, directory)).find((chart) => chart !== undefined);
  const component = chartComponent(name, stringAt(repository));
  const drafts = local
    ? chartDrafts(local, deployment)
    : component
      ? [{ ...deployment, component, chart: name, version: entry.version, repository: addressCursor(repository) }]
      : [];
  const moved = isMoved(above) ? ["istioNamespace"] : [];
  return drafts.map((draft) => ({ ...draft, patched: [...patchedSettings(draft.component, patches), ...moved] }));
}

/** Whether the objects that a chart puts into istio-system are elsewhere in the end, by Kustomize's version; see below. */
function isMoved(kustomizations: readonly Document[]): boolean {
  return kustomizations.some(({ root }) => at(root, "namespace") !== undefined && stringAt(root, "namespace") !== "istio-system");
}

/**
 * The namespace that is passed to Helm, otherwise the kustomization's, otherwise the nearest one above. Up to version 5.7,
 * Kustomize moved rendered objects to the namespaces of the kustomizations; since then it leaves them in place. If the two
 * differ, the namespace is unknown. https://github.com/kubernetes-sigs/kustomize/pull/5971
 */
function findEntryNamespace(entry: ChartEntry, kustomizations: readonly Document[]): Cursor | undefined {
  const transformers = kustomizations.flatMap(({ root }) => at(root, "namespace") ?? []);
  const own = entry.namespace ?? (entry.isGenerator ? undefined : entry.kustomizationNamespace) ?? transformers[0];
  if (own === undefined) return { kind: "unknown", origin: entry.place, reason: "no kustomization names a namespace" };
  const differing = transformers.find((other) => stringAt(other) !== stringAt(own));
  if (!differing) return own;
  const origin = isPlace(own.origin) ? own.origin : entry.place;
  return { kind: "unknown", origin, reason: "a kustomization names another namespace, which counts or not by Kustomize's version" };
}
