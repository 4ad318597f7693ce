import { posix } from "node:path";
import { buildChartDrafts, type Deployment } from "../../istio/chart-drafts.ts";
import { readChartReference } from "../../istio/chart-reference.ts";
import { readChartRepository, toAddressCursor } from "../../model/address.ts";
import {
  type Cursor,
  collectUnknownPointers,
  type Entry,
  findAt,
  findPlaceAt,
  findStringAt,
  isPlace,
  listScalars,
  toPlainValue,
} from "../../model/cursor.ts";
import type { Problem } from "../../model/finding.ts";
import { type Draft, newItem, type ValuesHome } from "../../model/install.ts";
import type { Place } from "../../model/location.ts";
import { countValues, mergeValues } from "../../model/values.ts";
import { readLocalChart } from "../../reader/local-chart.ts";
import type { Form, Reader, Source } from "../../reader/source.ts";
import { helmfilesLimit } from "./budget.ts";
import { listInstalledReleases, releaseLayers } from "./release.ts";
import { type Helmfile, type HelmfileRequest, listIncludedHelmfiles, readHelmfile } from "./state.ts";

/** Helmfiles, read for each environment that makes a difference. https://helmfile.readthedocs.io/ */
const helmfileForm: Form = {
  id: "helmfile",
  markers: ["releases:", "helmfiles:"],
  *extract(source, reader) {
    if (!isHelmfile(source) || findIncludedFiles(reader).has(source.path)) return;
    yield* buildRootDrafts(source.path, reader);
  },
};

export default helmfileForm;

const noValues: Cursor = { kind: "map", origin: { builtIn: "no values" }, entries: new Map() };

/** The maximum number of helmfiles below one, and of installs in one environment; above what real repositories have. */
const fileLimit = 200;
const installLimit = 200;
/** The maximum for all environments together: of installs, of helmfiles read, and of KiB of them. */
const totalLimit = 5_000;

/** Checks whether a file is a helmfile, by its name, or by its content if another helmfile includes it under another name. */
function isHelmfile({ path, text }: Source): boolean {
  if (!/\.ya?ml(\.gotmpl)?$/.test(path)) return false;
  if (!/^(releases|helmfiles):/m.test(text)) return false;
  return /helmfile/i.test(posix.basename(path)) || /(^|\/)helmfile(s|\.d)?\//.test(path) || /^[ \t]*-?[ \t]*chart:[ \t]/m.test(text);
}

const known = new WeakMap<Reader, ReadonlySet<string>>();

/**
 * The helmfiles that others include: they are read with the values that the including file passes. In a cycle, the first one
 * counts as not included.
 */
function findIncludedFiles(reader: Reader): ReadonlySet<string> {
  const before = known.get(reader);
  if (before) return before;
  const includes = new Map<string, readonly string[]>();
  for (const source of reader.sources) {
    if (!source.words.has("helmfiles:") || !isHelmfile(source)) continue;
    const helmfile = readHelmfile({ path: source.path, environment: "default", inherited: noValues }, silenceReader(reader));
    includes.set(
      source.path,
      listIncludedHelmfiles(helmfile, silenceReader(reader)).map(({ path }) => path),
    );
  }
  const named = new Set([...includes].flatMap(([from, paths]) => paths.filter((path) => path !== from)));
  const included = new Set<string>();
  const roots = new Set<string>();
  for (const path of [...includes.keys()].sort((one, other) => Number(named.has(one)) - Number(named.has(other)))) {
    if (included.has(path)) continue;
    roots.add(path);
    reach(path, includes, included, roots);
  }
  known.set(reader, included);
  return included;
}

function reach(from: string, includes: ReadonlyMap<string, readonly string[]>, included: Set<string>, roots: ReadonlySet<string>): void {
  const waiting = [...(includes.get(from) ?? [])];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (included.has(path) || roots.has(path)) continue;
    included.add(path);
    waiting.push(...(includes.get(path) ?? []));
  }
}

/** A reader for a first look at a file, which reports no problems, because the second reading reports them. */
function silenceReader(reader: Reader): Reader {
  return { ...reader, problem: () => {} };
}

