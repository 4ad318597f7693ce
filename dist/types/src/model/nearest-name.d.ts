/** The name that a misspelt one most likely means: up to two letters away; undefined where none is near. */
export declare function nearestName(written: string, names: Iterable<string>): string | undefined;
