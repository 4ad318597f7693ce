// Creates and reads HelmReleases with values from ConfigMaps, and Kustomizations with variables, for a minute:
// node scripts/fuzz/flux.mjs [SECONDS] [SEED]
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const [seconds = "60", seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const { fluxRepository } = await load("flux-values");
const { clustersOf } = await load("resource-mutations");
const { mutated, randomFrom } = await load("host-mutations");
const random = randomFrom(Number(seed));
const end = Date.now() + Number(seconds) * 1000;
let [rounds, slowest, failures] = [0, 0, 0];
while (Date.now() < end) {
  const files = new Map([...fluxRepository(random)].map(([path, text]) => [path, random() < 0.4 ? mutated(text, random) : text]));
  const started = process.cpuUsage();
  let fault;
  try {
    clustersOf(files);
  } catch (error) {
    fault = error.stack;
  }
  const took = process.cpuUsage(started).user / 1000;
  if (fault || took > 1000) {
    failures++;
    console.error(`${fault ?? `${Math.round(took)} ms`}\n${JSON.stringify([...files]).slice(0, 20_000)}`);
  }
  slowest = Math.max(slowest, took);
  rounds++;
}
console.log(`seed ${seed}: ${rounds} repositories, the slowest ${Math.round(slowest)} ms, ${failures} failures`);
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
