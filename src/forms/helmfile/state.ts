import { posix } from "node:path";
import { at, type Cursor, entriesAt, isPlace, itemsAt, type MapCursor, stringAt } from "../../model/cursor.ts";
import { placeIn, type SourceText } from "../../model/source-text.ts";
import { countValues, mergeValues } from "../../model/values.ts";
import { globbedFiles } from "../../reader/rooted-path.ts";
import type { Reader } from "../../reader/source.ts";
import { evaluate } from "../../syntax/go-template/go-template.ts";
import { payForValues } from "./budget.ts";
import { listParts, type Part, readPart } from "./parts.ts";
import { mapped, stateLayers } from "./values.ts";

/** A helmfile as it is for one environment: its parts and its bases, merged. */
export interface Helmfile {
  readonly path: string;
  readonly environment: string;
  readonly repositories: Cursor[];
  readonly releases: Cursor[];
  readonly templates: Map<string, Cursor>;
  readonly helmfiles: Cursor[];
  /** The environments that it knows. */
  readonly environments: Map<string, Cursor>;
  /** Single settings, such as `namespace`; the last part that has one wins. */
  readonly settings: Map<string, Cursor>;
  /** `.Values` of its templates. */
  values: Cursor;
  /** What it took to read it, about in characters. */
  size: number;
}

/** Which helmfile to read, and what the one that includes it gives to it. */
export interface HelmfileRequest {
  readonly path: string;
  readonly environment: string;
  readonly inherited: Cursor;
}

/** Files of files, deeper than anybody includes them. */
const depthLimit = 8;
/** Bases of a helmfile with those of its bases, more than anybody has. */
const baseLimit = 100;
/** More parts of a file than anybody writes; each is merged with all before it. */
const partLimit = 30;
/** What a value costs that is merged, in characters. */
const valueCost = 50;

/** Reads a helmfile for an environment. https://helmfile.readthedocs.io/en/latest/configuration/ */
export function readHelmfile(request: HelmfileRequest, reader: Reader): Helmfile {
  const { path, environment, inherited } = request;
  const lists = { repositories: [], releases: [], helmfiles: [] };
  const maps = { templates: new Map(), environments: new Map(), settings: new Map() };
  const helmfile: Helmfile = { path, environment, ...lists, ...maps, values: inherited, size: 0 };
  const loading: Loading = {
    helmfile,
    reader,
    inherited,
    defaults: noValues,
    ofEnvironment: noValues,
    active: new Set(),
    bases: 0,
    isSpent: false,
  };
  load(path, loading, 0);
  return helmfile;
}

interface Loading {
  readonly helmfile: Helmfile;
  readonly reader: Reader;
  readonly inherited: Cursor;
  /** `values` at the top, under those of the environment. */
  defaults: Cursor;
  ofEnvironment: Cursor;
  /** Bases being read: one inside itself would never end. */
  readonly active: Set<string>;
  /** How many bases have been read. */
  bases: number;
  /** Whether there are more values than are merged. */
  isSpent: boolean;
}

const noValues: MapCursor = { kind: "map", origin: { builtIn: "no values" }, entries: new Map() };
const kept: ReadonlySet<string> = new Set(["releases", "repositories", "environments", "helmfiles", "bases", "templates"]);

/** Each part between `---` is rendered with the values of those before it; what it adds itself counts for it too. */
function load(path: string, loading: Loading, depth: number): void {
  const source = loading.reader.source(path);
  if (!source || depth > depthLimit || loading.active.has(path)) return;
  loading.active.add(path);
  const parts = listParts(source);
  const excess = parts[partLimit];
  if (excess) reportParts(excess.text, loading.reader);
  for (const part of parts.slice(0, partLimit)) {
    const first = findHelmfileStateRoot(part, loading);
    loadBases(first, path, loading, depth);
    addValues(first, path, loading);
    addState(part.isTemplate ? findHelmfileStateRoot(part, loading) : first, loading.helmfile);
  }
  loading.active.delete(path);
}

function findHelmfileStateRoot(part: Part, { helmfile, reader }: Loading): Cursor | undefined {
  helmfile.size += part.text.content.length;
  return readPart(part, { evaluate: (expression) => stateValue(expression, helmfile), kept }, reader);
}

function loadBases(root: Cursor | undefined, path: string, loading: Loading, depth: number): void {
  for (const base of itemsAt(root, "bases")) {
    const file = stringAt(base);
    const target = file === undefined ? undefined : loading.reader.resolve(path, file);
    if (target === undefined || !loading.reader.exists(target)) continue;
    loading.bases += 1;
    if (loading.bases === baseLimit + 1) reportBases(base, path, loading.reader);
    if (loading.bases > baseLimit) return;
    load(target, loading, depth + 1);
  }
}

function reportBases({ origin }: Cursor, file: string, reader: Reader): void {
  const message = `This helmfile has more than ${baseLimit} bases, with those of its bases; from here on they are not read.`;
  reader.problem({ code: "helmfile-limit", message, place: isPlace(origin) ? origin : { file, start: 0, end: 0 } });
}

