import type { Scalar } from "./cursor.js";
export type { Fix, TextEdit } from "./shapes/report.js";
/** The change that a policy proposes, in terms of the cluster document. The place to edit is determined later. */
export interface Proposal {
    readonly title: string;
    /** False if the change does more than the finding requires; true if missing. */
    readonly safe?: boolean;
    readonly changes: readonly Change[];
}
export type Change = SetValues | AddOption | RemoveValue | MoveValue | ReplaceText | SetFields | AppendItem | AddResource;
/** Sets values of an install, by dotted path as its chart reads them, or by JSON pointer if a key contains dots. */
export interface SetValues {
    readonly install: number;
    readonly set: Readonly<Record<string, Scalar>>;
}
/** Adds an option to the command of an install, such as `--force-conflicts`. */
export interface AddOption {
    readonly install: number;
    readonly option: string;
}
/** Removes a value of an install: a pointer such as `/installs/0/values/cniBinDir`. */
export interface RemoveValue {
    readonly remove: string;
}
/** Moves an ineffective value to the key that the chart reads: a pointer such as `/installs/0/ignored/0`, and that key. */
export interface MoveValue {
    readonly move: string;
    readonly to: string;
}
/** Replaces the scalar that a pointer leads to, if its current value is `was`. */
export interface ReplaceText {
    readonly replace: string;
    readonly was: Scalar;
    readonly with: Scalar;
}
/** Sets fields of a resource, by dotted path, or by JSON pointer if a key contains dots. */
export interface SetFields {
    readonly resource: number;
    readonly set: Readonly<Record<string, Scalar>>;
}
/** Appends an item to a list of a resource: a pointer such as `/resources/0/object/spec/ingress/0/ports`. */
export interface AppendItem {
    readonly append: string;
    readonly item: Readonly<Record<string, Scalar>> | string | number;
}
/** Adds a Kubernetes object to a file beside the value that a pointer names. */
export interface AddResource {
    readonly add: Readonly<Record<string, unknown>>;
    readonly beside: string;
}
