import {
  type Cursor,
  type Entry,
  findAt,
  findEntriesAt,
  findItemsAt,
  findStringAt,
  isPlace,
  type MapCursor,
  type Origin,
  readCursorText,
} from "../../model/cursor.ts";
import { mergeValues } from "../../model/values.ts";
import { evaluateParameter, fill, substitute } from "../../syntax/go-template/substitute.ts";
import { readYaml } from "../../syntax/yaml/yaml.ts";
import type { Expansion } from "./applicationset-expansion.ts";
import { listGitElements } from "./applicationset-git.ts";
import { isSelected } from "./applicationset-selector.ts";

/** The maximum depth of nested generators; Argo CD allows less. */
const depthLimit = 3;

/** The parameters of each element that a generator produces. Parameters that only the cluster or a service knows are unknown. */
export function expandGenerator(generator: Cursor, kind: string, expansion: Expansion): MapCursor[] {
  const elements = expand(generator, kind, expansion, 0);
  const kept = elements.slice(0, Math.max(0, expansion.left));
  expansion.left -= elements.length;
  return kept;
}

function expand(generator: Cursor, kind: string, expansion: Expansion, depth: number): MapCursor[] {
  const spec = findAt(generator, kind);
  if (!spec || depth > depthLimit || expansion.work < 0) return [];
  const elements = listRawElements(spec, kind, expansion, depth);
  expansion.work -= elements.length + 1;
  const selector = findAt(generator, "selector");
  return selector ? elements.filter((element) => isSelected(element, selector)) : elements;
}

function listRawElements(spec: Cursor, kind: string, expansion: Expansion, depth: number): MapCursor[] {
  if (kind === "list") return listElements(spec, expansion);
  if (kind === "git")
    return (listGitElements(spec, expansion) ?? [openElement(spec.origin)]).map((element) => withValues(element, spec, expansion));
  if (kind === "matrix") return combineMatrixElements(spec, expansion, depth);
  if (kind === "merge") return mergeElements(spec, expansion, depth);
  // Clusters, pull requests, SCM providers, plugins and decisions cannot be known from the repository.
  return [withValues(openElement(spec.origin), spec, expansion)];
}

/** Creates an element with unknown parameters. */
function openElement(origin: Origin): MapCursor {
  return { kind: "map", origin, entries: new Map(), rest: { kind: "unknown", origin, reason: "a generator that asks the cluster" } };
}

function listElements(spec: Cursor, { left, isGo }: Expansion): MapCursor[] {
  const listed = findItemsAt(spec, "elements")
    .slice(0, left + 1)
    .flatMap((item) => (item.kind === "map" ? item : openElement(item.origin)));
  const written = findAt(spec, "elementsYaml");
  const more = written ? readYamlElements(written) : [];
  return [...listed, ...more].map((element) => (isGo ? element : flattenElementValues(element)));
}

/** The elements of a list in `elementsYaml`: written as text, or already replaced by a list from the parameters of the outer generator. */
function readYamlElements(written: Cursor): MapCursor[] {
  if (written.kind === "list") return written.items.filter((item) => item.kind === "map");
  const text = written.kind === "scalar" ? readCursorText(written) : undefined;
  const root = text && readYaml(text).root;
  return root?.kind === "list" ? root.items.filter((item) => item.kind === "map") : [openElement(written.origin)];
}

/** Without Go templates, the `values` of an element become parameters with a dot in their name. */
function flattenElementValues(element: MapCursor): MapCursor {
  const values = findEntriesAt(element, "values").map(([key, entry]) => [`values.${key}`, entry] as const);
  return values.length === 0 ? element : { ...element, entries: new Map([...element.entries, ...values]) };
}

/** Adds the `values` of a generator to an element; they may refer to the element's parameters. */
function withValues(element: MapCursor, spec: Cursor, { isGo, print }: Expansion): MapCursor {
  const values = findAt(spec, "values");
  if (values?.kind !== "map") return element;
  const filled = [...values.entries].map(([key, { key: origin, value }]) => {
    const text = value.kind === "unknown" ? value.text : undefined;
    const known = text === undefined ? undefined : fill(text, value.origin, { parameters: element, isGo, print });
    return [key, { key: origin, value: known ?? value }] as const;
  });
  const own: [string, Entry][] = isGo
    ? [["values", { key: values.origin, value: { ...values, entries: new Map(filled) } }]]
    : filled.map(([key, entry]) => [`values.${key}`, entry]);
  return { ...element, entries: new Map([...element.entries, ...own]) };
}

