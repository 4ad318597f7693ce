declare module "*.wasm" {
  const bytes: Uint8Array;
  // biome-ignore lint/style/noDefaultExport: that is how a bundler imports a file as bytes.
  export default bytes;
}
