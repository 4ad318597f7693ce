import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { policyModulesInTests } from "./scripts/build/policy-modules.mjs";
import { shapeValidatorsInTests } from "./scripts/build/shape-validators.mjs";

/** Files imported as bytes, as the bundler of `dist` does it. */
const wasmAsBytes = {
  name: "wasm-as-bytes",
  enforce: "pre" as const,
  load(id: string) {
    if (!id.endsWith(".wasm")) return undefined;
    return `export default Buffer.from("${readFileSync(id).toString("base64")}", "base64");`;
  },
};

/** GitHub's parser of workflows imports JSON as only bundlers do, and names source maps that it does not have. */
const githubsParser = /@actions\/(?:expressions|workflow-parser)\/.*\.js$/;
const withoutSourceMaps = {
  name: "without-source-maps",
  enforce: "pre" as const,
  load: (id: string) => (githubsParser.test(id) ? readFileSync(id, "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, "") : undefined),
};

export default defineConfig({
  plugins: [wasmAsBytes, withoutSourceMaps, policyModulesInTests, shapeValidatorsInTests],
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/fixtures/**", "node_modules/**"],
    // More than there are cores: the tests of the Action mostly wait, as GitHub asks its clients to.
    maxWorkers: 4,
    // They end what hangs: nothing that works comes near them, beside whatever the machine does as well.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    teardownTimeout: 60_000,
    server: { deps: { inline: [/\.wasm$/, githubsParser] } },
    coverage: { include: ["src/**", "policies/**"] },
  },
});
