import type { Cursor } from "../../model/cursor.ts";
import type { Problem } from "../../model/finding.ts";
import type { Place } from "../../model/location.ts";
import { createUnknown, readTruth } from "../../syntax/hcl/cursors.ts";
import { listElements } from "../../syntax/hcl/elements.ts";
import type { Evaluate, Scope } from "../../syntax/hcl/scope.ts";
import type { Attribute, Body } from "../../syntax/hcl/syntax.ts";
import { buildEach } from "./body.ts";

/** One deployment of a block, with the values of `each` or `count` in it. */
export interface Repetition {
  readonly kind: "once" | "count" | "each";
  readonly names: ReadonlyMap<string, Cursor>;
}

/** The maximum number of copies of one block, above what installs of Istio have. */
const limit = 200;

type Report = (problem: Problem) => void;

function reportCut(place: Place, report: Report): void {
  const message = `This block is deployed more than ${limit} times; only the first ${limit} are checked.`;
  report({ code: "terraform-limit", message, place: { ...place, end: place.start } });
}

/** The deployments of a block: none for `count = 0`; one, with `each` unknown, if the number cannot be known. */
export function expandRepetitions(body: Body, scope: Scope, evaluate: Evaluate, report: Report): readonly Repetition[] {
  const count = body.attributes.get("count");
  if (count) return repeatByCount(count, evaluate(count.value, scope), report);
  const each = body.attributes.get("for_each");
  return each ? repeatForEach(each, evaluate(each.value, scope), report) : once;
}

const once: readonly Repetition[] = [{ kind: "once", names: new Map() }];

function repeatByCount({ value }: Attribute, count: Cursor, report: Report): readonly Repetition[] {
  const number = count.kind === "scalar" && readTruth(count) === undefined ? Number(count.value) : Number.NaN;
  if (!(number >= 0))
    return [{ kind: "count", names: buildCountNames(createUnknown(value, "how many there are is only known at deployment")) }];
  if (number > limit) reportCut(value.place, report);
  return Array.from({ length: Math.min(number, limit) }, (_, index) => {
    return { kind: "count", names: buildCountNames({ kind: "scalar", origin: value.place, value: index }) };
  });
}

function buildCountNames(index: Cursor): ReadonlyMap<string, Cursor> {
  return new Map([["count", { kind: "map", origin: index.origin, entries: new Map([["index", { key: index.origin, value: index }]]) }]]);
}

function repeatForEach({ value }: Attribute, collection: Cursor, report: Report): readonly Repetition[] {
  const elements = listElements(collection);
  if (!elements) {
    const open = createUnknown(value, "what it goes over is only known at deployment");
    return [{ kind: "each", names: new Map([["each", buildEach(open, open)]]) }];
  }
  if (elements.length > limit) reportCut(value.place, report);
  return elements.slice(0, limit).map(([key, item]) => {
    // A set has no keys: each of its values is also its key.
    return { kind: "each", names: new Map([["each", buildEach(collection.kind === "list" ? item : key, item)]]) };
  });
}
