import type { PossibleRun } from "../istio/effective.ts";
import { findImageHub } from "../istio/image-hub.ts";
import { newestRetired, retiredCharts } from "../istio/retired.ts";
import { isNewerThanData, listUnreadableVersions, listWrittenMinors, minorOf, resolveVersion } from "../istio/versions.ts";
import { type Cursor, findStringAt } from "../model/cursor.ts";
import type { Component, Draft, VersionedValues } from "../model/install.ts";

/** The version of an install that the repository determines. */
export interface DraftVersion {
  /** The version to compute with; empty for components that are not Istio's and have no written version. */
  readonly version: string;
  /** The version as the cluster document shows it; null if unknown. */
  readonly shown: string | null;
  readonly isUnknown: boolean;
  readonly isAssumed: boolean;
  readonly isNewerThanData: boolean;
  /** The minor versions of Istio that the written version allows. */
  readonly minors: readonly string[];
  /** The possible versions, if the version is known only at deployment. */
  readonly possible: readonly PossibleRun[] | undefined;
}

/** The components that are Istio's own. */
export const istioComponents: readonly Component[] = ["base", "istiod", "cni", "ztunnel", "gateway", "ambient"];

/** Resolves an install's version; `configured` is the Istio version in the configuration. */
export function resolveDraftVersion(draft: Draft, configured: string | undefined): DraftVersion {
  const { component, version, repository } = draft;
  const written = findStringAt(version);
  const plain = { isAssumed: false, isNewerThanData: false, minors: [], isUnknown: version?.kind === "unknown", possible: undefined };
  if (!istioComponents.includes(component)) return { ...plain, version: written ?? "", shown: written ?? null };
  const last = retiredCharts.has(findStringAt(repository) ?? "") ? newestRetired : undefined;
  if (version?.kind === "unknown" && configured === undefined) {
    const possible = draft.ofVersions?.map(toPossibleRun) ?? listPossibleRuns(component, listUnreadableVersions(version.text, last));
    return { ...plain, version: possible[0]?.version ?? "", shown: null, possible };
  }
  const resolved = resolveVersion(written ?? configured, last);
  return {
    version: resolved.version,
    shown: resolved.version,
    isUnknown: false,
    isAssumed: resolved.assumed,
    isNewerThanData: isNewerThanData(written ?? configured ?? ""),
    minors: resolved.assumed ? [] : listWrittenMinors(written ?? configured ?? ""),
    possible: undefined,
  };
}

function toPossibleRun({ version, values, namespace, onGke }: VersionedValues): PossibleRun {
  return {
    version,
    values,
    namespace: findStringAt(namespace),
    onGke: onGke && { values: onGke.values, namespace: findStringAt(onGke.namespace) },
  };
}

/** The umbrella chart was added later than the other charts, so older versions are left out. */
function listPossibleRuns(component: Component, versions: readonly string[]): PossibleRun[] {
  const having = component === "ambient" ? versions.filter((version) => minorOf(version).umbrella) : versions;
  return (having.length > 0 ? having : versions).map((version) => ({ version }));
}

/** Finds the hub of an install's images; unknown if the possible versions differ in it. */
export function findDraftHub({ component, hub: outside }: Draft, values: Cursor, { version, possible }: DraftVersion): Cursor | undefined {
  const hubs = (possible ?? [{ version }]).map((one) => findImageHub({ component, version: one.version, values, outside }));
  const written = hubs.find((hub) => hub !== undefined);
  const isSame = hubs.every((hub) => hub?.kind === written?.kind && findStringAt(hub) === findStringAt(written));
  return isSame || !written ? written : { kind: "unknown", origin: written.origin, reason: "not every version reads it" };
}