/** The installs of a helmfile: read once, or, where they differ, once for each environment, as if each were a cluster. */
function buildRootDrafts(path: string, reader: Reader): readonly Draft[] {
  const [first = "default", ...others] = listEnvironments(path, reader);
  const { drafts, cost } = buildEnvironmentDrafts(path, first, reader);
  const room = Math.max(0, Math.floor(totalLimit / cost) - 1);
  const variants = listVariants(path, others.slice(0, room), reader);
  if (variants.length < others.length || drafts.length >= installLimit) reportLimit(path, reader);
  if (variants.length === 0) return drafts;
  const same = fingerprintDrafts(drafts);
  if (variants.every((variant) => fingerprintDrafts(variant.drafts) === same)) return drafts;
  return [{ environment: first, drafts }, ...variants].flatMap((variant) =>
    variant.drafts.map((draft) => ({
      ...draft,
      scope: { ...draft.scope, destination: draft.scope.destination ?? nameEnvironmentCluster(path, variant.environment) },
    })),
  );
}

interface Variant {
  readonly environment: string;
  readonly drafts: readonly Draft[];
}

/**
 * The installs of further environments, until the budget for templates is used up. Installs read with less budget would differ
 * only for that reason, so they are dropped.
 */
function listVariants(path: string, environments: readonly string[], reader: Reader): Variant[] {
  const variants: Variant[] = [];
  let isSpent = false;
  const problem = ({ code }: Problem) => {
    if (code === helmfilesLimit) isSpent = true;
  };
  for (const environment of environments) {
    const { drafts } = buildEnvironmentDrafts(path, environment, { ...reader, problem });
    if (isSpent) break;
    variants.push({ environment, drafts });
  }
  return variants;
}

function reportLimit(file: string, reader: Reader): void {
  const message = "This helmfile makes more installs, for more environments, than are looked at here; only the first ones are.";
  reader.problem({ code: "helmfile-limit", message, place: { file, start: 0, end: 0 } });
}

function listEnvironments(path: string, reader: Reader): string[] {
  const { environments } = readHelmfile({ path, environment: "default", inherited: noValues }, silenceReader(reader));
  const names = [...environments.keys()];
  return names.length > 0 ? names : ["default"];
}

/**
 * The cluster name for an environment. Helmfiles in neighbouring directories share environments, so the name starts with the
 * directory above theirs.
 */
function nameEnvironmentCluster(path: string, environment: string): string {
  return posix.join(posix.dirname(posix.dirname(path)), environment);
}

function fingerprintDrafts(drafts: readonly Draft[]): string {
  const texts = drafts.map((draft) => {
    const values = mergeValues(draft.layers.map((layer) => layer.values));
    const fields = [draft.chart, draft.version, draft.release, draft.namespace].map((field) =>
      field && typeof field === "object" ? findStringAt(field) : field,
    );
    return JSON.stringify([
      fields,
      findStringAt(draft.repository),
      draft.scope.destination,
      toPlainValue(values),
      [...collectUnknownPointers(values)],
    ]);
  });
  return texts.join("\n");
}

/** The cost of a value in characters; the values of installs are compared for each environment. */
const valueCost = 10;

function measureLayers({ layers }: Draft): number {
  return layers.reduce((size, { values }) => size + valueCost * countValues(values) + countCharacters(values), 0);
}

function countCharacters(values: Cursor): number {
  let characters = 0;
  for (const { value } of listScalars(values)) if (typeof value === "string") characters += value.length;
  return characters;
}

/** The installs of one environment, and the cost of finding them, in the unit of `totalLimit`. */
function buildEnvironmentDrafts(path: string, environment: string, reader: Reader): { drafts: Draft[]; cost: number } {
  const drafts: Draft[] = [];
  let size = 0;
  const waiting: HelmfileRequest[] = [{ path, environment, inherited: noValues }];
  const seen = new Set<string>();
  for (let request = waiting.pop(); request && seen.size < fileLimit; request = waiting.pop()) {
    if (seen.has(request.path)) continue;
    seen.add(request.path);
    const helmfile = readHelmfile(request, reader);
    size += helmfile.size;
    waiting.push(...listIncludedHelmfiles(helmfile, reader));
    for (const release of listInstalledReleases(helmfile, reader.problem)) {
      if (drafts.length >= installLimit) break;
      const own = releaseDrafts(release, helmfile, reader);
      for (const draft of own) size += measureLayers(draft);
      drafts.push(...own);
    }
  }
  return { drafts, cost: Math.max(1, drafts.length, seen.size, Math.ceil(size / 1024)) };
}

