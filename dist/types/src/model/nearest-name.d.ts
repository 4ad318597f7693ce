/** Finds the name that a misspelt one most likely means: at most two edits away; undefined if no name is close. */
export declare function nearestName(written: string, names: Iterable<string>): string | undefined;
