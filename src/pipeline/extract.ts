import { posix } from "node:path";
import type { Extracted } from "../cluster/assemble.ts";
import { withDestinations } from "../cluster/destinations.ts";
import { openLayerLimit } from "../cluster/values-budget.ts";
import { findAppliedFiles, findScriptCalls } from "../deployment/calls.ts";
import { findDocumentCalls } from "../deployment/document-calls.ts";
import { strayValues } from "../deployment/stray-values.ts";
import { findUndeployedFiles, findUndeployedOverlays } from "../deployment/undeployed.ts";
import { findUndeployedInstalls, listUnpackedReleases } from "../deployment/undeployed-installs.ts";
import { forms } from "../forms/index.ts";
import { withClusterNames } from "../forms/terraform/cluster-names.ts";
import { take } from "../model/budget.ts";
import type { FoundEvidence, FoundResource } from "../model/cluster.ts";
import { type Cursor, findStringAt, isPlace } from "../model/cursor.ts";
import type { DeployedDirectory } from "../model/deployed-directory.ts";
import { formatGrouped } from "../model/grouped.ts";
import type { Draft } from "../model/install.ts";
import { runLimits } from "../model/limits.ts";
import { once } from "../model/remembered.ts";
import { detectors } from "../platforms/index.ts";
import { installWords } from "../reader/install-lines.ts";
import type { Reader, Source } from "../reader/source.ts";
import { reportUnreadInstalls } from "../reader/unread-installs.ts";
import { collectResources, resourceMarkers } from "../resources/resources.ts";

/** Every file that matters contains at least one of these words. */
export const markers: readonly string[] = [
  ...new Set([
    ...forms.flatMap((form) => form.markers),
    ...detectors.flatMap((detector) => detector.markers),
    ...resourceMarkers,
    ...installWords,
  ]),
];

/**
 * Extracts the installs in the files of a repository, and the evidence about their clusters. `written` reads the files as they are,
 * before Kustomize, Flux or Terraform change them. It is missing for a part of a repository, because files elsewhere may deploy
 * that part.
 */
export function extract(reader: Reader, written?: Reader): Extracted {
  const found = reader.sources.flatMap((source) => extractDrafts(source, reader));
  const read = once(() => collectDraftFiles(found));
  reportUnreadInstalls(written ?? reader, (file) => read().has(file));
  const placed = withDestinations(
    dropDeployedCharts(dropNamedFiles(found)),
    found.length > 0 ? listDeployedDirectories(reader) : [],
    reader.problem,
  );
  const overlaid = written ? dropIdleOverlays(placed, written) : placed;
  const releases = written && overlaid.length > 0 ? listUnpackedReleases(written) : [];
  const { drafts, left } = written ? sortUndeployed(overlaid, releases, written) : { drafts: overlaid, left: [] };
  if (drafts.length === 0) return { drafts, resources: [], undeployed: [], evidence: [], calls: [] };
  const isReleased = ({ place }: Pick<FoundEvidence, "place">) => releases.some((directory) => place.file.startsWith(`${directory}/`));
  const said = reader.sources.flatMap((source) => collectEvidence(source)).filter((piece) => !isReleased(piece));
  const evidence = withClusterNames(said, reader);
  const namespaces = {
    installed: new Set(drafts.flatMap(({ namespace }) => findStringAt(namespace) ?? [])),
    onFargate: new Set(evidence.flatMap(({ fact }) => (/^fargate-namespace=(.*)$/.exec(fact ?? "")?.[1] ?? "").split(","))),
  };
  const resources = collectResources(reader, namespaces).filter((resource) => !isReleased(resource));
  const scripts = [...drafts.filter(({ scope }) => scope.script), ...evidence.filter(({ script }) => script)].map(
    ({ place }) => place.file,
  );
  const others = drafts.filter(({ scope }) => !scope.script).flatMap(({ scope, place }) => [scope.file, place.file]);
  const texts = written ?? reader;
  const called = findScriptCalls([...new Set(scripts)], texts);
  const calls = [
    ...called,
    ...findDocumentCalls([...new Set([...scripts, ...called.map(({ from }) => from)])], texts),
    ...findAppliedFiles([...new Set(others)], texts),
  ];
  if (!written) return { drafts, resources, undeployed: [], evidence, calls };
  const candidates = collectResources(written, namespaces).filter(({ script }) => !script);
  const idle = findUndeployed([...candidates, ...evidence.filter(({ script }) => !script)], drafts, written);
  const isIdle = ({ place }: Pick<FoundEvidence, "place">) => idle.has(place.file);
  if (idle.size === 0) return { drafts, resources, undeployed: left, evidence, calls };
  const isDeployed = (thing: Pick<FoundEvidence, "place">) => !isIdle(thing);
  return {
    drafts,
    resources: resources.filter(isDeployed),
    undeployed: [...left, ...candidates.filter(isIdle)],
    evidence: evidence.filter(isDeployed),
    calls,
  };
}

