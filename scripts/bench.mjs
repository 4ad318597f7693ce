// Measures a check against what no check can beat: a plain Node process that lists and reads the same files.
// npm run bench [-- [--large] [--runs N] DIR…]
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { generateFleet } from "./bench/fleet.mjs";
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
  const [bare, help] = alternate([process.execPath, "-e", "0"], [process.execPath, cli, "--help"], root, Math.max(runs, 15));
  console.log(`\n--help ${milliseconds(help)}, bare node ${milliseconds(bare)}: ${milliseconds(help - bare)} above`);
} finally {
  rmSync(temporary, { recursive: true });
}

function measureTree(directory) {
  if (!existsSync(directory)) throw new Error(`There is no directory ${directory}.`);
  const files = spawnSync(process.execPath, [floor], { cwd: directory, encoding: "utf8" }).stdout.trim();
  const [reading, checking] = alternate([process.execPath, floor], [process.execPath, cli, "check", "--quiet"], directory, runs);
  const name = directory.startsWith(temporary) ? `generated ${relative(temporary, directory)}` : directory;
  return [name, files, milliseconds(reading), milliseconds(checking), (checking / reading).toFixed(2)];
}

/** The median time of two commands, in turns, so that a slow moment of the machine meets both. */
function alternate(one, other, cwd, count) {
  const pairs = Array.from({ length: count }, () => [time(one, cwd), time(other, cwd)]);
  return [0, 1].map((index) => middle(pairs.map((pair) => pair[index])));
}

function time([program, ...args], cwd) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(program, args, { cwd, stdio: ["ignore", "ignore", "pipe"], maxBuffer: 1 << 28 });
  if (status === null || status > 1 || stderr.length > 0) throw new Error(`${args.join(" ")} in ${cwd} ended with ${status}:\n${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function middle(times) {
  return [...times].sort((one, other) => one - other)[Math.floor(times.length / 2)];
}

function milliseconds(time) {
  return `${time.toFixed(time < 100 ? 1 : 0)} ms`;
}

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join("  "))
    .join("\n");
}
