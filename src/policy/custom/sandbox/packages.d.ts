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

/** A module as `scripts/build/policy-modules.mjs` prepares it for the sandbox. */
declare module "*?modules" {
  /** The texts of the module and its imports, by module name. */
  export const modules: Readonly<Record<string, string>>;
  /** The module that defines each export. */
  export const definedIn: Readonly<Record<string, string>>;
}
