import { hasCompanion, shell } from "./companion.ts";
import { findProgram } from "./find.ts";
import { launch } from "./launch.ts";
import { canWatchMemory } from "./memory-watch.ts";

/** The walls around external programs on this machine, which hold for any arguments. */
export interface Walls {
  /** No network: a network namespace from which nothing can be reached. */
  readonly network: boolean;
  /** A memory limit per process that the system itself enforces. */
  readonly memoryLimit: boolean;
  /** A memory limit for all processes of a program together, enforced by watching them. */
  readonly memoryWatch: boolean;
  /** Programs end with this process, however it ends. */
  readonly companion: boolean;
}

/** Detects the walls of this machine; what cannot be detected otherwise is tried out once. */
export async function detectWalls(): Promise<Walls> {
  return {
    network: (await findNamespaces()) !== undefined,
    memoryLimit: hasCompanion && process.platform === "linux",
    memoryWatch: canWatchMemory,
    companion: hasCompanion,
  };
}

const tried = new Map<string, Promise<readonly string[] | undefined>>();

/** The command prefix that starts a program without a network; undefined if the system does not allow it. */
export async function findNamespaces(): Promise<readonly string[] | undefined> {
  const unshare = process.platform === "linux" && hasCompanion ? findProgram("unshare") : undefined;
  if (unshare === undefined) return undefined;
  const known = tried.get(unshare) ?? tryNamespaces(unshare);
  tried.set(unshare, known);
  return known;
}

/** A user namespace needs no privileges but may be forbidden. A process namespace kills all its processes when the program ends. */
const family = ["--pid", "--fork", "--kill-child=KILL"];
const ways = [["--user", "--map-root-user", "--net", ...family], ["--net", ...family], ["--user", "--map-root-user", "--net"], ["--net"]];

async function tryNamespaces(unshare: string): Promise<readonly string[] | undefined> {
  for (const way of ways) {
    const words = [unshare, ...way, "--"];
    if (await canLaunch(words)) return words;
  }
  return undefined;
}

function canLaunch(words: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const { child, kill } = launch(shell, ["-c", ":"], { cwd: "/", env: {}, hasInput: false, namespaces: words });
    const timer = setTimeout(kill, 5000);
    child.on("error", () => resolve(false));
    child.on("exit", (code) => {
      clearTimeout(timer);
      kill();
      resolve(code === 0);
    });
  });
}
