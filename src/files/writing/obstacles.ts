import { accessSync, closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, type Stats } from "node:fs";

/** The error for a file that must not be changed. Its message is the predicate of a sentence about the file. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/** Reads a file and its status if it can be replaced safely; throws a `Refusal` otherwise. */
export function readFit(file: string): { readonly bytes: Buffer; readonly status: Stats } {
  refuseKind(lstatSync(file));
  const descriptor = openSync(file, readOnly);
  try {
    const status = fstatSync(descriptor);
    refuseKind(status);
    if (status.nlink > 1) throw new Refusal("has other names (hard links), which would keep the old text");
    if (!hasWriteAccess(status, file)) throw new Refusal("is read-only");
    const bytes = readFileSync(descriptor);
    if (!isUtf8(bytes)) throw new Refusal("is not UTF-8 text");
    return { bytes, status };
  } finally {
    closeSync(descriptor);
  }
}

function refuseKind(status: Stats): void {
  if (status.isSymbolicLink()) throw new Refusal("is a link");
  if (!status.isFile()) throw new Refusal("is not a regular file");
}

/**
 * Safe even if something else takes the file's place in the meantime: a link is not followed, and a pipe without a writer does
 * not block.
 */
const readOnly = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** The reason why a file cannot be replaced; undefined if it can be, or does not exist yet. */
export function findObstacle(file: string): string | undefined {
  try {
    if (lstatSync(file, { throwIfNoEntry: false })) readFit(file);
    return undefined;
  } catch (error) {
    return explainError(error);
  }
}

/** The reason why a file was not written, as the predicate of a sentence about it. */
export function explainError(error: unknown): string {
  return error instanceof Refusal ? error.message : `cannot be written: ${describeSystemError(error)}`;
}

/** A system error in plain words. */
export function describeSystemError(error: unknown): string {
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
  ELOOP: "it is a link",
  EBUSY: "it is in use",
  EIO: "the disk reports an error",
  ENAMETOOLONG: "its name is too long",
};

/** Checks whether a file may be written. Root can write every file, so the mode shows what the owner intends. */
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