function reportParts(text: SourceText, reader: Reader): void {
  const message = `This helmfile has more than ${partLimit} parts; from here on they are not read.`;
  reader.problem({ code: "helmfile-limit", message, place: placeIn(text, 0, 1) });
}

/** What names the release itself waits until the release is known. */
function stateValue(expression: string, helmfile: Helmfile): Cursor | undefined {
  if (/\.Release\b/.test(expression)) return { kind: "scalar", origin: { builtIn: "helmfile" }, value: `{{ ${expression} }}` };
  return evaluate(expression, buildTemplateScope(helmfile));
}

/** `.` of the templates. https://helmfile.readthedocs.io/en/latest/builtin-objects/ */
export function buildTemplateScope({ environment, values }: Helmfile): MapCursor {
  const name: Cursor = { kind: "scalar", origin: { builtIn: "the environment" }, value: environment };
  const own = mapped([
    ["Name", name],
    ["Values", values],
  ]);
  const scope = mapped([
    ["Values", values],
    ["StateValues", values],
    ["Environment", own],
  ]);
  return { ...scope, rest: { kind: "unknown", origin: { builtIn: "helmfile" }, reason: "a template" } };
}

function addValues(root: Cursor | undefined, path: string, loading: Loading): void {
  const { helmfile, reader } = loading;
  for (const [name, { value }] of entriesAt(root, "environments")) helmfile.environments.set(name, value);
  if (loading.isSpent) return;
  const top = stateLayers(at(root, "values"), undefined, { path, scope: buildTemplateScope(helmfile), reader });
  if (top.length > 0) loading.defaults = merged(loading.defaults, top, path, loading);
  if (top.length > 0) setValues(loading);
  const environment = at(root, "environments", helmfile.environment);
  const own = stateLayers(at(environment, "values"), at(environment, "secrets"), { path, scope: buildTemplateScope(helmfile), reader });
  const isReversed = stringAt(environment, "mergeStrategy") === "fallback";
  if (own.length > 0) loading.ofEnvironment = merged(loading.ofEnvironment, isReversed ? own.reverse() : own, path, loading);
  if (own.length > 0) setValues(loading);
}

/** Layers over others; unknown where all helmfiles together have had enough of merging. */
function merged(below: Cursor, layers: readonly Cursor[], path: string, loading: Loading): Cursor {
  if (!loading.isSpent && payForValues([below, ...layers], path, loading.reader)) return mergeValues([below, ...layers]);
  loading.isSpent = true;
  return { kind: "unknown", origin: { file: path, start: 0, end: 0 }, reason: "there are too many values" };
}

function setValues({ helmfile, defaults, ofEnvironment, inherited }: Loading): void {
  helmfile.values = mergeValues([defaults, ofEnvironment, inherited]);
  helmfile.size += valueCost * countValues(helmfile.values);
}

/** Lists of several parts follow one another, single settings of the later part win. */
function addState(root: Cursor | undefined, helmfile: Helmfile): void {
  helmfile.repositories.push(...itemsAt(root, "repositories"));
  helmfile.releases.push(...itemsAt(root, "releases"));
  helmfile.helmfiles.push(...itemsAt(root, "helmfiles"));
  for (const [name, { value }] of entriesAt(root, "templates")) helmfile.templates.set(name, value);
  for (const [name, { value }] of entriesAt(root)) helmfile.settings.set(name, value);
}

/** The helmfiles that one includes, with what it gives to them. */
export function includedHelmfiles(helmfile: Helmfile, reader: Reader): HelmfileRequest[] {
  const { path, environment } = helmfile;
  return helmfile.helmfiles.flatMap((item) => {
    const written = stringAt(item, "path") ?? stringAt(item);
    const target = written === undefined ? undefined : reader.resolve(path, written);
    if (target === undefined) return [];
    const layers = stateLayers(at(item, "values"), undefined, { path, scope: buildTemplateScope(helmfile), reader });
    return helmfilesAt(target, reader).map((file) => ({ path: file, environment, inherited: mergeValues(layers) }));
  });
}

/** The files that a path names: itself, those that a glob matches, or those of a directory. */
function helmfilesAt(path: string, reader: Reader): string[] {
  if (/[*?]/.test(path)) return globbedFiles(path, reader).filter(isHelmfileName);
  if (reader.exists(path)) return [path];
  const inside = ["helmfile.yaml", "helmfile.yaml.gotmpl"].map((name) => posix.join(path, name)).filter(reader.exists);
  if (inside.length > 0) return inside;
  return reader
    .below(`${path.replace(/\/$/, "")}/`)
    .filter((file) => posix.dirname(file) === posix.join(path).replace(/\/$/, "") && isHelmfileName(file));
}

function isHelmfileName(path: string): boolean {
  return /\.ya?ml(\.gotmpl)?$/.test(path);
}