/** Combines every element of the second generator with each of the first, whose parameters it may use. */
function combineMatrixElements(spec: Cursor, expansion: Expansion, depth: number): MapCursor[] {
  const [first, second, third] = findItemsAt(spec, "generators");
  if (!first || !second || third) return [];
  const combined: MapCursor[] = [];
  const size = measureElement(second);
  for (const outer of listChildElements(first, expansion, depth)) {
    expansion.work -= size;
    if (expansion.work < 0) break;
    for (const inner of listChildElements(fillGenerator(second, outer, expansion), expansion, depth)) {
      if (combined.length > expansion.left) return combined;
      combined.push(mergeValues([inner, outer]) as MapCursor);
    }
  }
  return combined;
}

/**
 * Fills the parameters of another generator into a generator. If `elementsYaml` is exactly one such parameter and holds a list,
 * that list becomes the elements.
 */
function fillGenerator(generator: Cursor, parameters: MapCursor, { isGo, print }: Expansion): Cursor {
  const filled = substitute(generator, { parameters, isGo, print });
  const written = findAt(generator, "list", "elementsYaml");
  const parts = written?.kind === "unknown" ? /^\{\{(.*)\}\}$/s.exec(written.text?.trim() ?? "") : undefined;
  const elements = parts ? evaluateParameter((parts[1] ?? "").replace(/^-|-$/g, "").trim(), { parameters, isGo }) : undefined;
  const list = findAt(filled, "list");
  if (elements?.kind !== "list" || filled.kind !== "map" || list?.kind !== "map") return filled;
  const entries = new Map([...list.entries, ["elementsYaml", { key: elements.origin, value: elements }] as const]);
  return { ...filled, entries: new Map([...filled.entries, ["list", { key: list.origin, value: { ...list, entries } }] as const]) };
}

function listChildElements(generator: Cursor, expansion: Expansion, depth: number): MapCursor[] {
  return findEntriesAt(generator).flatMap(([kind]) => (kind === "selector" ? [] : expand(generator, kind, expansion, depth + 1)));
}

/** The elements of the first generator, each merged with the elements of the others that have the same keys. */
function mergeElements(spec: Cursor, expansion: Expansion, depth: number): MapCursor[] {
  const keys = findItemsAt(spec, "mergeKeys").flatMap((key) => findStringAt(key) ?? []);
  const [first, ...others] = findItemsAt(spec, "generators").map((generator) => listChildElements(generator, expansion, depth));
  if (!first || keys.length === 0) return [];
  const identity = (element: MapCursor) => {
    const values = keys.map((key) => element.entries.get(key)?.value ?? findAt(element, ...key.split(".")) ?? element.rest);
    return values.some((value) => value?.kind === "unknown") ? undefined : JSON.stringify(values.map((value) => findStringAt(value)));
  };
  return others.reduce((merged, overrides) => {
    const byIdentity = new Map(overrides.map((override) => [identity(override), override]));
    return merged.map((element) => {
      const name = identity(element);
      const override = name === undefined ? undefined : byIdentity.get(name);
      if (override) return mergeValues([element, override]) as MapCursor;
      // It is unknown which of the other elements belongs to this one, so further parameters are unknown.
      return name === undefined || byIdentity.has(undefined) ? { ...element, rest: element.rest ?? openRest(element.origin) } : element;
    });
  }, first);
}

function openRest(origin: Origin): NonNullable<MapCursor["rest"]> {
  return { kind: "unknown", origin: isPlace(origin) ? origin : { builtIn: "a template" }, reason: "a generator that asks the cluster" };
}

function countElements(cursor: Cursor): number {
  if (cursor.kind === "unknown") return cursor.text?.length ?? 0;
  return findStringAt(cursor)?.length ?? 0;
}

/** Counts the values below a cursor; a long text counts as several. */
export function measureElement(cursor: Cursor): number {
  let size = 0;
  const waiting = [cursor];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    size += 1 + countElements(next) / 100;
    if (next.kind === "list") for (const item of next.items) waiting.push(item);
    if (next.kind === "map") for (const { value } of next.entries.values()) waiting.push(value);
  }
  return Math.ceil(size);
}
