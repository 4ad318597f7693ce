import { resolveDraftDirectory } from "./group.ts";

/** Things by the files they count to, so that what lies around a cluster is found without looking at the rest. */
export interface DirectoryTree<Thing> {
  readonly inFile: (file: string) => readonly Thing[];
  /**
   * What lies below a directory, in the order given; of the paths that are somebody's own only those on the way to `home`.
   * The directory `known` is left out, with all that lies below it.
   */
  readonly below: (directory: string, home: string, known?: string) => readonly Thing[];
}

interface Branch {
  readonly open: Set<string>;
  /** Directories and files that are a cluster's own. */
  readonly owned: Set<string>;
}

/** Sorts things into the directories of a repository; paths of directories end with a slash, and the root's is empty. */
export function directoryTree<Thing>(
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
      const found = pathsBelow(branches, { directory, home, known }).flatMap((path) => files.get(path) ?? []);
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

/** The directory itself and all that can be reached below it, files and directories alike. */
function pathsBelow(branches: ReadonlyMap<string, Branch>, { directory, home, known }: Search): string[] {
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

/** The child of a directory that leads home; undefined where none does. */
function stepTowards(directory: string, home: string): string | undefined {
  if (!home.startsWith(directory) || home === directory) return undefined;
  const slash = home.indexOf("/", directory.length);
  return slash === -1 ? home : home.slice(0, slash + 1);
}
