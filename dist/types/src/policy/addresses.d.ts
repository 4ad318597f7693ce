/** Checks whether a range such as `10.0.0.0/8` or `fd00::/8`, or a single address, contains an address; undefined if either is invalid. */
export declare function isWithin(address: string, range: string): boolean | undefined;
/** Returns a range that contains a single address. */
export declare function asRange(address: string): string;
