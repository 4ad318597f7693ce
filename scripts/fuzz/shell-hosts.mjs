// Mutates and reads the fixtures of files that contain scripts, for a minute: node scripts/fuzz/shell-hosts.mjs [SECONDS] [SEED]
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const [seconds = "60", seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const { hostSamples, mutated, randomFrom, scriptsIn } = await load();
const samples = hostSamples(join(root, "test/fixtures/forms"));
const random = randomFrom(Number(seed));
const end = Date.now() + Number(seconds) * 1000;
let [rounds, slowest, failures] = [0, 0, 0];
while (Date.now() < end) {
  const sample = samples[Math.floor(random() * samples.length)];
  const text = mutated(mutated(sample.text, random), random);
  const started = process.cpuUsage();
  try {
    scriptsIn({ path: sample.path, text });
  } catch (error) {
    failures++;
    console.error(`${sample.path}: ${error.stack}\n${JSON.stringify(text)}`);
  }
  const took = process.cpuUsage(started).user / 1000;
  if (took > 1000) {
    failures++;
    console.error(`${sample.path}: ${Math.round(took)} ms\n${JSON.stringify(text)}`);
  }
  slowest = Math.max(slowest, took);
  rounds++;
}
console.log(`seed ${seed}: ${rounds} files, the slowest ${Math.round(slowest)} ms, ${failures} failures`);
process.exit(failures > 0 ? 1 : 0);

async function load() {
  const outfile = join(root, "node_modules/.cache/fuzz-shell-hosts.mjs");
  const entryPoints = [join(root, "test/support/host-mutations.ts")];
  await build({ entryPoints, outfile, bundle: true, format: "esm", platform: "node", packages: "external", logLevel: "error" });
  try {
    return await import(outfile);
  } finally {
    rmSync(outfile, { force: true });
  }
}
