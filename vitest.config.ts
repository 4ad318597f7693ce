import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

/** Files imported as bytes, as the bundler of `dist` does it. */
const wasmAsBytes = {
  name: "wasm-as-bytes",
  enforce: "pre" as const,
  load(id: string) {
    if (!id.endsWith(".wasm")) return undefined;
    return `export default Buffer.from("${readFileSync(id).toString("base64")}", "base64");`;
  },
};

export default defineConfig({
  plugins: [wasmAsBytes],
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/fixtures/**", "node_modules/**"],
    // The tests of the Action mostly wait, as GitHub asks its clients to.
    maxWorkers: 4,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    server: { deps: { inline: [/\.wasm$/] } },
    coverage: { include: ["src/**", "policies/**"] },
  },
});
