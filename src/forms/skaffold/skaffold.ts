import { buildChartDrafts, type Deployment } from "../../istio/chart-drafts.ts";
import { readChartReference } from "../../istio/chart-reference.ts";
import { readChartRepository, toAddressCursor } from "../../model/address.ts";
import { type Cursor, type Entry, findAt, findEntriesAt, findItemsAt, findPlaceAt, findStringAt, isPlace } from "../../model/cursor.ts";
import type { Draft, Layer, Rendering } from "../../model/install.ts";
import type { Place } from "../../model/location.ts";
import { readLocalChart } from "../../reader/local-chart.ts";
import { type SetValue, setLayer } from "../../reader/set-layers.ts";
import type { Form, Reader } from "../../reader/source.ts";
import { readBlockLayer, readFileLayer } from "../../reader/values-layer.ts";

/** Helm releases in Skaffold's configuration. https://skaffold.dev/docs/deployers/helm/ */
const skaffold: Form = {
  id: "skaffold",
  markers: ["skaffold/v"],
  *extract(source, reader) {
    for (const document of source.documents(/^["']?apiVersion["']?:\s*["']?skaffold\/v/m)) {
      if (!document.apiVersion?.startsWith("skaffold/")) continue;
      const { root, file } = document;
      const patches = findItemsAt(root, "profiles").flatMap((profile) => findItemsAt(profile, "patches"));
      yield* releaseDrafts({ root, file, reader, changes: indexProfilePatches(patches), profile: undefined });
      for (const profile of findItemsAt(root, "profiles")) {
        yield* releaseDrafts({ root: profile, file, reader, changes: new Map(), profile: findStringAt(profile, "name") ?? "" });
      }
    }
  },
};

export default skaffold;

/** A configuration, or a profile whose sections replace those of the configuration. */
interface Section {
  readonly root: Cursor;
  readonly file: string;
  readonly reader: Reader;
  /** The changes that profiles make when they are activated, by release. */
  readonly changes: ReadonlyMap<string, Changes>;
  readonly profile: string | undefined;
}

/** The sections with releases: Helm installs those in `deploy`, `helm template` renders those in `manifests`. */
const homes: readonly (readonly [string, Rendering])[] = [
  ["deploy", "live"],
  ["manifests", "offline"],
];

function* releaseDrafts(section: Section): Generator<Draft> {
  for (const [home, rendering] of homes) {
    const helm = findAt(section.root, home, "helm");
    for (const [index, release] of findItemsAt(helm, "releases").entries()) {
      const changed = new Map([...(section.changes.get(`${home} *`) ?? []), ...(section.changes.get(`${home} ${index}`) ?? [])]);
      yield* listReleaseDrafts({ release, rendering, changed, flags: locateValueFlag(helm) }, section);
    }
  }
}

/** One release, with what may still change it. */
interface Release {
  readonly release: Cursor;
  readonly rendering: Rendering;
  readonly changed: Changes;
  /** The place of flags for every release, if they set values. */
  readonly flags: Place | undefined;
}

/** The fields of a release that a profile may change, each with the place of the patch; `*` means all fields. */
type Changes = ReadonlyMap<string, Place>;

function indexProfilePatches(patches: readonly Cursor[]): ReadonlyMap<string, Changes> {
  const changes = new Map<string, Map<string, Place>>();
  for (const patch of patches) {
    const place = findPlaceAt(patch, "path");
    const [, home = "", rest = ""] =
      /^\/(deploy|manifests)(?:\/helm(?:\/releases(?:\/(.*))?)?)?$/s.exec(findStringAt(patch, "path") ?? "") ?? [];
    if (!place || home === "") continue;
    const [index, field] = rest.split("/");
    const release = `${home} ${index || "*"}`;
    changes.set(release, (changes.get(release) ?? new Map<string, Place>()).set(field ?? "*", place));
  }
  return changes;
}

const valueFlag = /^(-f|--values|--set)/;

function locateValueFlag(helm: Cursor | undefined): Place | undefined {
  const flags = findEntriesAt(helm, "flags").flatMap(([, { value }]) => (value.kind === "list" ? value.items : []));
  const found = flags.find((flag) => flag.kind === "unknown" || valueFlag.test(findStringAt(flag) ?? ""));
  return found && isPlace(found.origin) ? found.origin : undefined;
}

