import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/** The processes that have a text in their command line or environment, as what they run. */
export function processesWith(mark: string): string[] {
  if (process.platform !== "linux") {
    const lines = execFileSync("ps", ["-A", "-E", "-o", "command="], { encoding: "utf8" }).split("\n");
    return lines.filter((line) => line.includes(mark));
  }
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return [];
    const [command, environment] = ["cmdline", "environ"].map((file) => read(`/proc/${name}/${file}`));
    return `${command}${environment}`.includes(mark) ? [`${name} ${command?.replaceAll("\0", " ").slice(0, 200)}`] : [];
  });
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** Waits for something to become empty, for far longer than it should take, and answers with what is left of it. */
export async function leftOf(list: () => readonly string[]): Promise<readonly string[]> {
  for (let round = 0; round < 100 && list().length > 0; round += 1) await wait(50);
  return list();
}
