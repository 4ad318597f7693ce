// Checks mutated Terraform fixtures: nothing may throw, and no file may take a second.
// node scripts/fuzz/hcl.mjs [seconds] [seed] [milliseconds a file]
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { policyModules } from "../build/policy-modules.mjs";
import { shapeValidators } from "../build/shape-validators.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const fixtures = join(root, "test/fixtures/forms/terraform-helm-release");
const [seconds = 60, seed = 1, limit = 1_000] = process.argv.slice(2).map(Number);

let state = seed;
function random(below) {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

const scratch = mkdtempSync(join(tmpdir(), "fuzz-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
await build({
  absWorkingDir: root,
  entryPoints: ["src/index.ts"],
  outdir: join(scratch, "library"),
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  plugins: [policyModules, shapeValidators(root)],
  banner: { js: 'import { createRequire as nodeRequire } from "node:module";\nconst require = nodeRequire(import.meta.url);' },
});
const { lint } = await import(join(scratch, "library/index.js"));

const cases = readdirSync(fixtures).map((name) => filesOf(join(fixtures, name)));
const pieces = cases.flatMap((files) => [...files.values()].flatMap((text) => text.split(/(?<=[\n{}[\](),"])/)));
const hostile = ["${", "%{ for x in ", "<<-EOT\n", "{".repeat(3_000), "[".repeat(3_000), '"${'.repeat(400), "!".repeat(5_000)];
const more = ["local.x[*].y", "a.b".repeat(2_000), "(".repeat(2_000), "1 + ".repeat(4_000), "\u0000", "\ue000", "__proto__", "é\u{1f600}"];
hostile.push(...more, "x = concat(local.a, local.a)\nlocals { a = concat(local.b, local.b)\n b = [local.a] }\n");

let runs = 0;
let slowest = 0;
for (const end = performance.now() + seconds * 1_000; performance.now() < end; runs++) {
  const directory = join(scratch, "tree");
  const files = new Map([...cases[random(cases.length)]].map(([path, text]) => [path, random(3) > 0 ? mutated(text) : text]));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  const started = process.cpuUsage();
  try {
    await lint({ cwd: directory, kustomize: "off" });
  } catch (error) {
    fail(files, error.stack);
  }
  const took = process.cpuUsage(started).user / 1000;
  slowest = Math.max(slowest, took);
  if (took > limit) fail(files, `took ${Math.round(took)} ms`);
  rmSync(directory, { recursive: true, force: true });
}
console.log(`${runs} runs, the slowest ${Math.round(slowest)} ms`);

function mutated(text) {
  let result = text;
  for (let count = 1 + random(6); count > 0; count--) {
    const at = random(result.length + 1);
    const length = random(4) === 0 ? random(200) : random(6);
    const put = [
      () => "",
      () => pieces[random(pieces.length)],
      () => hostile[random(hostile.length)],
      () => result.slice(at, at + random(400)),
    ];
    result = result.slice(0, at) + put[random(put.length)]() + result.slice(at + length);
  }
  return result;
}

function filesOf(directory) {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).filter((path) => !path.endsWith("expected.txt"));
  return new Map(paths.map((path) => [path.slice(directory.length + 1), readFileSync(path, "utf8")]));
}

function fail(files, reason) {
  for (const [path, text] of files) console.error(`--- ${path}\n${text}`);
  console.error(`seed ${seed}, run ${runs}: ${reason}`);
  process.exit(1);
}