/**
 * Drops the installs of an overlay that nothing deploys, if deployed overlays use the same files. An overlay without others is
 * kept, because it may be work in progress.
 */
function dropIdleOverlays(drafts: readonly Draft[], written: Reader): readonly Draft[] {
  const overlays = new Map<string, Set<string>>();
  const keyOf = ({ place }: Draft) => `${place.file}:${place.start}`;
  for (const draft of drafts) overlays.set(keyOf(draft), (overlays.get(keyOf(draft)) ?? new Set()).add(draft.scope.file));
  const several = [...overlays.values()].filter(({ size }) => size > 1);
  const idle = findUndeployedOverlays([...new Set(several.flatMap((files) => [...files]))], written);
  for (const file of idle) {
    const message = "Nothing deploys this overlay, while others beside it are deployed: what it installs is not checked.";
    written.problem({ code: "undeployed-overlay", message, place: { file, start: 0, end: 0 } });
  }
  const isElsewhere = (draft: Draft) => [...(overlays.get(keyOf(draft)) ?? [])].some((file) => !idle.has(file));
  return drafts.filter((draft) => !idle.has(draft.scope.file) || !isElsewhere(draft));
}

interface SortedDrafts {
  readonly drafts: readonly Draft[];
  /** Installs that nothing deploys, in the shape that a report shows. */
  readonly left: readonly FoundResource[];
}

/** Removes the installs that nothing deploys, and reports a problem for each file. */
function sortUndeployed(drafts: readonly Draft[], releases: readonly string[], written: Reader): SortedDrafts {
  const fileOf = ({ place, scope }: Draft) => (scope.script ? scope.file : place.file);
  const reasons = new Map([
    ...strayValues(drafts, written),
    ...findUndeployedInstalls([...new Set(drafts.map(fileOf))], releases, written),
  ]);
  if (reasons.size === 0) return { drafts, left: [] };
  for (const [file, reason] of reasons) {
    const place = drafts.find((draft) => fileOf(draft) === file)?.place;
    const message = `Nothing deploys what this file installs: ${reason}. It is not checked.`;
    written.problem({ code: "install-undeployed", message, ...(place && { place }) });
  }
  const isLeft = (draft: Draft) => reasons.has(fileOf(draft));
  return { drafts: drafts.filter((draft) => !isLeft(draft)), left: drafts.filter(isLeft).map(toShownInstall) };
}

function toShownInstall({ component, namespace, form, place }: Draft): FoundResource {
  const root: Cursor = { kind: "map", origin: place, entries: new Map() };
  return { apiVersion: "", kind: form, name: component, namespace: findStringAt(namespace) ?? null, root, place };
}

/** Finds the files that nothing deploys. Files with installs count as deployed, because otherwise nothing would be checked. */
function findUndeployed(things: readonly Pick<FoundEvidence, "place">[], drafts: readonly Draft[], written: Reader): ReadonlySet<string> {
  const installed = new Set(drafts.flatMap(({ place, scope }) => [place.file, scope.file]));
  const files = new Set(things.map(({ place }) => place.file));
  return findUndeployedFiles([...files], (file) => installed.has(file), written);
}

function extractDrafts(source: Source, reader: Reader): Draft[] {
  const willing = formsFor(source.words);
  const drafts = limitInstalls(function* () {
    for (const form of willing) yield* form.extract(source, reader);
  }, reader);
  const { runBy } = source;
  if (runBy !== undefined)
    return drafts.map((draft) => ({ ...draft, scope: { ...draft.scope, file: runBy, script: false, unit: undefined } }));
  if (!source.handedBy) return drafts;
  const { unit, clusterAt } = source.handedBy;
  return drafts.map((draft) => {
    const scope = { ...draft.scope, file: source.path, script: true, unit, cluster: clusterAt(draft.place) };
    return { ...draft, scope };
  });
}

/** Extracts the installs of one file. Beyond the first few, they and their layers count towards the limits that all files share. */
function limitInstalls(extracted: () => Iterable<Draft>, { budget, problem }: Reader): Draft[] {
  const drafts: Draft[] = [];
  const withinLayers = openLayerLimit(budget, problem);
  for (const draft of extracted()) {
    if (drafts.length >= runLimits.fewInstalls && !take(budget, "installs", 1)) {
      const message = `The large files of this repository have more than ${formatGrouped(runLimits.installs)} installs together; from here on those of this file are not checked.`;
      problem({ code: "installs-limit", message, place: draft.place });
      break;
    }
    drafts.push(withinLayers(draft));
  }
  return drafts;
}

