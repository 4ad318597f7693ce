// src/writing/obstacles.ts
import { accessSync, constants, lstatSync, readFileSync } from "node:fs";
var Refusal = class extends Error {
  name = "Refusal";
};
function refuseUnfit(status, file) {
  if (status.isSymbolicLink()) throw new Refusal("is a link");
  if (!status.isFile()) throw new Refusal("is not a regular file");
  if (status.nlink > 1) throw new Refusal("has other names (hard links), which would keep the old text");
  if (!hasWriteAccess(status, file)) throw new Refusal("is read-only");
  if (!isUtf8(readFileSync(file))) throw new Refusal("is not UTF-8 text");
}
function findObstacle(file) {
  try {
    const status = lstatSync(file, { throwIfNoEntry: false });
    if (status) refuseUnfit(status, file);
    return void 0;
  } catch (error) {
    return reasonOf(error);
  }
}
function reasonOf(error) {
  return error instanceof Refusal ? error.message : `cannot be written: ${failureText(error)}`;
}
function failureText(error) {
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
  refuseUnfit,
  findObstacle,
  reasonOf,
  failureText
};
