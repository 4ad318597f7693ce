/** Whether an Istio version lies in a range such as `>=1.25 <1.28.7`. An unknown version lies in none. */
export declare function isInRange(version: string | null, range: string): boolean;
