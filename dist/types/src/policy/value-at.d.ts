/** Returns the value at a path of keys in plain data, such as an install's values; undefined if none exists. */
export declare function valueAt(data: unknown, path: readonly string[]): unknown;
