import type { Cursor } from "../model/cursor.ts";
import type { Effective } from "../model/install.ts";
import type { ChartName, Minor } from "./data/index.ts";

/** A chart, or a subchart of the umbrella chart, that may not read all its values. */
export interface ReadChart {
  readonly name: ChartName | "ambient";
  readonly minor: Minor;
  readonly version: string;
  readonly values: Cursor;
  readonly selected: Readonly<Record<"profile" | "platform", string | null>>;
  readonly effective: Effective;
}
