import { type Cursor, findAt, findEntriesAt, findItemsAt, findPlaceAt, readCursorText } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import { mergeValues } from "../../model/values.ts";
import type { Reader, Source } from "../../reader/source.ts";
import { readTemplatedDocuments } from "../../reader/templated-documents.ts";
import { type Filling, fillYaml, readTemplateText, substitute } from "../../syntax/go-template/substitute.ts";
import type { Application } from "./application.ts";
import { expandGenerator, measureElement } from "./applicationset-elements.ts";
import type { Expansion } from "./applicationset-expansion.ts";

/** The maximum number of Applications that are read from one ApplicationSet, and the maximum number of values in all of them. */
export const elementLimit = 1_000;
export const valueLimit = 200_000;
const workLimit = 500_000;

/** The remaining limits, shared by all ApplicationSets of a repository. */
const totals = new WeakMap<Reader, { left: number; values: number }>();
export const totalLimit = 20_000;
export const totalValueLimit = 300_000;
/** The maximum number of characters that templates within templates may print for one ApplicationSet. */
export const printLimit = 5_000_000;

const knownSets = new WeakMap<Source, readonly Document[]>();

/** The ApplicationSets of a file. Those in templates of a Helm chart are read only where possible without rendering. */
export function listApplicationSets(source: Source): readonly Document[] {
  const before = knownSets.get(source);
  if (before) return before;
  const marker = /kind["']?:\s*["']?ApplicationSet\b/;
  const documents = [...source.documents(marker), ...readTemplatedDocuments(source, marker)];
  const sets = documents.filter(({ kind, apiVersion }) => kind === "ApplicationSet" && apiVersion?.startsWith("argoproj.io/"));
  knownSets.set(source, sets);
  return sets;
}

const knownApplications = new WeakMap<Document, readonly Application[]>();

/** The Applications that an ApplicationSet generates. https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/ */
export function expandApplications(document: Document, reader: Reader): readonly Application[] {
  const before = knownApplications.get(document) ?? expand(document, reader);
  knownApplications.set(document, before);
  return before;
}

function expand(document: Document, reader: Reader): Application[] {
  const { root, file } = document;
  const spec = findAt(root, "spec");
  const flag = findAt(spec, "goTemplate");
  const isGo = flag?.kind === "scalar" && flag.value === true;
  const base = findAt(spec, "template");
  if (!base) return [];
  const total = totals.get(reader) ?? { left: totalLimit, values: totalValueLimit };
  totals.set(reader, total);
  const patch = findAt(spec, "templatePatch");
  const written = measureElement(base) + (patch ? measureElement(patch) : 0);
  const values = Math.min(valueLimit, total.values);
  const limit = Math.min(elementLimit, total.left, Math.ceil(values / written));
  const expansion: Expansion = { left: limit, work: workLimit, values, print: { left: printLimit }, file, isGo, reader };
  const applications = findItemsAt(spec, "generators").flatMap((generator) =>
    findEntriesAt(generator).flatMap(([kind, { value }]) => {
      if (kind === "selector") return [];
      const template = mergeTemplate(base, value);
      const elements = expandGenerator(generator, kind, expansion);
      return elements.flatMap((parameters) => {
        if (expansion.values < 0) return [];
        const made = buildApplicationRoot(template, patch, { parameters, isGo, print: expansion.print });
        expansion.values -= written + measureElement(made);
        return { root: made, file, isTemplate: true };
      });
    }),
  );
  total.left -= applications.length;
  total.values -= values - expansion.values;
  if (Math.min(expansion.left, expansion.work, expansion.values, expansion.print.left) < 0) reportLimit(document, reader);
  return applications;
}

function reportLimit({ root, file }: Document, reader: Reader): void {
  const message = "This ApplicationSet makes more Applications, or larger ones, than are looked at here; only the first ones are.";
  reader.problem({ code: "applicationset-limit", message, place: findPlaceAt(root, "kind") ?? { file, start: 0, end: 0 } });
}

/**
 * Merges the template of a generator, which may override parts of the other template:
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Template/
 */
function mergeTemplate(base: Cursor, generator: Cursor): Cursor {
  const override = findAt(generator, "template");
  if (override?.kind !== "map") return base;
  return mergeValues([base, dropEmptyValues(override)]);
}

/** Removes empty values from the generator's template: they do not override the other template. */
function dropEmptyValues(cursor: Cursor): Cursor {
  if (cursor.kind !== "map") return cursor;
  const entries = [...cursor.entries].flatMap(([key, entry]) => {
    const { value } = entry;
    const isEmpty =
      (value.kind === "scalar" && (value.value === "" || value.value === null)) || (value.kind === "list" && value.items.length === 0);
    return isEmpty ? [] : [[key, { ...entry, value: dropEmptyValues(value) }] as const];
  });
  return { ...cursor, entries: new Map(entries) };
}

function buildApplicationRoot(template: Cursor, patch: Cursor | undefined, filling: Filling): Cursor {
  const root = substitute(template, filling);
  if (!patch) return root;
  const text = readTemplateText(patch) ?? (patch.kind === "scalar" ? readCursorText(patch) : undefined);
  const read = text && fillYaml(text, filling);
  return read ? mergeValues([root, read]) : openRoot(root, patch);
}

/**
 * Makes the parts of an Application unknown that a patch which cannot be read may change: how the chart is rendered, and with
 * which values.
 */
function openRoot(root: Cursor, patch: Cursor): Cursor {
  const unknown: Cursor = { kind: "unknown", origin: patch.origin, reason: "a patch that is a template" };
  const helm = (source: Cursor): Cursor => {
    if (source.kind !== "map") return source;
    const entry = { key: patch.origin, value: unknown };
    return { ...source, entries: new Map([...source.entries, ["helm", entry], ["targetRevision", entry]]) };
  };
  const spec = findAt(root, "spec");
  if (root.kind !== "map" || spec?.kind !== "map") return root;
  const opened = [...spec.entries].map(([key, entry]) => {
    if (key === "source") return [key, { ...entry, value: helm(entry.value) }] as const;
    const isList = key === "sources" && entry.value.kind === "list";
    return [key, isList ? { ...entry, value: { ...entry.value, items: findItemsAt(entry.value).map(helm) } as Cursor } : entry] as const;
  });
  const entries = new Map([...root.entries, ["spec", { key: spec.origin, value: { ...spec, entries: new Map(opened) } }] as const]);
  return { ...root, entries };
}
