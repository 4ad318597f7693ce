import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
// @ts-expect-error: a script, without types.
import { policyModules } from "../../scripts/build/policy-modules.mjs";
// @ts-expect-error: a script, without types.
import { shapeValidators } from "../../scripts/build/shape-validators.mjs";

/** The command and the library as a bundler makes them of the sources: a worker is a file of its own, which TypeScript is not on Node 20. */
export async function bundle(): Promise<{ readonly cli: string; readonly index: string; readonly remove: () => void }> {
  const outdir = mkdtempSync(join(tmpdir(), "istio-preflight-bundle-"));
  await build({
    entryPoints: ["src/cli.ts", "src/index.ts"],
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    preserveSymlinks: true,
    plugins: [policyModules, shapeValidators(process.cwd())],
    logLevel: "error",
    banner: { js: 'import{createRequire as nodeRequire}from"node:module";const require=nodeRequire(import.meta.url);' },
  });
  return { cli: join(outdir, "cli.js"), index: join(outdir, "index.js"), remove: () => rmSync(outdir, { recursive: true }) };
}
