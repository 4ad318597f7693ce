import type { Extracted } from "./cluster/assemble.ts";
import { forms } from "./forms/index.ts";
import type { Clue } from "./model/cluster.ts";
import type { Draft } from "./model/install.ts";
import { detectors } from "./platforms/index.ts";
import { resourceMarkers, resourcesOf } from "./source/resources.ts";
import type { Reader, Source } from "./source/source.ts";

/** Words of which a file has one if anything in it matters to us. */
export const markers: readonly string[] = [
  ...new Set([...forms.flatMap((form) => form.markers), ...detectors.flatMap((detector) => detector.markers), ...resourceMarkers]),
];

/** Everything that the files of a repository say about installs, and the evidence about their clusters. */
export function extract(reader: Reader): Extracted {
  const drafts = withoutNamedValues(reader.sources.flatMap((source) => draftsOf(source, reader)));
  if (drafts.length === 0) return { drafts, resources: [], clues: [] };
  return { drafts, resources: resourcesOf(reader), clues: reader.sources.flatMap((source) => cluesOf(source)) };
}

function draftsOf(source: Source, reader: Reader): Draft[] {
  const willing = forms.filter((form) => form.markers.some((marker) => source.words.has(marker)));
  return willing.flatMap((form) => [...form.extract(source, reader)]);
}

function cluesOf(source: Source): Clue[] {
  const willing = detectors.filter((detector) => detector.markers.some((marker) => source.words.has(marker)));
  return willing.flatMap((detector) => [...detector.clues(source)]);
}

/** A values file that an install names is that install's, and no install of its own. */
function withoutNamedValues(drafts: readonly Draft[]): Draft[] {
  const named = new Set(drafts.filter((draft) => draft.form !== "helm-values").flatMap((draft) => draft.layers.map((layer) => layer.name)));
  return drafts.filter((draft) => draft.form !== "helm-values" || !named.has(draft.scope.file));
}
