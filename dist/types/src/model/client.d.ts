import type { Cursor } from "./cursor.js";
/** What the program does with the chart: `upgrade` also stands for `upgrade --install`, `template` for rendering alone. */
export type Operation = "install" | "upgrade" | "template" | "apply";
/** The program that installs, and how it applies what it renders. */
export interface Client {
    readonly program: string;
    /** Null where the files do not say. */
    readonly version: string | null;
    readonly operation: Operation | null;
    /** Whether it applies on the server's side; null where nothing says so. */
    readonly serverSide: boolean | null;
    /** Whether it takes over fields that others own; null where that cannot be known. */
    readonly forceConflicts: boolean | null;
    /** Whether it makes the release's namespace, without labels, where that is missing; null where that cannot be known. */
    readonly createNamespace: boolean | null;
}
/** A client as a form reads it: what the files say is a cursor to the place that says it. */
export interface DraftClient {
    readonly program: string;
    readonly operation: Operation | null;
    readonly version?: Cursor | undefined;
    readonly serverSide?: Cursor | undefined;
    readonly forceConflicts?: Cursor | undefined;
    readonly createNamespace?: Cursor | undefined;
}
