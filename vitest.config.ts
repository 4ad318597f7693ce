import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { policyModulesInTests } from "./scripts/build/policy-modules.mjs";

/** Files imported as bytes, as the bundler of `dist` does it. */
const wasmAsBytes = {
  name: "wasm-as-bytes",
  enforce: "pre" as const,
  load(id: string) {
    if (!id.endsWith(".wasm")) return undefined;
    return `export default Buffer.from("${readFileSync(id).toString("base64")}", "base64");`;
  },
};

/** Tests of cost, in processor time and memory: they run one after the other, once all others are done. */
const costs = [
  "test/costs/**/*.test.ts",
  "test/hostile-checkout.test.ts",
  "test/parser-bombs.test.ts",
  "test/fuzz.test.ts",
  "test/own-policies/hostile*.test.ts",
  "test/fix/races.test.ts",
];
const exclude = ["test/fixtures/**", "node_modules/**"];

/** GitHub's parser of workflows imports JSON as only bundlers do, and names source maps that it does not have. */
const githubsParser = /@actions\/(?:expressions|workflow-parser)\/.*\.js$/;
const withoutSourceMaps = {
  name: "without-source-maps",
  enforce: "pre" as const,
  load: (id: string) => (githubsParser.test(id) ? readFileSync(id, "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, "") : undefined),
};

export default defineConfig({
  plugins: [wasmAsBytes, withoutSourceMaps, policyModulesInTests],
  test: {
    projects: [
      {
        extends: true,
        // The tests of the Action mostly wait, as GitHub asks its clients to.
        test: { name: "all", include: ["test/**/*.test.ts"], exclude: [...exclude, ...costs], maxWorkers: 4, sequence: { groupOrder: 0 } },
      },
      { extends: true, test: { name: "costs", include: costs, exclude, maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
    // They end what hangs: nothing that works comes near them, beside whatever the machine does as well.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    teardownTimeout: 60_000,
    server: { deps: { inline: [/\.wasm$/, githubsParser] } },
    coverage: { include: ["src/**", "policies/**"] },
  },
});
