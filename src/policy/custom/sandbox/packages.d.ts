declare module "@jitl/quickjs-wasmfile-release-sync/wasm" {
  const bytes: Uint8Array;
  // biome-ignore lint/style/noDefaultExport: that is how a bundler imports a file as bytes.
  export default bytes;
}

declare module "sucrase/dist/esm/index.js" {
  export { transform } from "sucrase";
}

declare namespace WebAssembly {
  class Memory {
    constructor(size: { readonly initial: number; readonly maximum: number });
    readonly buffer: ArrayBuffer;
    grow: (pages: number) => number;
  }
}

/** What `scripts/build/policy-modules.mjs` makes of a module for the sandbox. */
declare module "*?modules" {
  /** The texts of the modules that it leads to, by their names. */
  export const modules: Readonly<Record<string, string>>;
  /** The module that each of its exports is from. */
  export const definedIn: Readonly<Record<string, string>>;
}
