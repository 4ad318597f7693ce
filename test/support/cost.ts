import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** What a run has cost, whatever else the machine did meanwhile. */
export interface Cost {
  /** The exit code; null where a signal ended the run. */
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Processor seconds, user and system, of all threads and of all child processes that have ended. */
  readonly seconds: number;
  /** The most memory held at a time, in MiB. Outside Linux, that of the program alone, without its children. */
  readonly mebibytes: number;
}

export interface CostOptions {
  readonly cwd: string;
  /** The whole environment of the run; by default PATH, and `cwd` as HOME. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The script that node runs; by default the built command. */
  readonly script?: string;
  /** Milliseconds after which the run counts as hanging. No measure of cost: a busy machine takes many times as long. */
  readonly timeout?: number;
}

const command = join(import.meta.dirname, "../../dist/cli.js");
const hook = join(import.meta.dirname, "peak-memory.cjs");

/** The shell reports the processor time of what it waited for, so the program must not replace it. */
const shell = '"$@"; code=$?; times >&3; exit $code';

/** Runs the built command and measures its processor time and memory. Throws if the run hangs. */
export async function measureCost(args: readonly string[], options: CostOptions): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), "cost-"));
  const peak = join(folder, "peak");
  const env = { ...(options.env ?? { PATH: process.env.PATH, HOME: options.cwd }), COST_PEAK_MEMORY: peak };
  const node = [process.execPath, "--require", hook, options.script ?? command, ...args];
  const child = spawn("sh", ["-c", shell, "sh", ...node], {
    cwd: options.cwd,
    env,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    detached: true,
  });
  try {
    const sampled = sampleMemory(child);
    const [[status], stdout, stderr, times] = await endOf(child, options.timeout ?? 300_000);
    const mebibytes = Math.max(sampled(), readPeak(peak)) / 1024;
    return { ...exitOf(status), stdout, stderr, seconds: processorSeconds(times), mebibytes };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All that a child answers; ends it with its process group if it takes longer than what hangs. */
async function endOf(child: ChildProcess, milliseconds: number): Promise<[unknown[], string, string, string]> {
  let hangs = false;
  const timer = setTimeout(() => {
    hangs = true;
    process.kill(-(child.pid as number), "SIGKILL");
  }, milliseconds);
  const streams = child.stdio.slice(1).map((stream) => text(stream as NodeJS.ReadableStream));
  const [status, stdout = "", stderr = "", times = ""] = await Promise.all([once(child, "exit"), ...streams]);
  clearTimeout(timer);
  if (hangs) throw new Error(`The run had not ended after ${milliseconds / 1_000} s:\n${stderr}`);
  return [status, stdout, stderr, times];
}

/** The second line of `times` is that of child processes: `0m1.250s 0m0.080s`. */
function processorSeconds(times: string): number {
  const [, children = ""] = times.split("\n");
  const parts = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds));
  return parts.length === 2 ? parts.reduce((sum, part) => sum + part) : Number.NaN;
}

/** A shell exits with 128 and the signal's number where a signal ended the program. */
function exitOf(code: unknown): Pick<Cost, "status" | "signal"> {
  const status = Number(code);
  const [signal = null] = Object.entries(constants.signals).find(([, number]) => status === 128 + number) ?? [];
  return { status: signal ? null : status, signal };
}

/** Written when the program exits; missing where it crashed. */
function readPeak(file: string): number {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch {
    return 0;
  }
}

/** Looks again and again at what the programs below a shell hold together, in KiB; Linux alone tells. */
function sampleMemory(shell: ChildProcess): () => number {
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, memoryBelow(shell.pid as number));
  }, 100);
  shell.once("exit", () => clearInterval(timer));
  return () => most;
}

interface ProcessEntry {
  readonly id: number;
  readonly parent: number;
  readonly command: string;
  readonly now: number;
  readonly peak: number;
}

/** The memory of all descendants, or the peak of one of them, which may lie before the first look. */
function memoryBelow(ancestor: number): number {
  const entries = readdirOrNone("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
  const below = [{ id: ancestor, command: "" }];
  let [sum, peak] = [0, 0];
  for (const parent of below) {
    for (const entry of entries) {
      // Between fork and exec a child shares all of its parent's memory.
      if (entry.parent !== parent.id || entry.command === parent.command) continue;
      below.push(entry);
      sum += entry.now;
      peak = Math.max(peak, entry.peak);
    }
  }
  return Math.max(sum, peak);
}

function readProcess(id: number): ProcessEntry | undefined {
  try {
    const status = readFileSync(`/proc/${id}/status`, "utf8");
    const field = (name: string) => Number(new RegExp(`^${name}:\\s*(\\d+)`, "m").exec(status)?.[1] ?? 0);
    const command = readFileSync(`/proc/${id}/cmdline`, "utf8");
    return { id, parent: field("PPid"), command, now: field("VmRSS"), peak: field("VmHWM") };
  } catch {
    return undefined;
  }
}

function readdirOrNone(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
