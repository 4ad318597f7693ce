import { readAddressBefore, toAddressCursor } from "../model/address.ts";
import { type Cursor, findAt } from "../model/cursor.ts";
import type { Component } from "../model/install.ts";
import { toTruth } from "./settings.ts";
import { computeSubchartValues } from "./subchart.ts";
import { isSince, minorOf } from "./versions.ts";

/** The inputs for finding an install's image hub. */
export interface HubOptions {
  readonly component: Component;
  readonly version: string;
  readonly values: Cursor;
  /** A hub that is written outside the values. */
  readonly outside: Cursor | undefined;
}

/** Finds the hub of a chart's images, as a cursor to the place where it is written; undefined if the chart's default applies. */
export function findImageHub({ component, version, values, outside }: HubOptions): Cursor | undefined {
  const found = findChartHub(component, version, values);
  return found ?? (readers.has(component) ? toAddressCursor(outside) : undefined);
}

const readers: ReadonlySet<Component> = new Set(["istiod", "cni", "ztunnel", "ambient"]);

/** base runs no image, and the injector determines the gateway's image. */
function findChartHub(component: Component, version: string, values: Cursor): Cursor | undefined {
  if (component === "ambient") return findUmbrellaHub(version, values);
  if (component === "ztunnel") return findZtunnelHub(version, values);
  const key = component === "istiod" ? "pilot" : component === "cni" ? "cni" : undefined;
  if (key === undefined) return undefined;
  // A flat key works in versions in which the charts copy nested keys to the root.
  const roots = minorOf(version).charts.descoped ? [findAt(values, key), values] : [findAt(values, key)];
  return findFirstNonEmpty([
    ...roots.map((root) => readImageRepository(root)),
    ...roots.map((root) => findAt(root, "hub")),
    findAt(values, "global", "hub"),
  ]);
}

function findZtunnelHub(version: string, values: Cursor): Cursor | undefined {
  const isFlattened = isSince(minorOf(version).charts.flattensGlobal.ztunnel ?? false, version);
  return findFirstNonEmpty([readImageRepository(values), findAt(values, "hub"), isFlattened ? findAt(values, "global", "hub") : undefined]);
}

function findUmbrellaHub(version: string, values: Cursor): Cursor | undefined {
  return findFirstNonEmpty(
    (["istiod", "cni", "ztunnel"] as const).map((part) => findChartHub(part, version, computeSubchartValues(values, part))),
  );
}

/** The hub of an image that is a full reference; no other hub is prepended in that case. */
function readImageRepository(values: Cursor | undefined): Cursor | undefined {
  const image = findAt(values, "image");
  return image?.kind === "scalar" ? readAddressBefore(image, /\/[^/]*$/) : undefined;
}

/** Finds the first value that is not empty; an unknown one may be any hub. */
function findFirstNonEmpty(candidates: readonly (Cursor | undefined)[]): Cursor | undefined {
  const found = candidates.find((candidate) => candidate !== undefined && toTruth(candidate) !== false);
  return toAddressCursor(found);
}
