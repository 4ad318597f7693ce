import { createHash } from "node:crypto";
import { posix } from "node:path";
import { clip, toCodeSpan } from "../report/escape.ts";
import type { PlaceLink } from "../report/finding-markdown.ts";

/** The data with which a job shows its report on GitHub. */
export interface ReportView {
  readonly link: PlaceLink;
  /** The path from the root of the repository to the working directory: empty, or ending with a slash. */
  readonly prefix: string;
}

/** Distinguishes a job's comment and issue from those of jobs that check other directories of the repository. */
export interface Scope {
  readonly marker: string;
  /** Lists the directories; empty if the whole repository is checked. */
  readonly intro: string;
}

/**
 * Creates the scope of a job from its working directory and the directories that it checks; `kind` separates its issue from its comment.
 */
export function openScope(prefix: string, roots: readonly string[], kind?: "audit"): Scope {
  const name = ["istio-preflight", ...(kind ? [kind] : [])].join(" ");
  const directories = roots.map((root) => posix.join(prefix, root).replace(/\/$/, ""));
  if (directories.every((directory) => directory === "." || directory === "")) return { marker: `<!-- ${name} -->`, intro: "" };
  const id = createHash("sha256")
    .update(JSON.stringify([...directories].sort()))
    .digest("hex")
    .slice(0, 12);
  const shown = directories.slice(0, shownDirectories).map((directory) => toCodeSpan(clip(directory, 100)));
  const more = directories.length > shown.length ? ` and ${directories.length - shown.length} more` : "";
  return { marker: `<!-- ${name} ${id} -->`, intro: `Checked: ${shown.join(", ")}${more}.\n\n` };
}

const shownDirectories = 5;
