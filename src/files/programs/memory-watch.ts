import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { findProgram } from "./find.ts";

/** True if this system allows watching the memory of a process group. */
export const canWatchMemory = process.platform !== "win32";

const isLinux = process.platform === "linux";
/** Milliseconds between two measurements. Systems other than Linux need a second program for each, which costs more. */
const interval = isLinux ? 100 : 500;

/** Watches the memory of a process group and its descendants, and calls `exceed` when it is above the limit. */
export function watchMemory(group: number, bound: number, exceed: () => void): () => void {
  const timer = setInterval(async () => {
    const processes = isLinux ? listFromProc() : await listFromPs();
    if (addMemory(group, processes) > bound) exceed();
  }, interval);
  return () => clearInterval(timer);
}

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly group: number;
  /** In bytes. */
  readonly memory: () => number;
}

/** The memory of all members of a group and their descendants. */
function addMemory(group: number, processes: readonly Process[]): number {
  const family = new Set<number>();
  for (let size = -1; size < family.size; ) {
    size = family.size;
    for (const { id, parent, group: own } of processes) if (own === group || family.has(parent)) family.add(id);
  }
  return processes.filter(({ id }) => family.has(id)).reduce((sum, { memory }) => sum + memory(), 0);
}

function listFromProc(): Process[] {
  const names = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return names.flatMap((name) => {
    // `id (name) state parent group …`, where the name may contain any characters.
    const [, parent, group] = /^.*\) \S (\d+) (\d+) /s.exec(readQuietly(`/proc/${name}/stat`)) ?? [];
    const memory = () => Number(/^VmRSS:\s*(\d+)/m.exec(readQuietly(`/proc/${name}/status`))?.[1] ?? 0) * 1024;
    return group === undefined ? [] : [{ id: Number(name), parent: Number(parent), group: Number(group), memory }];
  });
}

function readQuietly(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    // A process may end at any moment.
    return "";
  }
}

async function listFromPs(): Promise<Process[]> {
  const ps = findProgram("ps");
  if (ps === undefined) return [];
  const run = promisify(execFile);
  const { stdout } = await run(ps, ["-A", "-o", "pid=,ppid=,pgid=,rss="], { timeout: 5000 }).catch(() => ({ stdout: "" }));
  return stdout.split("\n").flatMap((line) => {
    const [id = 0, parent = 0, group = 0, kibibytes = 0] = line.trim().split(/\s+/).map(Number);
    return line.trim() === "" ? [] : [{ id, parent, group, memory: () => kibibytes * 1024 }];
  });
}
