import {
  UsageError
} from "./usage-error.js";

// src/cli/writable.ts
import { lstatSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
function isWritable(file, roots) {
  const status = lstatSync(file, { throwIfNoEntry: false });
  if (status && !status.isFile()) return false;
  const directory = realPath(dirname(file));
  if (directory === void 0 || !roots.some((root) => isBelow(directory, root))) return false;
  if (relative(realPath(".") ?? "", directory) !== relative("", dirname(file))) return false;
  if (!status) return true;
  const bytes = readFileSync(file);
  return Buffer.from(bytes.toString("utf8")).equals(bytes);
}
function textOf(file) {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file, "utf8") : void 0;
}
function writeText(file, text) {
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  try {
    const mode = lstatSync(file, { throwIfNoEntry: false })?.mode ?? 420;
    try {
      writeFileSync(temporary, text, { flag: "wx", mode: mode & 511 });
      renameSync(temporary, file);
    } finally {
      rmSync(temporary, { force: true });
    }
  } catch (error) {
    throw new UsageError(`Cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
function isBelow(directory, root) {
  const target = realPath(root);
  if (target === void 0) return false;
  const top = statSync(target).isDirectory() ? target : dirname(target);
  return directory === top || directory.startsWith(top.endsWith(sep) ? top : top + sep);
}
function realPath(path) {
  try {
    return realpathSync(path);
  } catch {
    return void 0;
  }
}

export {
  isWritable,
  textOf,
  writeText
};
