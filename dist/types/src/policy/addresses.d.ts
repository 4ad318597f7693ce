/** Whether a range such as `10.0.0.0/8` or `fd00::/8`, or a single address, holds an address; undefined where either is none. */
export declare function isWithin(address: string, range: string): boolean | undefined;
/** A single address as a range of its own. */
export declare function asRange(address: string): string;
