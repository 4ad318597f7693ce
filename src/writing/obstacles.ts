import { accessSync, constants, lstatSync, readFileSync, type Stats } from "node:fs";

/** A file must stay as it is: the message is the predicate of a sentence about it. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/** Refuses a file that cannot be replaced without harm. */
export function refuseUnfit(status: Stats, file: string): void {
  if (status.isSymbolicLink()) throw new Refusal("is a link");
  if (!status.isFile()) throw new Refusal("is not a regular file");
  if (status.nlink > 1) throw new Refusal("has other names (hard links), which would keep the old text");
  if (!hasWriteAccess(status, file)) throw new Refusal("is read-only");
  if (!isUtf8(readFileSync(file))) throw new Refusal("is not UTF-8 text");
}

/** Why a file cannot be replaced; undefined where it can be, or does not exist yet. */
export function findObstacle(file: string): string | undefined {
  try {
    const status = lstatSync(file, { throwIfNoEntry: false });
    if (status) refuseUnfit(status, file);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/** What kept a file from being written, as the predicate of a sentence about it. */
export function reasonOf(error: unknown): string {
  return error instanceof Refusal ? error.message : `cannot be written: ${failureText(error)}`;
}

/** What the system says, in plain words. */
export function failureText(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code !== undefined && failures[code]) || message || String(error);
}

const failures: Readonly<Record<string, string>> = {
  EACCES: "permission is denied",
  EPERM: "permission is denied",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be too large",
  EROFS: "the file system is read-only",
  ENOENT: "its directory does not exist",
  ENOTDIR: "its directory does not exist",
  EISDIR: "it is a directory",
  EBUSY: "it is in use",
  EIO: "the disk reports an error",
  ENAMETOOLONG: "its name is too long",
};

/** Root may write everything: the mode says what the owner wants. */
function hasWriteAccess({ mode }: Stats, path: string): boolean {
  if ((mode & 0o222) === 0) return false;
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function isUtf8(bytes: Buffer): boolean {
  return Buffer.from(bytes.toString("utf8")).equals(bytes);
}
