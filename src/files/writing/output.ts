import { mkdirSync, realpathSync, type Stats, writeFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { UsageError } from "../../model/usage-error.ts";
import { findStatus, isLinked } from "../links.ts";
import { describeSystemError } from "./obstacles.ts";
import { lockedCode, type Obstacle } from "./request.ts";
import { writeFiles } from "./write.ts";

/**
 * Writes a text to a file that the user chose and replaces its content. Throws a `UsageError` with the reason if this fails.
 * Links inside of `directory` are not followed, because the repository may contain them.
 */
export async function writeOutput(directory: string, file: string, text: string): Promise<void> {
  if (isLinked(directory, file)) throw new UsageError(`Cannot write ${file}: it is a link, or behind one.`);
  const path = resolve(directory, file);
  const status = findStatus(path);
  const reason = isReplaceable(status) ? await replaceFile(path, text) : writeInPlace(path, text);
  if (reason !== undefined) throw new UsageError(`Cannot write ${file}: ${reason}.`);
}

/** Checks whether a file can be replaced: links, files with several names, devices and pipes must stay as they are. */
function isReplaceable(status: Stats | undefined): boolean {
  return status === undefined || (status.isFile() && status.nlink === 1);
}

/** Replaces a file; returns the reason if that failed. */
async function replaceFile(path: string, text: string): Promise<string | undefined> {
  let directory: string;
  try {
    directory = realpathSync(dirname(path));
  } catch (error) {
    return describeSystemError(error);
  }
  const [obstacle] = await writeFiles({ directory, groups: [[{ file: basename(path), text }]] });
  // Where nothing can be put beside the file, or in its place, it may still be open to writing; no report is lost to another run.
  return obstacle?.code !== undefined && inPlaceOnly.has(obstacle.code)
    ? writeInPlace(path, text)
    : obstacle && explainOutputError(obstacle);
}

function explainOutputError({ code, reason }: Obstacle): string {
  return code === undefined || code === lockedCode ? `it ${reason}` : describeSystemError({ code, message: reason });
}

const inPlaceOnly = new Set(["EACCES", "EPERM", "EBUSY", lockedCode]);

function writeInPlace(path: string, text: string): string | undefined {
  try {
    writeFileSync(path, text);
    return undefined;
  } catch (error) {
    return describeSystemError(error);
  }
}

/** Writes a file that must not exist yet, and creates its missing parent directories. */
export async function writeNewFile(directory: string, file: string, text: string): Promise<void> {
  if (isLinked(directory, file)) throw new UsageError(`Cannot write ${file}: it is a link, or behind one.`);
  try {
    mkdirSync(dirname(resolve(directory, file)), { recursive: true });
  } catch (error) {
    throw new UsageError(`Cannot write ${file}: ${describeSystemError(error)}.`);
  }
  const [obstacle] = await writeFiles({ directory: realpathSync(directory), groups: [[{ file, text, before: null }]] });
  if (obstacle) throw new UsageError(`Cannot write ${file}: ${explainOutputError(obstacle)}.`);
}
