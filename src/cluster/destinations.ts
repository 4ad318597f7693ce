import type { Cursor } from "../model/cursor.ts";
import type { DeployedDirectory } from "../model/deployed-directory.ts";
import type { Problem } from "../model/finding.ts";
import type { Draft, FormId } from "../model/install.ts";
import { resolveDraftDirectory } from "./group.ts";

/** Forms whose files are Kubernetes objects: a directory of them is deployed as it is. */
const manifests: ReadonlySet<FormId> = new Set<FormId>([
  ...(["rendered-manifest", "kustomize-output", "kustomize-helmcharts", "flux-helmrelease", "sail-operator"] as const),
  ...(["istio-operator", "k3s-helmchart"] as const),
]);

/** One directory may be deployed to many clusters; more copies of an install than this are not useful. */
const copyLimit = 50;

/** Copies each install of a directory once for every cluster that the directory is deployed to. */
export function withDestinations(
  drafts: readonly Draft[],
  directories: readonly DeployedDirectory[],
  report: (problem: Problem) => void,
): Draft[] {
  const byFolder = new Map<string, DeployedDirectory[]>();
  for (const deployed of directories) {
    const folder = closeFolder(deployed.directory);
    const others = byFolder.get(folder);
    if (others) others.push(deployed);
    else byFolder.set(folder, [deployed]);
  }
  return drafts.flatMap((draft) => (byFolder.size > 0 ? deployDraft(draft, byFolder, report) : draft));
}

function deployDraft(
  draft: Draft,
  byFolder: ReadonlyMap<string, readonly DeployedDirectory[]>,
  report: (problem: Problem) => void,
): Draft | Draft[] {
  if (!manifests.has(draft.form) || draft.scope.script || draft.scope.destination !== undefined) return draft;
  const deployers = findNearestDeployers(resolveDraftDirectory(draft.scope.file), byFolder);
  const byDestination = new Map(deployers.map((deployed) => [deployed.destination, deployed]));
  if (byDestination.size === 0) return draft;
  if (byDestination.size > copyLimit) {
    const message = `What this file installs is deployed to ${byDestination.size} clusters; only the first ${copyLimit} are checked.`;
    report({ code: "destinations-limit", message, place: { ...draft.place, end: draft.place.start } });
  }
  return [...byDestination.values()].slice(0, copyLimit).map((deployed) => placeDeployedDraft(draft, deployed));
}

/** Finds the deployers of exactly this directory; else those of the closest directory above that is deployed recursively. */
function findNearestDeployers(folder: string, byFolder: ReadonlyMap<string, readonly DeployedDirectory[]>): readonly DeployedDirectory[] {
  const exact = byFolder.get(folder);
  if (exact) return exact;
  for (let above = folder; above !== ""; ) {
    above = resolveDraftDirectory(above.replace(/\/$/, ""));
    const recursing = byFolder.get(above)?.filter(({ recurses }) => recurses) ?? [];
    if (recursing.length > 0) return recursing;
  }
  return [];
}

function closeFolder(directory: string): string {
  return directory === "." || directory === "" ? "" : `${directory.replace(/\/$/, "")}/`;
}

function placeDeployedDraft(draft: Draft, deployed: DeployedDirectory): Draft {
  const namespace = deployed.namespace ?? draft.namespace ?? deployed.defaultNamespace;
  const scope = deployed.destination === undefined ? draft.scope : { ...draft.scope, destination: deployed.destination };
  const isShown = draft.tool === "rendered" && namespace;
  const moved: Draft = isShown
    ? { ...draft, namespace, scope, rendered: { ...draft.rendered, namespace } }
    : { ...draft, namespace, scope };
  return deployed.patches ? markPatched(moved, { kind: "unknown", origin: deployed.patches, reason: "patches of what deploys it" }) : moved;
}

/** Marks everything as unknown that a patch could change. */
function markPatched(draft: Draft, unknown: Cursor): Draft {
  const layers = [...draft.layers, { name: "patches", values: unknown }];
  if (draft.tool !== "rendered") return { ...draft, layers };
  const settings = Object.entries(draft.rendered).map(([name, { origin }]) => [name, { ...unknown, origin }] as const);
  return { ...draft, rendered: Object.fromEntries(settings), layers };
}
