import type { Document, Marker } from "../model/document.ts";
import type { Problem } from "../model/finding.ts";
import type { HostedScript } from "../syntax/shell/script.ts";

/** A kind of file that contains shell scripts. Each kind is one file in this folder. */
export interface ScriptHost {
  /** Checks whether a file is of this kind by its path, and if the path is not enough, by the start of its text. */
  readonly hosts: (path: string, head: () => string) => boolean;
  /** Set if the file is not YAML, which has its own limits. */
  readonly isText?: true;
  readonly scripts: (file: HostFile) => Iterable<HostedScript>;
}

/** A file that contains scripts, and access to the files that it refers to. */
export interface HostFile {
  readonly path: string;
  readonly text: string;
  readonly documents: (marker: Marker) => readonly Document[];
  /** Reads another file by its path relative to this file's directory; undefined if none exists. */
  readonly read: (path: string) => NamedText | undefined;
  /** Returns the paths of files beside and below this one that match a pattern with `*`. */
  readonly matching: (pattern: string) => readonly string[];
  readonly problem: (problem: Problem) => void;
}

export interface NamedText {
  readonly path: string;
  readonly text: string;
}
