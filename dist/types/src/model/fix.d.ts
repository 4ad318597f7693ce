import type { Scalar } from "./cursor.js";
export type { Fix, TextEdit } from "./shapes/report.js";
/** What a policy would have changed, in terms of the cluster document; where to write it is found out later. */
export interface Proposal {
    readonly title: string;
    /** False where the change does more than the finding asks for; true where missing. */
    readonly safe?: boolean;
    readonly changes: readonly Change[];
}
export type Change = SetValues | AddOption | RemoveValue | MoveValue | ReplaceText | SetFields | AppendItem | AddResource;
/** Gives an install values, by dotted path as its chart reads them, or by JSON pointer where a key has dots itself. */
export interface SetValues {
    readonly install: number;
    readonly set: Readonly<Record<string, Scalar>>;
}
/** Gives the command of an install an option, such as `--force-conflicts`. */
export interface AddOption {
    readonly install: number;
    readonly option: string;
}
/** Takes away a value of an install: a pointer such as `/installs/0/values/cniBinDir`. */
export interface RemoveValue {
    readonly remove: string;
}
/** Writes a lost value under the key that is read: a pointer such as `/installs/0/ignored/0`, and that key. */
export interface MoveValue {
    readonly move: string;
    readonly to: string;
}
/** Writes another scalar where a pointer of the document leads, if it is `was` that stands there. */
export interface ReplaceText {
    readonly replace: string;
    readonly was: Scalar;
    readonly with: Scalar;
}
/** Gives a resource fields, by dotted path, or by JSON pointer where a key has dots itself. */
export interface SetFields {
    readonly resource: number;
    readonly set: Readonly<Record<string, Scalar>>;
}
/** A further item at the end of a resource's list: a pointer such as `/resources/0/object/spec/ingress/0/ports`. */
export interface AppendItem {
    readonly append: string;
    readonly item: Readonly<Record<string, Scalar>> | string | number;
}
/** A new Kubernetes object in a file beside what a pointer names. */
export interface AddResource {
    readonly add: Readonly<Record<string, unknown>>;
    readonly beside: string;
}
