import type { Cursor } from "../model/cursor.ts";
import type { Problem } from "../model/finding.ts";
import type { Draft, FormId } from "../model/install.ts";
import type { SourceText } from "../model/source-text.ts";
import type { Script } from "./script.ts";

/** A repository file that carries a marker word. Parsing happens when it is asked for, and once. */
export interface Source {
  /** Relative to the root, forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The marker words that the file contains. */
  readonly words: ReadonlySet<string>;
  /** True in directories for tests, docs and CI: what the file says of clusters holds for itself alone. */
  readonly isAside: boolean;
  /** True for Kustomize's output: `path` is then the overlay's, and the places inside are those of the files it was made from. */
  readonly rendered?: boolean;
  /** The YAML documents whose own text matches; none for files that are not YAML. */
  readonly documents: (marker: Marker) => readonly Document[];
  /** The shell script of the file; undefined for files that are not shell scripts. */
  readonly script: () => Script | undefined;
}

/** A cheap test of a document's text that decides whether it is worth parsing; a regular expression is one. */
export interface Marker {
  readonly test: (text: string) => boolean;
}

/** One YAML document. The Kubernetes fields are undefined where missing or unknown. */
export interface Document {
  readonly file: string;
  readonly text: SourceText;
  readonly root: Cursor;
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
}

/** What forms see of a repository: the files with markers, and any file of it by path. */
export interface Reader {
  readonly sources: readonly Source[];
  /** A file by path (relative to the root); undefined where it is missing, too large or outside. */
  readonly source: (path: string) => Source | undefined;
  /** Whether the repository has a file, whatever it is. */
  readonly exists: (path: string) => boolean;
  /** The paths that start with a directory's (with a trailing slash), sorted. */
  readonly below: (directory: string) => readonly string[];
  /** All documents of one kind, such as `HelmRepository`, in the files with markers. */
  readonly ofKind: (kind: string) => readonly Document[];
  /** The same, of one name as it is written (`metadata.name`); far cheaper for kinds that there are many of. */
  readonly named: (kind: string, name: string) => readonly Document[];
  /** The marker words that a text contains. */
  readonly wordsIn: (text: string) => ReadonlySet<string>;
  /** Resolves `path` against the directory of `from`; undefined where that leaves the repository. */
  readonly resolve: (from: string, path: string) => string | undefined;
  readonly problem: (problem: Problem) => void;
  /** The Istio version of the configuration, for installs that do not say. */
  readonly istioVersion: string | undefined;
  /** The same reader over other sources. */
  readonly withSources: (sources: readonly Source[]) => Reader;
}

/** A way to install something: answers what is installed in a file, and from which layers of values. One file a form, in `src/forms`. */
export interface Form {
  readonly id: FormId;
  /** Words of which a file must contain one; searched as bytes before anything is parsed. */
  readonly markers: readonly string[];
  readonly extract: (source: Source, reader: Reader) => Iterable<Draft>;
}
