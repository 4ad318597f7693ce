import { hasCompanion, shell } from "./companion.ts";
import { findProgram } from "./find.ts";
import { launch } from "./launch.ts";
import { canWatchMemory } from "./memory-watch.ts";

/** What stands around external programs on this machine, whatever they are asked to do. */
export interface Walls {
  /** Without a network: a namespace of its own, from which nothing can be reached. */
  readonly network: boolean;
  /** A bound of memory that the system itself holds for each process. */
  readonly memoryLimit: boolean;
  /** A bound of memory that all processes of a program are watched for together. */
  readonly memoryWatch: boolean;
  /** They end with this process, however it ends. */
  readonly companion: boolean;
}

/** The walls of this machine; what cannot be told otherwise is tried once. */
export async function walls(): Promise<Walls> {
  return {
    network: (await findNamespaces()) !== undefined,
    memoryLimit: hasCompanion && process.platform === "linux",
    memoryWatch: canWatchMemory,
    companion: hasCompanion,
  };
}

const tried = new Map<string, Promise<readonly string[] | undefined>>();

/** The words that start a program without a network; undefined where the system does not let us. */
export async function findNamespaces(): Promise<readonly string[] | undefined> {
  const unshare = process.platform === "linux" && hasCompanion ? findProgram("unshare") : undefined;
  if (unshare === undefined) return undefined;
  const known = tried.get(unshare) ?? tryNamespaces(unshare);
  tried.set(unshare, known);
  return known;
}

/** A user namespace needs no rights, but may be forbidden; one of processes ends everything in it with the program. */
const family = ["--pid", "--fork", "--kill-child=KILL"];
const ways = [["--user", "--map-root-user", "--net", ...family], ["--net", ...family], ["--user", "--map-root-user", "--net"], ["--net"]];

async function tryNamespaces(unshare: string): Promise<readonly string[] | undefined> {
  for (const way of ways) {
    const words = [unshare, ...way, "--"];
    if (await works(words)) return words;
  }
  return undefined;
}

function works(words: readonly string[]): Promise<boolean> {
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
