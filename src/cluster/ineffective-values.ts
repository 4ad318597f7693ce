import { listIgnoredValues, type RenderedChart } from "../istio/ignored.ts";
import { listOverriddenValues } from "../istio/overridden.ts";
import { listPossibleVersions, resolveVersion } from "../istio/versions.ts";
import { escapePointer, findStringAt } from "../model/cursor.ts";
import type { Draft, IgnoredValue, Ineffective, Install, OverriddenValue } from "../model/install.ts";
import type { Place } from "../model/location.ts";

/** The ineffective values of one install. */
export interface IneffectiveValues {
  readonly ignored: readonly Ineffective[];
  readonly overridden: readonly Ineffective[];
  readonly rejected: readonly Ineffective[];
}

/** Determines the version of an install, besides the install itself. */
export interface VersionContext {
  /** The Istio version in the configuration. */
  readonly istioVersion: string | undefined;
  /** The possible versions, if the version is known only at deployment. */
  readonly possible: readonly { readonly version: string }[] | undefined;
}

/** What of an install says what becomes of its values. */
type LosingDraft = Pick<Draft, "form" | "layers" | "rejected" | "tool" | "version">;

/** Finds the values that an install's chart ignores, those that a stronger setting overrides, and those that istioctl rejects. */
export function findIneffectiveValues(
  draft: LosingDraft,
  chart: RenderedChart,
  { istioVersion, possible }: VersionContext,
): IneffectiveValues {
  const rejected = draft.rejected ?? [];
  const written = findStringAt(draft.version) ?? istioVersion;
  const { version, known } = resolveVersion(written);
  if (draft.tool !== "helm" || !known) return { ignored: [], overridden: [], rejected };
  // A values file alone may be for a chart that has Istio's charts as subcharts.
  const ignored = listIgnoredValues(chart, {
    versions: possible?.map((one) => one.version) ?? listPossibleVersions(written),
    hasPrefixes: draft.form !== "helm-values",
  });
  const inRange = written === undefined ? [version] : listPossibleVersions(written);
  const overridden = () => listOverriddenValues(chart, inRange, draft.layers);
  const isSure = draft.version?.kind !== "unknown" && chart.effective !== null;
  return { ignored, overridden: isSure ? overridden() : [], rejected };
}

/** The ineffective values as the cluster document shows them. */
export function describeIneffectiveValues({
  ignored,
  overridden,
  rejected,
}: IneffectiveValues): Pick<Install, "ignored" | "overridden" | "rejected"> {
  return {
    ignored: ignored.map(withReason),
    overridden: overridden.map(
      (ineffective): OverriddenValue => ({ ...showIneffective(ineffective), by: ineffective.reason, instead: ineffective.instead }),
    ),
    rejected: rejected.map(withReason),
  };
}

/** Lists the JSON pointer and place of each value, and of its key. */
export function* locateIneffective(values: IneffectiveValues): Generator<[string, Place]> {
  for (const list of ["ignored", "overridden", "rejected"] as const) {
    for (const [index, { place, keyPlace, blockPlace }] of values[list].entries()) {
      yield [`/${list}/${index}`, blockPlace ?? place];
      if (keyPlace) yield [`/${list}/${index}/key`, keyPlace];
    }
  }
}

function withReason(ineffective: Ineffective): IgnoredValue {
  return { ...showIneffective(ineffective), reason: ineffective.reason, instead: ineffective.instead };
}

function showIneffective({ key, path, value }: Ineffective): Pick<IgnoredValue, "key" | "pointer" | "value"> {
  return { key, pointer: path ? `/values${path.map((step) => `/${escapePointer(step)}`).join("")}` : null, value };
}
