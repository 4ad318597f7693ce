import { addressBefore, addressCursor } from "../model/address.ts";
import { at, type Cursor } from "../model/cursor.ts";
import type { Component } from "../model/install.ts";
import { truth } from "./settings.ts";
import { subchartValues } from "./subchart.ts";
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
export function imageHub({ component, version, values, outside }: HubOptions): Cursor | undefined {
  const found = hubIn(component, version, values);
  return found ?? (readers.has(component) ? addressCursor(outside) : undefined);
}

const readers: ReadonlySet<Component> = new Set(["istiod", "cni", "ztunnel", "ambient"]);

/** base runs no image, and the injector determines the gateway's image. */
function hubIn(component: Component, version: string, values: Cursor): Cursor | undefined {
  if (component === "ambient") return hubOfUmbrella(version, values);
  if (component === "ztunnel") return ztunnelHub(version, values);
  const key = component === "istiod" ? "pilot" : component === "cni" ? "cni" : undefined;
  if (key === undefined) return undefined;
  // A flat key works in versions in which the charts copy nested keys to the root.
  const roots = minorOf(version).charts.descoped ? [at(values, key), values] : [at(values, key)];
  return first([...roots.map((root) => imageRepository(root)), ...roots.map((root) => at(root, "hub")), at(values, "global", "hub")]);
}

function ztunnelHub(version: string, values: Cursor): Cursor | undefined {
  const isFlattened = isSince(minorOf(version).charts.flattensGlobal.ztunnel ?? false, version);
  return first([imageRepository(values), at(values, "hub"), isFlattened ? at(values, "global", "hub") : undefined]);
}

function hubOfUmbrella(version: string, values: Cursor): Cursor | undefined {
  return first((["istiod", "cni", "ztunnel"] as const).map((part) => hubIn(part, version, subchartValues(values, part))));
}

/** The hub of an image that is a full reference; no other hub is prepended in that case. */
function imageRepository(values: Cursor | undefined): Cursor | undefined {
  const image = at(values, "image");
  return image?.kind === "scalar" ? addressBefore(image, /\/[^/]*$/) : undefined;
}

/** Finds the first value that is not empty; an unknown one may be any hub. */
function first(candidates: readonly (Cursor | undefined)[]): Cursor | undefined {
  const found = candidates.find((candidate) => candidate !== undefined && truth(candidate) !== false);
  return addressCursor(found);
}
