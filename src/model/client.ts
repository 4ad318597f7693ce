import type { Cursor } from "./cursor.ts";
import type { Operation } from "./shapes/names.ts";

export type { Client } from "./shapes/install.ts";
export type { Operation } from "./shapes/names.ts";

/** A client as a form reads it. Each value from the files is a cursor to the place where it is written. */
export interface DraftClient {
  readonly program: string;
  readonly operation: Operation | null;
  readonly version?: Cursor | undefined;
  readonly serverSide?: Cursor | undefined;
  readonly forceConflicts?: Cursor | undefined;
  readonly createNamespace?: Cursor | undefined;
}
