/** One of several, each without what only others have: what one has may be asked of all. */
export type Alternatives<One, All = One> = One extends unknown
  ? One & { readonly [Key in Exclude<KeysOf<All>, keyof One>]?: undefined }
  : never;

type KeysOf<One> = One extends unknown ? keyof One : never;
