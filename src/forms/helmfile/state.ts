import { posix } from "node:path";
import { at, type Cursor, entriesAt, itemsAt, type MapCursor, stringAt } from "../../model/cursor.ts";
import type { Problem } from "../../model/finding.ts";
import { placeIn, type SourceText, wholeText } from "../../model/source-text.ts";
import { mergeValues } from "../../model/values.ts";
import { splitDocuments } from "../../reader/documents.ts";
import { globbedFiles } from "../../reader/rooted-path.ts";
import type { Reader } from "../../reader/source.ts";
import { evaluate } from "../../syntax/go-template/go-template.ts";
import { readTemplatedYaml } from "../../syntax/go-template/templated-yaml.ts";
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
}

/** Which helmfile to read, and what the one that includes it gives to it. */
export interface HelmfileRequest {
  readonly path: string;
  readonly environment: string;
  readonly inherited: Cursor;
}

/** Files of files, deeper than anybody includes them. */
const depthLimit = 8;
/** More parts of a file than anybody writes; each is merged with all before it. */
const partLimit = 30;

/** Reads a helmfile for an environment. https://helmfile.readthedocs.io/en/latest/configuration/ */
export function readHelmfile(request: HelmfileRequest, reader: Reader): Helmfile {
  const { path, environment, inherited } = request;
  const lists = { repositories: [], releases: [], helmfiles: [] };
  const maps = { templates: new Map(), environments: new Map(), settings: new Map() };
  const helmfile: Helmfile = { path, environment, ...lists, ...maps, values: inherited };
  const loading: Loading = { helmfile, reader, inherited, defaults: noValues, ofEnvironment: noValues, active: new Set() };
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
}

const noValues: MapCursor = { kind: "map", origin: { builtIn: "no values" }, entries: new Map() };
const kept: ReadonlySet<string> = new Set(["releases", "repositories", "environments", "helmfiles", "bases", "templates"]);

/** Each part between `---` is rendered with the values of those before it; what it adds itself counts for it too. */
function load(path: string, loading: Loading, depth: number): void {
  const source = loading.reader.source(path);
  if (!source || depth > depthLimit || loading.active.has(path)) return;
  loading.active.add(path);
  const parts = splitDocuments(wholeText(path, source.text));
  const excess = parts[partLimit];
  if (excess) reportParts(excess, loading.reader);
  for (const text of parts.slice(0, partLimit)) {
    let isTooMuch = false;
    const report = (problem: Problem) => {
      isTooMuch = true;
      loading.reader.problem(problem);
    };
    const rendered = () => readTemplatedYaml(text, { evaluate: (expression) => stateValue(expression, loading.helmfile), kept, report });
    const first = rendered();
    if (!first && !isTooMuch && /^[^#\s]/m.test(text.content)) reportUnreadable(text, loading.reader);
    loadBases(first, path, loading, depth);
    addValues(first, path, loading);
    addState(text.content.includes("{{") ? rendered() : first, loading.helmfile);
  }
  loading.active.delete(path);
}

function loadBases(root: Cursor | undefined, path: string, loading: Loading, depth: number): void {
  for (const base of itemsAt(root, "bases")) {
    const file = stringAt(base);
    const target = file === undefined ? undefined : loading.reader.resolve(path, file);
    if (target !== undefined) load(target, loading, depth + 1);
  }
}

function reportParts(text: SourceText, reader: Reader): void {
  const message = `This helmfile has more than ${partLimit} parts; from here on they are not read.`;
  reader.problem({ code: "helmfile-limit", message, place: placeIn(text, 0, 1) });
}

function reportUnreadable(text: SourceText, reader: Reader): void {
  const message = "This part of the helmfile cannot be read before it is rendered; what it installs is not known.";
  reader.problem({ code: "yaml-template", message, place: placeIn(text, 0, 1) });
}

/** What names the release itself waits until the release is known. */
function stateValue(expression: string, helmfile: Helmfile): Cursor | undefined {
  if (/\.Release\b/.test(expression)) return { kind: "scalar", origin: { builtIn: "helmfile" }, value: `{{ ${expression} }}` };
  return evaluate(expression, scopeOf(helmfile));
}

/** `.` of the templates. https://helmfile.readthedocs.io/en/latest/builtin-objects/ */
export function scopeOf({ environment, values }: Helmfile): MapCursor {
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
  const { helmfile, reader, inherited } = loading;
  for (const [name, { value }] of entriesAt(root, "environments")) helmfile.environments.set(name, value);
  const top = stateLayers(at(root, "values"), undefined, { path, scope: scopeOf(helmfile), reader });
  loading.defaults = mergeValues([loading.defaults, ...top]);
  helmfile.values = mergeValues([loading.defaults, loading.ofEnvironment, inherited]);
  const environment = at(root, "environments", helmfile.environment);
  const own = stateLayers(at(environment, "values"), at(environment, "secrets"), { path, scope: scopeOf(helmfile), reader });
  const isReversed = stringAt(environment, "mergeStrategy") === "fallback";
  loading.ofEnvironment = mergeValues([loading.ofEnvironment, ...(isReversed ? own.reverse() : own)]);
  helmfile.values = mergeValues([loading.defaults, loading.ofEnvironment, inherited]);
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
    const layers = stateLayers(at(item, "values"), undefined, { path, scope: scopeOf(helmfile), reader });
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
