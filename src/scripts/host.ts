import type { Document, Marker } from "../model/document.ts";
import type { Problem } from "../model/finding.ts";
import type { HostedScript } from "../syntax/shell/script.ts";

/** A kind of file that has shell scripts in it. One file a kind, in this folder. */
export interface ScriptHost {
  /** Whether a file is of this kind, by its path and, where that does not say, by how its text begins. */
  readonly hosts: (path: string, head: () => string) => boolean;
  /** Set where the file is not YAML, which has bounds of its own. */
  readonly isText?: true;
  readonly scripts: (file: HostFile) => Iterable<HostedScript>;
}

/** A file that hosts scripts, and what it may name. */
export interface HostFile {
  readonly path: string;
  readonly text: string;
  readonly documents: (marker: Marker) => readonly Document[];
  /** The text of another file, by its path from this one's directory; undefined where there is none. */
  readonly read: (path: string) => NamedText | undefined;
  /** Paths of the files beside and below this one that match a pattern with `*`. */
  readonly matching: (pattern: string) => readonly string[];
  readonly problem: (problem: Problem) => void;
}

export interface NamedText {
  readonly path: string;
  readonly text: string;
}
