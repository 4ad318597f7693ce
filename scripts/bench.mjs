// Compares a check with the fastest time possible: that of a plain Node.js process that lists and reads the same files.
// npm run bench [-- [--large] [--runs N] DIR…]
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { generateFleet } from "./bench/fleet.mjs";
import { measurePolicies } from "./bench/policies.mjs";
import { alternate, milliseconds } from "./bench/timing.mjs";
import { generateTree } from "./bench/tree.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const cli = join(root, "dist/cli.js");
const floor = join(root, "scripts/bench/floor.mjs");

const { values, positionals } = parseArgs({
  options: { large: { type: "boolean" }, runs: { type: "string", default: "7" } },
  allowPositionals: true,
});
const runs = Number(values.runs);
const temporary = mkdtempSync(join(tmpdir(), "bench-"));

try {
  const generated = [1_000, 10_000, ...(values.large ? [100_000] : [])].map((files) => generateTree(join(temporary, String(files)), files));
  const fleet = generateFleet(join(temporary, "fleet of 500 clusters"), 500);
  const rows = [...generated, fleet, ...positionals].map(measureTree);
  console.log(table([["tree", "files", "floor", "check", "ratio"], ...rows]));
  const policies = measurePolicies(join(temporary, "policies"), cli, Math.max(runs, 15));
  console.log(`\n${table([["policies of one's own, 100 installs", "none", "the first adds", "each further one"], ...policies])}`);
  const [bare, help] = alternate(
    [
      [process.execPath, "-e", "0"],
      [process.execPath, cli, "--help"],
    ],
    root,
    Math.max(runs, 15),
  );
  console.log(`\n--help ${milliseconds(help)}, bare node ${milliseconds(bare)}: ${milliseconds(help - bare)} above`);
} finally {
  rmSync(temporary, { recursive: true });
}

function measureTree(directory) {
  if (!existsSync(directory)) throw new Error(`There is no directory ${directory}.`);
  const files = spawnSync(process.execPath, [floor], { cwd: directory, encoding: "utf8" }).stdout.trim();
  const [reading, checking] = alternate(
    [
      [process.execPath, floor],
      [process.execPath, cli, "check", "--quiet"],
    ],
    directory,
    runs,
  );
  const name = directory.startsWith(temporary) ? `generated ${relative(temporary, directory)}` : directory;
  return [name, files, milliseconds(reading), milliseconds(checking), (checking / reading).toFixed(2)];
}

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join("  "))
    .join("\n");
}
