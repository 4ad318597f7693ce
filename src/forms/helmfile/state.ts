import { posix } from "node:path";
import { type Cursor, findAt, findEntriesAt, findItemsAt, findStringAt, isPlace, type MapCursor } from "../../model/cursor.ts";
import { locateText, type SourceText } from "../../model/source-text.ts";
import { countValues, mergeValues } from "../../model/values.ts";
import { findGlobbedFiles } from "../../reader/rooted-path.ts";
import type { Reader } from "../../reader/source.ts";
import { evaluate } from "../../syntax/go-template/go-template.ts";
import { payForValues } from "./budget.ts";
import { listParts, type Part, readPart } from "./parts.ts";
import { createNamedMap, readStateLayers } from "./values.ts";

/** A helmfile for one environment, with its parts and bases merged. */
export interface Helmfile {
  readonly path: string;
  readonly environment: string;
  readonly repositories: Cursor[];
  readonly releases: Cursor[];
  readonly templates: Map<string, Cursor>;
  readonly helmfiles: Cursor[];
  /** The environments that it defines. */
  readonly environments: Map<string, Cursor>;
  /** Single settings, such as `namespace`; the last part with a setting overrides earlier ones. */
  readonly settings: Map<string, Cursor>;
  /** The `.Values` of its templates. */
  values: Cursor;
  /** The cost of reading it, roughly in characters. */
  size: number;
}

/** A helmfile to read, with the values that the including helmfile passes to it. */
export interface HelmfileRequest {
  readonly path: string;
  readonly environment: string;
  readonly inherited: Cursor;
}

/** The maximum depth of included files, above what real repositories have. */
const depthLimit = 8;
/** The maximum number of bases of a helmfile, including bases of bases. */
export const baseLimit = 100;
/** The maximum number of parts of a file, above what real files have; each part is merged with all parts before it. */
const partLimit = 30;
/** The cost of a merged value, in characters. */
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
  /** Top-level `values`, which those of the environment override. */
  defaults: Cursor;
  ofEnvironment: Cursor;
  /** The bases being read: without this check, a base that includes itself would never end. */
  readonly active: Set<string>;
  /** The number of bases read so far. */
  bases: number;
  /** True if the budget for merging values is used up. */
  isSpent: boolean;
}

const noValues: MapCursor = { kind: "map", origin: { builtIn: "no values" }, entries: new Map() };
const kept: ReadonlySet<string> = new Set(["releases", "repositories", "environments", "helmfiles", "bases", "templates"]);

/**
 * Loads the parts of a file in order. Each part between `---` is rendered with the values of the parts before it, and with those
 * that it adds itself.
 */
function load(path: string, loading: Loading, depth: number): void {
  const source = loading.reader.source(path);
  if (!source || depth > depthLimit || loading.active.has(path)) return;
  loading.active.add(path);
  const parts = listParts(source);
  const excess = parts[partLimit];
  if (excess) reportParts(excess.text, loading.reader);
  for (const part of parts.slice(0, partLimit)) {
    const first = readPartRoot(part, loading);
    loadBases(first, path, loading, depth);
    addValues(first, path, loading);
    addState(part.isTemplate ? readPartRoot(part, loading) : first, loading.helmfile);
  }
  loading.active.delete(path);
}

function readPartRoot(part: Part, { helmfile, reader }: Loading): Cursor | undefined {
  helmfile.size += part.text.content.length;
  return readPart(part, { evaluate: (expression) => evaluateStateValue(expression, helmfile), kept }, reader);
}

