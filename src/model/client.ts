import type { Cursor } from "./cursor.ts";
import type { Operation } from "./shapes/names.ts";

export type { Client } from "./shapes/install.ts";
export type { Operation } from "./shapes/names.ts";

/** A client as a form reads it: what the files say is a cursor to the place that says it. */
export interface DraftClient {
  readonly program: string;
  readonly operation: Operation | null;
  readonly version?: Cursor | undefined;
  readonly serverSide?: Cursor | undefined;
  readonly forceConflicts?: Cursor | undefined;
  readonly createNamespace?: Cursor | undefined;
}
