/** One condition on labels. */
export interface Term {
    readonly key: string;
    readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
    readonly values: readonly string[];
}
/** Conditions that all hold for what is selected; none selects everything. */
export type Selector = readonly Term[];
/** Counts the comparisons that something takes; it may throw where they are too many. */
export type Count = (steps: number) => void;
export type Labels = Readonly<Record<string, unknown>>;
/** Reads a selector as Kubernetes and Cilium write it; undefined where it is none. */
export declare function readSelector(written: unknown): Selector | undefined;
/** That a label has one value. */
export declare function inOne(key: string, value: unknown): Term;
/** Whether a selector selects what has these labels. */
export declare function selects(selector: Selector, labels: Labels, count?: Count): boolean;
/** Whether everything that the second selects is selected by the first by their words alone. */
export declare function covers(wider: Selector, narrower: Selector, count?: Count): boolean;
/** Whether nothing can be selected by both by their words alone. */
export declare function excludes(one: Selector, other: Selector, count?: Count): boolean;
/** Whether a value is a map of keys. */
export declare function isRecord(value: unknown): value is Readonly<Record<string, unknown>>;
/** A map of keys; an empty one where it is something else. */
export declare function record(value: unknown): Readonly<Record<string, unknown>>;
/** The items of a list; none where it is something else. */
export declare function list(value: unknown): readonly unknown[];
