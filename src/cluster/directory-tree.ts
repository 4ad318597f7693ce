import { directoryOf } from "./group.ts";

/** Things by the files they count to, so that what lies below a directory is found without looking at the rest. */
export interface DirectoryTree<Thing> {
  readonly inFile: (file: string) => readonly Thing[];
  /** What lies below a directory (or in a file), in the order given, without the directories and files that are not entered. */
  readonly below: (directory: string, enters: (path: string) => boolean) => readonly Thing[];
}

interface Branch {
  readonly directories: Set<string>;
  readonly files: Set<string>;
}

/** Sorts things into the directories of a repository; paths of directories end with a slash, and the root's is empty. */
export function directoryTree<Thing>(things: readonly Thing[], fileOf: (thing: Thing) => string): DirectoryTree<Thing> {
  const branches = new Map<string, Branch>();
  const files = new Map<string, [order: number, thing: Thing][]>();
  for (const [order, thing] of things.entries()) {
    const file = fileOf(thing);
    const known = files.get(file);
    if (known) known.push([order, thing]);
    else files.set(file, [[order, thing]]);
    if (!known) grow(branches, file);
  }
  return {
    inFile: (file) => (files.get(file) ?? []).map(([, thing]) => thing),
    below: (directory, enters) => {
      const paths = files.has(directory) ? [directory] : filesBelow(branches, directory, enters);
      const found = paths.flatMap((path) => files.get(path) ?? []);
      return found.sort(([one], [other]) => one - other).map(([, thing]) => thing);
    },
  };
}

function grow(branches: Map<string, Branch>, file: string): void {
  let directory = directoryOf(file);
  branchOf(branches, directory).files.add(file);
  while (directory !== "") {
    const above = directoryOf(directory.slice(0, -1));
    const { directories } = branchOf(branches, above);
    if (directories.has(directory)) return;
    directories.add(directory);
    directory = above;
  }
}

function branchOf(branches: Map<string, Branch>, directory: string): Branch {
  const branch = branches.get(directory) ?? { directories: new Set(), files: new Set() };
  branches.set(directory, branch);
  return branch;
}

function filesBelow(branches: ReadonlyMap<string, Branch>, directory: string, enters: (path: string) => boolean): string[] {
  const found: string[] = [];
  const open = [directory];
  for (let current = open.pop(); current !== undefined; current = open.pop()) {
    const branch = branches.get(current);
    for (const file of branch?.files ?? []) if (enters(file)) found.push(file);
    for (const below of branch?.directories ?? []) if (enters(below)) open.push(below);
  }
  return found;
}
