/** One condition on labels. */
export interface Term {
    readonly key: string;
    readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
    readonly values: readonly string[];
}
/** Conditions that must all hold; an empty list selects everything. */
export type Selector = readonly Term[];
/** Counts comparisons; may throw if there are too many. */
export type Count = (steps: number) => void;
export type Labels = Readonly<Record<string, unknown>>;
/** Reads a selector in the syntax of Kubernetes and Cilium; undefined if it is invalid. */
export declare function readSelector(written: unknown): Selector | undefined;
/** Creates a condition that a label has one value. */
export declare function buildEqualTerm(key: string, value: unknown): Term;
/** Checks whether a selector matches labels. */
export declare function selects(selector: Selector, labels: Labels, count?: Count): boolean;
/** Checks whether the first selector certainly matches everything that the second one matches, from their terms alone. */
export declare function covers(wider: Selector, narrower: Selector, count?: Count): boolean;
/** Checks whether two selectors can never match the same labels, from their terms alone. */
export declare function excludes(one: Selector, other: Selector, count?: Count): boolean;
/** Checks whether a value is an object, but not an array or null. */
export declare function isRecord(value: unknown): value is Readonly<Record<string, unknown>>;
/** Returns a value as a map; an empty one if it is not a map. */
export declare function record(value: unknown): Readonly<Record<string, unknown>>;
/** Returns a value as a list; an empty one if it is not a list. */
export declare function list(value: unknown): readonly unknown[];
