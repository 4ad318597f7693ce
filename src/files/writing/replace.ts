import { randomBytes } from "node:crypto";
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { explainError, Refusal, readFit } from "./obstacles.ts";
import type { NewText, Obstacle, WriteRequest } from "./request.ts";

/** Writes files, each in one step, and returns those that were not written. Changes the working directory of the process. */
export function replaceFiles({ directory, groups }: WriteRequest): Obstacle[] {
  const perDirectory = new Map(groups.flat().map(({ file }) => [dirname(file), file]));
  for (const file of perDirectory.values()) removeLeftovers(directory, file);
  return groups.flatMap((group) => replaceGroup(directory, group));
}

/** A text in a temporary file beside the file that it will replace. */
interface Staged extends NewText {
  readonly temporary: string;
}

function replaceGroup(directory: string, group: readonly NewText[]): Obstacle[] {
  const staged: Staged[] = [];
  // New files come first, because a list that names a new file is written after it.
  const ordered = group.toSorted((one, other) => Number(other.before === null) - Number(one.before === null));
  try {
    const unfit = attemptAll(ordered, (each) => staged.push(stage(directory, each)));
    if (unfit.length > 0) return unfit;
    // An editor may have saved a file while the others were staged.
    const changed = group.length > 1 ? attemptAll(staged, (each) => check(directory, each)) : [];
    if (changed.length > 0) return changed;
    for (const each of staged) {
      const failed = attemptAll([each], (one) => put(directory, one));
      if (failed.length > 0) return failed;
    }
    return [];
  } finally {
    for (const { file, temporary } of staged) discard(directory, file, temporary);
  }
}

function attemptAll<Item extends NewText>(items: readonly Item[], action: (item: Item) => void): Obstacle[] {
  return items.flatMap((item): Obstacle[] => {
    try {
      action(item);
      return [];
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return [{ file: item.file, reason: explainError(error), ...(code !== undefined && { code }) }];
    }
  });
}

function stage(directory: string, each: NewText): Staged {
  const status = check(directory, each);
  // Short, because the file's name may already have the maximum length.
  const temporary = `${temporaryStart}${randomBytes(8).toString("hex")}`;
  const descriptor = openSync(temporary, "wx", status ? 0o600 : 0o666);
  try {
    writeFileSync(descriptor, each.text);
    if (status) keepOwnerAndMode(descriptor, status);
    fsyncSync(descriptor);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
  return { ...each, temporary };
}

const temporaryStart = ".istio-preflight-";
const temporaryName = /^\.istio-preflight-[0-9a-f]{16}$/;

/** Removes the temporary files that a killed writer left beside a file. Under the lock, no other writer has any there. */
function removeLeftovers(directory: string, file: string): void {
  try {
    enter(directory, file);
    for (const name of readdirSync(".").filter((entry) => temporaryName.test(entry))) {
      const status = lstatSync(name, { throwIfNoEntry: false });
      if (status?.isFile() && status.uid === (process.getuid?.() ?? status.uid)) rmSync(name, { force: true });
    }
  } catch {
    // A problem with the directory is reported for the file.
  }
}

function keepOwnerAndMode(descriptor: number, { uid, gid, mode }: Stats): void {
  const own = fstatSync(descriptor);
  try {
    if (own.uid !== uid || own.gid !== gid) fchownSync(descriptor, uid, gid);
  } catch {
    throw new Refusal("belongs to another user or group, which it would lose");
  }
  fchmodSync(descriptor, mode & 0o7777);
}

/** Changes to the directory of a file and checks that the file is still the one that was checked. */
function check(directory: string, { file, before }: NewText): Stats | undefined {
  enter(directory, file);
  const name = basename(file);
  const status = lstatSync(name, { throwIfNoEntry: false });
  if (before === undefined) {
    if (status && !status.isFile()) throw new Refusal("is not a regular file");
    return status;
  }
  if (before === null) {
    if (status) throw new Refusal("exists already");
    return undefined;
  }
  if (!status) throw new Refusal("was removed while it was checked; run again");
  const found = readFit(name);
  if (!found.bytes.equals(Buffer.from(before))) throw new Refusal("changed while it was checked; run again");
  return found.status;
}

/** Changes to the directory of a file. What follows happens in exactly this directory, even if another one takes its place. */
function enter(directory: string, file: string): void {
  const path = dirname(join(directory, file));
  process.chdir(path);
  const [here, there] = [statSync(".", { bigint: true }), statSync(path, { bigint: true })];
  const isSame = here.ino === there.ino && here.dev === there.dev;
  if (!isSame || realpathSync(path) !== path) throw new Refusal("is behind a link");
}

function put(directory: string, staged: Staged): void {
  const name = basename(staged.file);
  check(directory, staged);
  if (staged.before === null) putNew(staged, name);
  else renameSync(staged.temporary, name);
}

/** Puts a new file in place by a hard link: unlike a rename, it never replaces a file that another program has just created. */
function putNew({ temporary }: Staged, name: string): void {
  try {
    linkSync(temporary, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw new Refusal("exists already");
    // Some file systems do not support hard links.
    renameSync(temporary, name);
  }
}

function discard(directory: string, file: string, temporary: string): void {
  try {
    enter(directory, file);
    rmSync(temporary, { force: true });
  } catch {
    // The directory is gone, and the file with it.
  }
}
