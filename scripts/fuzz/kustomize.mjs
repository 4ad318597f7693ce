// Mutates kustomizations, both hostile and ordinary, and prepares them for Kustomize, for a minute:
// node scripts/fuzz/kustomize.mjs [SECONDS] [SEED]
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const [seconds = "60", seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const { checkSealing, mutatedKustomization } = await load("kustomization-mutations");
const { randomFrom } = await load("host-mutations");
const random = randomFrom(Number(seed));
const end = Date.now() + Number(seconds) * 1000;
let [rounds, slowest, failures] = [0, 0, 0];
while (Date.now() < end) {
  const files = mutatedKustomization(random);
  const started = process.cpuUsage();
  let fault;
  try {
    checkSealing(files);
  } catch (error) {
    fault = error.stack;
  }
  const took = process.cpuUsage(started).user / 1000;
  if (fault || took > 1000) {
    failures++;
    console.error(`${fault ?? `${Math.round(took)} ms`}\n${JSON.stringify([...files])}`);
  }
  slowest = Math.max(slowest, took);
  rounds++;
}
console.log(`seed ${seed}: ${rounds} kustomizations, the slowest ${Math.round(slowest)} ms, ${failures} failures`);
process.exit(failures > 0 ? 1 : 0);

async function load(name) {
  const outfile = join(root, `node_modules/.cache/fuzz-${name}-${process.pid}.mjs`);
  const entryPoints = [join(root, `test/support/${name}.ts`)];
  await build({ entryPoints, outfile, bundle: true, format: "esm", platform: "node", packages: "external", logLevel: "error" });
  try {
    return await import(outfile);
  } finally {
    rmSync(outfile, { force: true });
  }
}