function loadBases(root: Cursor | undefined, path: string, loading: Loading, depth: number): void {
  for (const base of findItemsAt(root, "bases")) {
    const file = findStringAt(base);
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
  reader.problem({ code: "helmfile-limit", message, place: locateText(text, 0, 1) });
}

/** Evaluates an expression in a helmfile. An expression that refers to the release is kept as text until the release is known. */
function evaluateStateValue(expression: string, helmfile: Helmfile): Cursor | undefined {
  if (/\.Release\b/.test(expression)) return { kind: "scalar", origin: { builtIn: "helmfile" }, value: `{{ ${expression} }}` };
  return evaluate(expression, buildTemplateScope(helmfile));
}

/** Builds the `.` of the templates. https://helmfile.readthedocs.io/en/latest/builtin-objects/ */
export function buildTemplateScope({ environment, values }: Helmfile): MapCursor {
  const name: Cursor = { kind: "scalar", origin: { builtIn: "the environment" }, value: environment };
  const own = createNamedMap([
    ["Name", name],
    ["Values", values],
  ]);
  const scope = createNamedMap([
    ["Values", values],
    ["StateValues", values],
    ["Environment", own],
  ]);
  return { ...scope, rest: { kind: "unknown", origin: { builtIn: "helmfile" }, reason: "a template" } };
}

function addValues(root: Cursor | undefined, path: string, loading: Loading): void {
  const { helmfile, reader } = loading;
  for (const [name, { value }] of findEntriesAt(root, "environments")) helmfile.environments.set(name, value);
  if (loading.isSpent) return;
  const top = readStateLayers(findAt(root, "values"), undefined, { path, scope: buildTemplateScope(helmfile), reader });
  if (top.length > 0) loading.defaults = mergeWithinBudget(loading.defaults, top, path, loading);
  if (top.length > 0) setValues(loading);
  const environment = findAt(root, "environments", helmfile.environment);
  const own = readStateLayers(findAt(environment, "values"), findAt(environment, "secrets"), {
    path,
    scope: buildTemplateScope(helmfile),
    reader,
  });
  const isReversed = findStringAt(environment, "mergeStrategy") === "fallback";
  if (own.length > 0) loading.ofEnvironment = mergeWithinBudget(loading.ofEnvironment, isReversed ? own.reverse() : own, path, loading);
  if (own.length > 0) setValues(loading);
}

/** Merges layers over other values; unknown if the budget for merging in all helmfiles together is used up. */
function mergeWithinBudget(below: Cursor, layers: readonly Cursor[], path: string, loading: Loading): Cursor {
  if (!loading.isSpent && payForValues([below, ...layers], path, loading.reader)) return mergeValues([below, ...layers]);
  loading.isSpent = true;
  return { kind: "unknown", origin: { file: path, start: 0, end: 0 }, reason: "there are too many values" };
}

function setValues({ helmfile, defaults, ofEnvironment, inherited }: Loading): void {
  helmfile.values = mergeValues([defaults, ofEnvironment, inherited]);
  helmfile.size += valueCost * countValues(helmfile.values);
}

/** Adds the content of a part: its lists are appended, its single settings override those of earlier parts. */
function addState(root: Cursor | undefined, helmfile: Helmfile): void {
  helmfile.repositories.push(...findItemsAt(root, "repositories"));
  helmfile.releases.push(...findItemsAt(root, "releases"));
  helmfile.helmfiles.push(...findItemsAt(root, "helmfiles"));
  for (const [name, { value }] of findEntriesAt(root, "templates")) helmfile.templates.set(name, value);
  for (const [name, { value }] of findEntriesAt(root)) helmfile.settings.set(name, value);
}

/** The helmfiles that a helmfile includes, with the values that it passes to them. */
export function listIncludedHelmfiles(helmfile: Helmfile, reader: Reader): HelmfileRequest[] {
  const { path, environment } = helmfile;
  return helmfile.helmfiles.flatMap((item) => {
    const written = findStringAt(item, "path") ?? findStringAt(item);
    const target = written === undefined ? undefined : reader.resolve(path, written);
    if (target === undefined) return [];
    const layers = readStateLayers(findAt(item, "values"), undefined, { path, scope: buildTemplateScope(helmfile), reader });
    return findHelmfilesAt(target, reader).map((file) => ({ path: file, environment, inherited: mergeValues(layers) }));
  });
}

/** The files at a path: the file itself, the matches of a glob, or the helmfiles of a directory. */
function findHelmfilesAt(path: string, reader: Reader): string[] {
  if (/[*?]/.test(path)) return findGlobbedFiles(path, reader).filter(isHelmfileName);
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
