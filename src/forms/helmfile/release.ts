import { type Cursor, type Entry, findAt, findItemsAt, findPlaceAt, findStringAt, isPlace, type MapCursor } from "../../model/cursor.ts";
import type { Problem } from "../../model/finding.ts";
import type { Layer } from "../../model/install.ts";
import { parseSet } from "../../model/values.ts";
import type { Reader } from "../../reader/source.ts";
import { nestValue } from "../../reader/values-layer.ts";
import { substitute } from "../../syntax/go-template/substitute.ts";
import { buildTemplateScope, type Helmfile } from "./state.ts";
import { createNamedMap, readSecretLayers, readValueLayers, type ValuesContext } from "./values.ts";

/** The releases of a helmfile that are installed, with inherited fields and with their templates filled in. */
export function listInstalledReleases(helmfile: Helmfile, report: (problem: Problem) => void): Cursor[] {
  const fallback = helmfile.settings.get("defaultInherit");
  const defaults = fallback?.kind === "list" ? fallback.items : [fallback ?? []].flat();
  const templates: Templates = { written: helmfile.templates, whole: new Map(), report };
  return helmfile.releases.flatMap((written) => {
    const release = inheritTemplates(written, defaults, templates);
    if (release.kind !== "map") return [];
    const filled = fillRelease(release, helmfile);
    return isInstalled(filled, helmfile) ? [filled] : [];
  });
}

/** The templates of a helmfile and their resolved forms, and a function to report what is cut off. */
interface Templates {
  readonly written: ReadonlyMap<string, Cursor>;
  readonly whole: Map<string, Cursor | undefined>;
  readonly report: (problem: Problem) => void;
}

/** Reports what is cut off from a release, at its line. */
function reportCut({ origin }: Cursor, { report }: Templates, what: string): void {
  if (isPlace(origin))
    report({ code: "helmfile-limit", message: `${what}; from here on they are not read.`, place: { ...origin, end: origin.start } });
}

/** Merges the templates that a release inherits into it: lists are joined, and otherwise the release's own fields override. */
function inheritTemplates(release: Cursor, defaults: readonly Cursor[], templates: Templates): Cursor {
  if (release.kind !== "map") return release;
  const items = findItemsAt(release, "inherit");
  const excess = items[inheritLimit];
  if (excess) reportCut(excess, templates, `This release inherits more than ${inheritLimit} templates`);
  const named = [...defaults, ...items.slice(0, inheritLimit)].flatMap((item) => {
    const template = resolveTemplate(findStringAt(item, "template") ?? findStringAt(item), templates);
    const except = new Set(findItemsAt(item, "except").map((key) => findStringAt(key)));
    return template?.kind === "map" ? [new Map([...template.entries].filter(([key]) => !except.has(key)))] : [];
  });
  if (named.length === 0) return release;
  return {
    ...release,
    entries: [...named, release.entries].reduce((lower, upper) => mergeInherited(lower, upper, templates), new Map<string, Entry>()),
  };
}

/** A template with everything that it inherits. A template that is already being resolved is part of a cycle and is left out. */
function resolveTemplate(name: string | undefined, templates: Templates): Cursor | undefined {
  const template = name === undefined ? undefined : templates.written.get(name);
  if (name === undefined || !template) return undefined;
  const { whole } = templates;
  if (whole.has(name)) return whole.get(name);
  whole.set(name, undefined);
  const isExcess = whole.size > templateLimit;
  if (whole.size === templateLimit + 1)
    reportCut(template, templates, `More than ${templateLimit} templates are inherited, and these may inherit others`);
  const found = isExcess ? template : inheritTemplates(template, [], templates);
  whole.set(name, found);
  return found;
}

/** The maximum number of templates in chains, above what real helmfiles contain. */
const templateLimit = 200;
const inheritLimit = 20;

function mergeInherited(
  lower: ReadonlyMap<string, Entry>,
  upper: ReadonlyMap<string, Entry>,
  templates: Templates,
): ReadonlyMap<string, Entry> {
  const entries = new Map(lower);
  for (const [key, entry] of upper) {
    const below = entries.get(key)?.value;
    const { value } = entry;
    const isList = below?.kind === "list" && value.kind === "list";
    const items = isList ? [...below.items, ...value.items] : [];
    if (items.length > listLimit)
      reportCut(value, templates, `The list \`${key}\` has more than ${listLimit} items with those that are inherited`);
    entries.set(key, isList ? { ...entry, value: { ...value, items: items.slice(0, listLimit) } } : entry);
  }
  return entries;
}

const listLimit = 200;

/** Fills in fields that refer to the release itself: `{{ .Release.Name }}`. */
function fillRelease(release: MapCursor, helmfile: Helmfile): Cursor {
  let filled: Cursor = release;
  // A name may depend on the namespace or the other way round. Two rounds are enough for that; Helmfile tries up to six.
  for (let round = 0; round < 2; round++) {
    const own = createNamedMap(
      releaseFields.flatMap(([name, key]) => {
        const value = findAt(filled, key);
        return value ? [[name, value] as const] : [];
      }),
    );
    const scope = buildTemplateScope(helmfile);
    const parameters: MapCursor = { ...scope, entries: new Map([...scope.entries, ["Release", { key: scope.origin, value: own }]]) };
    filled = substitute(filled, { parameters, isGo: true });
  }
  return filled;
}