const formsFor = indexByMarker(forms);
const detectorsFor = indexByMarker(detectors);

/** Indexes a list by marker, to find the entries that read a file: a file contains few marker words, while the list has hundreds. */
function indexByMarker<One extends { readonly markers: readonly string[] }>(
  all: readonly One[],
): (words: ReadonlySet<string>) => readonly One[] {
  const byWord = new Map<string, One[]>();
  for (const one of all) for (const marker of one.markers) byWord.set(marker, [...(byWord.get(marker) ?? []), one]);
  return (words) => {
    const found = new Set([...words].flatMap((word) => byWord.get(word) ?? []));
    return all.filter((one) => found.has(one));
  };
}

/** Lists the directories that something deploys, from all forms. */
export function listDeployedDirectories(reader: Reader): DeployedDirectory[] {
  return forms.flatMap(({ markers: own, directories }) => {
    if (!directories) return [];
    const sources = reader.sources.filter(({ words }) => own.some((marker) => words.has(marker)));
    return sources.flatMap((source) => [...directories(source, reader)]);
  });
}

function collectEvidence(source: Source): FoundEvidence[] {
  // The evidence has already been read from the script that contains this one.
  if (source.handedBy) return [];
  const willing = detectorsFor(source.words);
  const evidence = willing.flatMap((detector) => [...detector.evidence(source)]);
  const { deployer, runBy } = source;
  // The rest of the evidence has already been read from the file itself.
  if (runBy !== undefined) return evidence.filter(({ script }) => script).map((piece) => assignToRoot(piece, runBy, source));
  return deployer === undefined ? evidence : evidence.map((piece) => ({ ...piece, deployer }));
}

/** Assigns evidence from commands that Terraform runs to the cluster of the root module, like its other blocks. */
function assignToRoot({ unit: _, ...piece }: FoundEvidence, runBy: string, { path, isThrowaway }: Source): FoundEvidence {
  return { ...piece, script: isThrowaway, ...(runBy !== path && { deployer: runBy }) };
}

/** Drops values files, IstioOperators and kOps Clusters that an install refers to: they are a part of that install. */
function dropNamedFiles(drafts: readonly Draft[]): Draft[] {
  const standsAlone = ({ form, scope }: Draft) =>
    form === "helm-values" || form === "istio-operator" || (form === "kops-cluster" && !scope.script);
  const named = new Set<string>();
  const own = drafts.filter((draft) => !standsAlone(draft));
  const values = new Set(own.flatMap(({ layers, specs = [] }) => [...layers, ...specs].map((layer) => layer.values)));
  for (const each of values) addFiles(each, named);
  for (const draft of own) if (draft.form === "kops-cluster") named.add(draft.place.file);
  return drafts.filter((draft) => !standsAlone(draft) || !named.has(draft.scope.file));
}

/** Drops charts that something deploys or that another chart depends on: they are a part of that install. */
function dropDeployedCharts(drafts: readonly Draft[]): Draft[] {
  const umbrellas = drafts.filter(({ form }) => form === "umbrella-chart");
  const isBare = ({ form, scope }: Draft) => form === "umbrella-chart" && posix.basename(scope.file) === "Chart.yaml";
  const deployed = new Set(umbrellas.filter((draft) => !isBare(draft)).map(({ place }) => place.file));
  const included = new Set(umbrellas.filter(({ place, scope }) => place.file !== scope.file).map(({ place }) => place.file));
  return drafts.filter((draft) => {
    const { file } = draft.place;
    return !isBare(draft) || !(deployed.has(file) || (included.has(file) && draft.scope.file === file));
  });
}

/** The files that installs were read from, those of their values among them. */
function collectDraftFiles(drafts: readonly Draft[]): ReadonlySet<string> {
  const files = new Set<string>();
  const seen = new Set<Cursor>();
  for (const { place, scope, layers, version, repository } of drafts) {
    files.add(place.file).add(scope.file);
    for (const cursor of [...layers.map(({ values }) => values), ...(version ? [version] : []), ...(repository ? [repository] : [])]) {
      if (seen.has(cursor)) continue;
      seen.add(cursor);
      addFiles(cursor, files);
    }
  }
  return files;
}

/** Collects the files that contain the values. */
function addFiles(cursor: Cursor, files: Set<string>): void {
  if (isPlace(cursor.origin)) files.add(cursor.origin.file);
  if (cursor.kind === "list") for (const item of cursor.items) addFiles(item, files);
  if (cursor.kind === "map") for (const { value } of cursor.entries.values()) addFiles(value, files);
}
