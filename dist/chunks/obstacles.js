// src/files/writing/obstacles.ts
import { accessSync, closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from "node:fs";
var Refusal = class extends Error {
  name = "Refusal";
};
function readFit(file) {
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
function refuseKind(status) {
  if (status.isSymbolicLink()) throw new Refusal("is a link");
  if (!status.isFile()) throw new Refusal("is not a regular file");
}
var readOnly = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
function findObstacle(file) {
  try {
    if (lstatSync(file, { throwIfNoEntry: false })) readFit(file);
    return void 0;
  } catch (error) {
    return explainError(error);
  }
}
function explainError(error) {
  return error instanceof Refusal ? error.message : `cannot be written: ${describeSystemError(error)}`;
}
function describeSystemError(error) {
  const { code, message } = error;
  return code !== void 0 && failures[code] || message || String(error);
}
var failures = {
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
  ENAMETOOLONG: "its name is too long"
};
function hasWriteAccess({ mode }, path) {
  if ((mode & 146) === 0) return false;
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
function isUtf8(bytes) {
  return Buffer.from(bytes.toString("utf8")).equals(bytes);
}

export {
  Refusal,
  readFit,
  findObstacle,
  explainError,
  describeSystemError
};