const releaseFields = [
  ["Name", "name"],
  ["Namespace", "namespace"],
  ["Labels", "labels"],
  ["Chart", "chart"],
  ["KubeContext", "kubeContext"],
] as const;

function isInstalled(release: Cursor, { values }: Helmfile): boolean {
  const isFalse = (cursor: Cursor | undefined) => cursor?.kind === "scalar" && (cursor.value === false || cursor.value === "false");
  if (
    isFalse(findAt(release, "installed")) ||
    isFalse(findAt(release, "installedTemplate")) ||
    isFalse(findAt(release, "conditionTemplate"))
  )
    return false;
  const condition = findAt(release, "condition");
  const path = findStringAt(condition);
  return !isFalse(condition) && !(path !== undefined && isFalse(findAt(values, ...path.split("."))));
}

/**
 * The layers of a release in Helm's order: files and maps, secrets, then values set one by one.
 * https://helmfile.readthedocs.io/en/latest/values-and-merging/
 */
export function releaseLayers(release: Cursor, helmfile: Helmfile, reader: Reader): Layer[] {
  const handler = findStringAt(release, "missingFileHandler") ?? findStringAt(helmfile.settings.get("missingFileHandler"));
  const isLenient = handler !== undefined && handler !== "Error";
  const context: ValuesContext = { path: helmfile.path, scope: releaseScope(release, helmfile), reader, isLenient };
  return [
    ...openLayers(release, helmfile, lowestOpen),
    ...readValueLayers(findAt(release, "values"), context),
    ...readValueLayers(findAt(release, "valuesTemplate"), context),
    ...readSecretLayers(findAt(release, "secrets"), context),
    ...["set", "setTemplate"].flatMap((key) => setLayers(release, key, "set")),
    ...["setString", "setStringTemplate"].flatMap((key) => setLayers(release, key, "set-string")),
    ...openLayers(release, helmfile, highestOpen),
  ];
}

function releaseScope(release: Cursor, helmfile: Helmfile): Cursor {
  const scope = buildTemplateScope(helmfile);
  const own = createNamedMap([
    ["Name", findAt(release, "name") ?? { kind: "scalar", origin: scope.origin, value: null }],
    ["Namespace", findAt(release, "namespace") ?? { kind: "scalar", origin: scope.origin, value: null }],
  ]);
  return { ...scope, entries: new Map([...scope.entries, ["Release", { key: scope.origin, value: own }]]) };
}

/** Settings with unknown effect: values from the cluster below everything else, and changes to the result after everything else. */
const lowestOpen = ["reuseValues"];
const highestOpen = ["strategicMergePatches", "jsonPatches", "transformers", "postRenderer"];

function openLayers(release: Cursor, helmfile: Helmfile, keys: readonly string[]): Layer[] {
  return keys.flatMap((key) => {
    const value = findAt(release, key) ?? findAt(helmfile.settings.get("helmDefaults"), key);
    const isOff = value === undefined || (value.kind === "scalar" && !value.value);
    if (isOff || !isPlace(value.origin)) return [];
    return [{ name: key, values: { kind: "unknown", origin: value.origin, reason: `\`${key}\`` } }];
  });
}

function setLayers(release: Cursor, key: string, kind: "set" | "set-string"): Layer[] {
  return findItemsAt(release, key).flatMap((item) => {
    const name = findStringAt(item, "name");
    const place = findPlaceAt(item, "value") ?? findPlaceAt(item, "values") ?? findPlaceAt(item, "name");
    if (name === undefined || !place) return isPlace(item.origin) ? createUnknownSet(item) : [];
    const value = findAt(item, "value") ?? findAt(item, "values");
    const text = setText(value);
    const layerName = `${key} ${name}`;
    if (text === undefined)
      return [{ name: layerName, values: nestValue(name, { kind: "unknown", origin: place, reason: "a value that is not known" }, place) }];
    return [{ name: layerName, values: parseSet(`${name}=${text}`, kind, place) }];
  });
}

function createUnknownSet({ origin, kind }: Cursor): Layer[] {
  return kind === "unknown" && isPlace(origin) ? [{ name: "set", values: { kind: "unknown", origin, reason: "a template" } }] : [];
}

/** The text of a value for `--set`. Helmfile escapes commas, except in lists that are written with braces. */
function setText(value: Cursor | undefined): string | undefined {
  if (value?.kind === "list") {
    const items = value.items.map(setText);
    return items.includes(undefined) ? undefined : `{${items.join(",")}}`;
  }
  if (value?.kind !== "scalar") return undefined;
  const text = String(value.value ?? "");
  return /^\{.*\}$/.test(text) ? text : text.replace(/(?<!\\),/g, "\\,");
}