function listReleaseDrafts(found: Release, section: Section): Draft[] {
  const { release } = found;
  const isRemote = findAt(release, "remoteChart") !== undefined || isOn(findAt(release, "remote"));
  const key = findAt(release, "remoteChart") ? "remoteChart" : "chartPath";
  const written = findStringAt(release, key);
  const place = findPlaceAt(release, key);
  if (written === undefined || !place) return [];
  const deployment = readReleaseDeployment(found, place, section);
  const directory = isRemote ? undefined : section.reader.resolve(section.file, written);
  const local = directory === undefined ? undefined : readLocalChart(section.reader, directory);
  if (local) return buildChartDrafts(local, deployment);
  const chart = readChartReference(written, { repository: findStringAt(release, "repo"), repositories: new Map(), isLocal: !isRemote });
  if (!chart) return [];
  const { component, name, version } = chart;
  const inAddress: Cursor | undefined = version === undefined ? undefined : { kind: "scalar", origin: place, value: version };
  const repository = findAt(release, "repo") ? toAddressCursor(readReleaseField(found, "repo")) : readChartRepository(findAt(release, key));
  return [{ ...deployment, component, chart: name, version: inAddress ?? readReleaseField(found, "version"), repository }];
}

/** Checks whether a flag is true. Older configurations mark a remote chart by such a flag beside `chartPath`. */
function isOn(flag: Cursor | undefined): boolean {
  return flag?.kind === "scalar" && flag.value === true;
}

function readReleaseDeployment(found: Release, place: Place, section: Section): Deployment {
  const { release, rendering } = found;
  const { file, profile } = section;
  return {
    form: "skaffold",
    tool: "helm",
    release: readReleaseField(found, "name"),
    namespace: readReleaseField(found, "namespace"),
    layers: listSkaffoldLayers(found, section),
    rendering,
    client: { program: "skaffold", operation: rendering === "live" ? "upgrade" : "template" },
    ...(release.kind === "map" && { home: { map: release, path: ["overrides"] } }),
    place,
    scope: { file, script: false, destination: profile === undefined ? undefined : `${file}#${profile}` },
  };
}

function readReleaseField({ release, changed }: Release, name: string): Cursor | undefined {
  const patch = changed.get(name) ?? changed.get("*");
  return patch ? { kind: "unknown", origin: patch, reason: "a profile may change it" } : findAt(release, name);
}

const valueFields = ["valuesFiles", "overrides", "setValues", "setValueTemplates", "setFiles", "*"];

/** The layers of a release, in Skaffold's order: https://github.com/GoogleContainerTools/skaffold/blob/main/pkg/skaffold/helm/args.go */
function listSkaffoldLayers({ release, changed, flags }: Release, { file, reader }: Section): Layer[] {
  const overrides = findEntriesAt(release).find(([key]) => key === "overrides")?.[1];
  const block = overrides && readBlockLayer(reader, "overrides", overrides);
  const patch = valueFields.flatMap((name) => changed.get(name) ?? [])[0];
  return [
    ...findItemsAt(release, "valuesFiles").flatMap((item) => readValuesFileLayer(item, file, reader)),
    ...(block ? [block] : []),
    ...setLayers(release, "setValues"),
    ...setLayers(release, "setValueTemplates"),
    ...findEntriesAt(release, "setFiles").flatMap(([path, entry]) => setFileLayer(path, entry)),
    ...createUnknownLayer("flags", flags, "the flags of Helm hold values"),
    ...createUnknownLayer("profiles", patch, "a profile may change it"),
  ];
}

function createUnknownLayer(name: string, origin: Place | undefined, reason: string): Layer[] {
  return origin ? [{ name, values: { kind: "unknown", origin, reason } }] : [];
}

function readValuesFileLayer(item: Cursor, from: string, reader: Reader): Layer[] {
  const { origin } = item;
  const written = findStringAt(item);
  if (!isPlace(origin)) return [];
  if (written === undefined) return createUnknownLayer("valuesFiles", origin, "a template");
  if (/^(gs:\/\/|~)/.test(written)) return createUnknownLayer(written, origin, "the file is not in the repository");
  return [readFileLayer(reader, reader.resolve(from, `./${written}`), written, origin)];
}

/** The layers of `--set` values. Nested maps are an alternative to dotted paths; Skaffold sorts them. */
function setLayers(release: Cursor, name: string): Layer[] {
  const flat = findEntriesAt(release, name).flatMap(([path, entry]) => [...flattenEntry(path, entry)]);
  return flat
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([path, { key, value }]) => (isPlace(key) ? setLayer(path, value, key, toSetText) : []));
}

function* flattenEntry(path: string, entry: Entry): Generator<readonly [string, Entry]> {
  const { key, value } = entry;
  if (value.kind === "map") for (const [step, inner] of value.entries) yield* flattenEntry(`${path}.${step}`, inner);
  else if (value.kind === "list")
    for (const [index, item] of value.items.entries()) yield* flattenEntry(`${path}[${index}]`, { key, value: item });
  else yield [path, entry];
}

function toSetText(value: string | number | boolean): SetValue {
  return { kind: "set", text: String(value) };
}

function setFileLayer(path: string, { key }: Entry): Layer[] {
  return isPlace(key) ? [setLayer(path, { kind: "unknown", origin: key, reason: "the text of a file" }, key, toSetText)] : [];
}
