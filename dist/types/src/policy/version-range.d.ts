/** Checks whether an Istio version is in a range such as `>=1.25 <1.28.7`. An unknown version is in no range. */
export declare function isInRange(version: string | null, range: string): boolean;
