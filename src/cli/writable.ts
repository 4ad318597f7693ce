import { readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, relative, sep } from "node:path";
import { findStatus } from "../files/links.ts";
import { findObstacle } from "../files/writing/obstacles.ts";

/**
 * Explains why a fix must not change a file, as the predicate of a sentence. Fixes change only plain text files below the checked
 * paths, because a link on the way may lead anywhere.
 */
export function explainRefusalToFix(file: string, roots: readonly string[]): string | undefined {
  const directory = resolveRealPath(dirname(file));
  if (directory === undefined || !roots.some((root) => isBelow(directory, root))) return "is outside of what is checked";
  if (relative(resolveRealPath(".") ?? "", directory) !== relative("", dirname(file))) return "is behind a link";
  return findObstacle(file);
}

/** Returns the text of a plain file; undefined for anything else. */
export function readTextIfAny(file: string): string | undefined {
  return findStatus(file)?.isFile() ? readFileSync(file, "utf8") : undefined;
}

function isBelow(directory: string, root: string): boolean {
  const target = resolveRealPath(root);
  if (target === undefined) return false;
  const top = statSync(target).isDirectory() ? target : dirname(target);
  return directory === top || directory.startsWith(top.endsWith(sep) ? top : top + sep);
}

function resolveRealPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
