import { resolveDraftDirectory } from "./group.ts";

/** Things indexed by the file that they count for, so that those around a cluster are found without visiting the rest. */
export interface DirectoryTree<Thing> {
  readonly inFile: (file: string) => readonly Thing[];
  /**
   * Lists the things below a directory, in the order given. Of the paths that belong to a cluster, only those on the way to `home`
   * are followed. The directory `known` and everything below it are left out.
   */
  readonly below: (directory: string, home: string, known?: string) => readonly Thing[];
}

interface Branch {
  readonly open: Set<string>;
  /** Directories and files that belong to a cluster. */
  readonly owned: Set<string>;
}

/** Sorts things into the directories of a repository. Directory paths end with a slash; the root is the empty path. */
export function buildDirectoryTree<Thing>(
  things: readonly Thing[],
  fileOf: (thing: Thing) => string,
  owned: ReadonlySet<string>,
): DirectoryTree<Thing> {
  const branches = new Map<string, Branch>();
  const files = new Map<string, [order: number, thing: Thing][]>();
  for (const [order, thing] of things.entries()) {
    const file = fileOf(thing);
    const known = files.get(file);
    if (known) known.push([order, thing]);
    else files.set(file, [[order, thing]]);
    if (!known) grow(branches, file, owned);
  }
  return {
    inFile: (file) => (files.get(file) ?? []).map(([, thing]) => thing),
    below: (directory, home, known) => {
      const found = listPathsBelow(branches, { directory, home, known }).flatMap((path) => files.get(path) ?? []);
      return found.sort(([one], [other]) => one - other).map(([, thing]) => thing);
    },
  };
}

function grow(branches: Map<string, Branch>, file: string, owned: ReadonlySet<string>): void {
  for (let path = file; path !== ""; ) {
    const above = resolveDraftDirectory(path.replace(/\/$/, ""));
    const branch = branches.get(above) ?? { open: new Set(), owned: new Set() };
    const children = owned.has(path) ? branch.owned : branch.open;
    if (children.has(path)) return;
    branches.set(above, branch);
    children.add(path);
    path = above;
  }
}

interface Search {
  readonly directory: string;
  readonly home: string;
  readonly known: string | undefined;
}

/** The directory itself and everything reachable below it, both files and directories. */
function listPathsBelow(branches: ReadonlyMap<string, Branch>, { directory, home, known }: Search): string[] {
  const found = [directory];
  for (let index = 0; index < found.length; index++) {
    const current = found[index] ?? "";
    const branch = branches.get(current);
    if (!branch) continue;
    for (const child of branch.open) if (child !== known) found.push(child);
    const towards = stepTowards(current, home);
    if (towards !== undefined && towards !== known && branch.owned.has(towards)) found.push(towards);
  }
  return found;
}

/** Finds the child of a directory on the way to `home`; undefined if none exists. */
function stepTowards(directory: string, home: string): string | undefined {
  if (!home.startsWith(directory) || home === directory) return undefined;
  const slash = home.indexOf("/", directory.length);
  return slash === -1 ? home : home.slice(0, slash + 1);
}
