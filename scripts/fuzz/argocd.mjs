// Mutates and reads the fixtures of Argo CD, Flux, Helmfile and umbrella charts, for a minute:
// node scripts/fuzz/argocd.mjs [SECONDS] [SEED]
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const [seconds = "60", seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const { clustersIn, gitopsTrees, mutated, randomFrom } = await load();
const trees = gitopsTrees(join(root, "test/fixtures/forms"));
const random = randomFrom(Number(seed));
const end = Date.now() + Number(seconds) * 1000;
let [rounds, slowest, failures] = [0, 0, 0];
while (Date.now() < end) {
  const tree = mutated(mutated(trees[Math.floor(random() * trees.length)], random), random);
  const started = process.cpuUsage();
  try {
    clustersIn(tree);
  } catch (error) {
    failures++;
    console.error(`${error.stack}\n${JSON.stringify([...tree])}`);
  }
  const took = process.cpuUsage(started).user / 1000;
  if (took > 1000) {
    failures++;
    console.error(`${Math.round(took)} ms\n${JSON.stringify([...tree]).slice(0, 20_000)}`);
  }
  slowest = Math.max(slowest, took);
  rounds++;
}
console.log(`seed ${seed}: ${rounds} trees, the slowest ${Math.round(slowest)} ms, ${failures} failures`);
process.exit(failures > 0 ? 1 : 0);

async function load() {
  const outfile = join(root, "node_modules/.cache/fuzz-argocd.mjs");
  const entryPoints = [join(root, "test/support/gitops-mutations.ts")];
  await build({ entryPoints, outfile, bundle: true, format: "esm", platform: "node", packages: "external", logLevel: "error" });
  try {
    return await import(outfile);
  } finally {
    rmSync(outfile, { force: true });
  }
}