function releaseDrafts(release: Cursor, helmfile: Helmfile, reader: Reader): Draft[] {
  const written = findStringAt(release, "chart");
  const place = findPlaceAt(release, "chart");
  if (written === undefined || !place) return [];
  const directory = findChartDirectory(written, helmfile, reader);
  const reference = readChartReference(written, {
    repository: undefined,
    repositories: indexRepositories(helmfile),
    isLocal: directory !== undefined,
  });
  const local = directory === undefined ? undefined : readLocalChart(reader, directory);
  if (!reference && !local) return [];
  const deployment: Deployment = {
    form: "helmfile",
    tool: "helm",
    release: findAt(release, "name"),
    namespace: helmfile.settings.get("namespace") ?? findAt(release, "namespace"),
    layers: releaseLayers(release, helmfile, reader),
    rendering: "live",
    client: { program: "helmfile", operation: "upgrade", createNamespace: readNamespaceCreation(release, helmfile, place) },
    isTemplate: isTemplate(helmfile, reader),
    home: findReleaseHome(release),
    place,
    scope: { file: helmfile.path, script: false, destination: findKubeContext(release, helmfile) },
  };
  if (local) return buildChartDrafts(local, deployment);
  if (!reference) return [];
  const version: Cursor | undefined =
    reference.version === undefined ? undefined : { kind: "scalar", origin: place, value: reference.version };
  const { component, name } = reference;
  const repository = findReleaseRepository(findAt(release, "chart"), helmfile);
  return [{ ...deployment, component, chart: name, version: findAt(release, "version") ?? version, repository }];
}

/**
 * The setting for creating namespaces. Helmfile creates them unless its configuration turns this off:
 * https://helmfile.readthedocs.io/en/latest/#configuration
 */
function readNamespaceCreation(release: Cursor, { settings }: Helmfile, place: Place): Cursor {
  const written = findAt(release, "createNamespace") ?? findAt(settings.get("helmDefaults"), "createNamespace");
  return written ?? { kind: "scalar", origin: place, value: true };
}

/**
 * The place for new values of a release: its list of values. Undefined if the list is inherited, because a list in the release
 * would replace the inherited one.
 */
function findReleaseHome(release: Cursor): ValuesHome | undefined {
  const { origin } = release;
  if (release.kind !== "map" || !isPlace(origin)) return undefined;
  const isOwn = ({ key }: Entry) => isPlace(key) && key.file === origin.file && key.start >= origin.start && key.end <= origin.end;
  const values = release.entries.get("values");
  if (values && !isOwn(values)) return undefined;
  const entries = new Map([...release.entries].filter(([, entry]) => isOwn(entry)));
  return { map: { ...release, entries }, path: ["values", newItem] };
}

/** Checks whether another environment could give the same text a different meaning. */
function isTemplate({ path, environments }: Helmfile, reader: Reader): boolean {
  return environments.size > 0 || /\{\{|\.gotmpl\b/.test(reader.source(path)?.text ?? "");
}

/** The directory of a chart in the repository; Helmfile tries directories before repository names. */
function findChartDirectory(written: string, { path }: Helmfile, reader: Reader): string | undefined {
  const directory = written.includes("://") ? undefined : reader.resolve(path, written);
  return directory !== undefined && reader.exists(posix.join(directory, "Chart.yaml")) ? directory : undefined;
}

function indexRepositories({ repositories }: Helmfile): Map<string, string> {
  const named = repositories.flatMap((repository) => {
    const name = findStringAt(repository, "name");
    return name === undefined ? [] : [[name, findStringAt(repository, "url") ?? ""] as const];
  });
  return new Map(named);
}

/** The address of the repository that a chart's name begins with, or that the chart's own address contains. */
function findReleaseRepository(chart: Cursor | undefined, { repositories }: Helmfile): Cursor | undefined {
  const written = findStringAt(chart) ?? "";
  if (!chart || written.includes("://")) return readChartRepository(chart);
  const name = written.split("/")[0];
  const added = repositories.find((repository) => findStringAt(repository, "name") === name);
  return added
    ? toAddressCursor(findAt(added, "url"))
    : { kind: "unknown", origin: chart.origin, reason: "its repository is added elsewhere" };
}

/** The cluster that a release is deployed to, if the helmfile names it. */
function findKubeContext(release: Cursor, { settings, environment, environments }: Helmfile): string | undefined {
  const own = findStringAt(release, "kubeContext") ?? findStringAt(settings.get("helmDefaults"), "kubeContext");
  return own ?? findStringAt(environments.get(environment), "kubeContext");
}
