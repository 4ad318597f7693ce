// Passes hostile inputs to each parser and writer in turn, for a minute: node scripts/fuzz/all.mjs [SECONDS] [SEED]
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { shapeValidators } from "../build/shape-validators.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const [seconds = "60", seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const { fuzzTargets, randomFrom } = await load();
const targets = Object.entries(fuzzTargets(join(root, "test/fixtures")));
const random = randomFrom(Number(seed));
const counts = new Map(targets.map(([name]) => [name, { rounds: 0, slowest: 0, failures: 0 }]));
const end = Date.now() + Number(seconds) * 1000;
while (Date.now() < end) {
  for (const [name, target] of targets) {
    const count = counts.get(name);
    const { input, check } = target(random);
    const started = process.cpuUsage();
    let fault;
    try {
      check();
    } catch (error) {
      fault = error.stack;
    }
    const { user } = process.cpuUsage(started);
    const took = user / 1000;
    count.rounds++;
    count.slowest = Math.max(count.slowest, took);
    if (!fault && took < 1000) continue;
    count.failures++;
    console.error(`${name}: ${fault ?? `${Math.round(took)} ms`}\n${JSON.stringify(input).slice(0, 20_000)}`);
  }
}
for (const [name, { rounds, slowest, failures }] of counts)
  console.log(`seed ${seed}: ${name}: ${rounds} inputs, the slowest ${Math.round(slowest)} ms, ${failures} failures`);
process.exit([...counts.values()].some(({ failures }) => failures > 0) ? 1 : 0);

async function load() {
  const outfile = join(root, `node_modules/.cache/fuzz-all-${process.pid}.mjs`);
  const entryPoints = [join(root, "test/support/fuzz-targets.ts")];
  await build({
    entryPoints,
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    plugins: [shapeValidators(root)],
    logLevel: "error",
    define: { "import.meta.dirname": JSON.stringify(join(root, "test/support")) },
  });
  try {
    return await import(outfile);
  } finally {
    rmSync(outfile, { force: true });
  }
}
