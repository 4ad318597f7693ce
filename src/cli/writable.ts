import { lstatSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { UsageError } from "../model/usage-error.ts";

/** Plain text files below what is checked: a link, also one on the way, may lead anywhere, and what is no text would not survive. */
export function isWritable(file: string, roots: readonly string[]): boolean {
  const status = lstatSync(file, { throwIfNoEntry: false });
  if (status && !status.isFile()) return false;
  const directory = realPath(dirname(file));
  if (directory === undefined || !roots.some((root) => isBelow(directory, root))) return false;
  if (relative(realPath(".") ?? "", directory) !== relative("", dirname(file))) return false;
  if (!status) return true;
  const bytes = readFileSync(file);
  return Buffer.from(bytes.toString("utf8")).equals(bytes);
}

/** The text of a plain file. */
export function textOf(file: string): string | undefined {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file, "utf8") : undefined;
}

/** Puts a text in a file's place in one step, with the file's own mode: nobody sees half of it. */
export function writeText(file: string, text: string): void {
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  try {
    const mode = lstatSync(file, { throwIfNoEntry: false })?.mode ?? 0o644;
    try {
      writeFileSync(temporary, text, { flag: "wx", mode: mode & 0o777 });
      renameSync(temporary, file);
    } finally {
      rmSync(temporary, { force: true });
    }
  } catch (error) {
    throw new UsageError(`Cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isBelow(directory: string, root: string): boolean {
  const target = realPath(root);
  if (target === undefined) return false;
  const top = statSync(target).isDirectory() ? target : dirname(target);
  return directory === top || directory.startsWith(top.endsWith(sep) ? top : top + sep);
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
