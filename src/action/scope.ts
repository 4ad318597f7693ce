import { createHash } from "node:crypto";
import { posix } from "node:path";
import { clip, code } from "../report/escape.ts";
import type { PlaceLink } from "../report/finding-markdown.ts";

/** How a job shows its report on GitHub. */
export interface ReportView {
  readonly link: PlaceLink;
  /** From the root of the repository to the working directory: empty, or ending in a slash. */
  readonly prefix: string;
}

/** What tells a job's comment and issue from those of jobs that check other directories of the repository. */
export interface Scope {
  readonly marker: string;
  /** Names the directories; empty where the whole repository is checked. */
  readonly intro: string;
}

/** The scope of a job, by its working directory and the directories that it checks; `kind` tells its comment from its issue. */
export function openScope(prefix: string, roots: readonly string[], kind?: "audit"): Scope {
  const name = ["istio-preflight", ...(kind ? [kind] : [])].join(" ");
  const directories = roots.map((root) => posix.join(prefix, root).replace(/\/$/, ""));
  if (directories.every((directory) => directory === "." || directory === "")) return { marker: `<!-- ${name} -->`, intro: "" };
  const id = createHash("sha256")
    .update(JSON.stringify([...directories].sort()))
    .digest("hex")
    .slice(0, 12);
  const shown = directories.slice(0, shownDirectories).map((directory) => code(clip(directory, 100)));
  const more = directories.length > shown.length ? ` and ${directories.length - shown.length} more` : "";
  return { marker: `<!-- ${name} ${id} -->`, intro: `Checked: ${shown.join(", ")}${more}.\n\n` };
}

const shownDirectories = 5;
