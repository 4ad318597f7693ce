import type { Cursor } from "./cursor.js";
import type { Operation } from "./shapes/names.js";
export type { Client } from "./shapes/install.js";
export type { Operation } from "./shapes/names.js";
/** A client as a form reads it. Each value from the files is a cursor to the place where it is written. */
export interface DraftClient {
    readonly program: string;
    readonly operation: Operation | null;
    readonly version?: Cursor | undefined;
    readonly serverSide?: Cursor | undefined;
    readonly forceConflicts?: Cursor | undefined;
    readonly createNamespace?: Cursor | undefined;
}
