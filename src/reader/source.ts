import type { Alternatives } from "../model/alternatives.ts";
import type { Budget } from "../model/budget.ts";
import type { ClusterName } from "../model/cluster-name.ts";
import type { DeployedDirectory } from "../model/deployed-directory.ts";
import type { Document, Marker } from "../model/document.ts";
import type { Problem } from "../model/finding.ts";
import type { Draft, FormId } from "../model/install.ts";
import type { Place } from "../model/location.ts";
import type { Script } from "../syntax/shell/script.ts";
import type { TerraformBlock } from "./terraform-block.ts";

/** A repository file that contains a marker word. It is parsed once, on demand. */
export type Source = Alternatives<FileSource | DeployedSource | HandedSource | RunSource>;

/** A file as it lies in the repository. */
interface FileSource {
  /** The path relative to the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The marker words that the file contains. */
  readonly words: ReadonlySet<string>;
  /** True in directories for tests, docs and CI: evidence about clusters in such a file holds only for the file itself. */
  readonly isThrowaway: boolean;
  /** Returns the YAML documents whose source matches the marker; empty for files that are not YAML. */
  readonly documents: (marker: Marker) => readonly Document[];
  /** Returns the shell scripts in the file: the file itself, or the scripts of its jobs, targets and so on; empty if none exist. */
  readonly scripts: () => readonly Script[];
}

/** What another file deploys of a file, or what Kustomize makes of an overlay: its documents count to the file that deploys it. */
interface DeployedSource extends FileSource {
  readonly deployer: string;
  /** True for the output of Kustomize: `path` is the path of the overlay, and the places are in the files that it was rendered from. */
  readonly rendered?: boolean;
  /** The source as it was before another file deployed it. */
  readonly origin?: Source;
  /** True if variables have been substituted: names in the text then differ from names in the documents. */
  readonly fills?: boolean;
}

/** The YAML that a script of a file hands to clusters; the unit is the script's. */
interface HandedSource extends FileSource {
  readonly handedBy: HandedBy;
}

/** The commands that Terraform runs from a file. */
interface RunSource extends FileSource {
  /** The file of the root module whose cluster they are for. */
  readonly runBy: string;
}

/** A script that applies YAML, and the clusters that it applies it to. */
export interface HandedBy extends Pick<Script, "unit"> {
  readonly clusterAt: (place: Place) => ClusterName | undefined;
}

/** A form's view of a repository: the files with marker words, and any other file by path. */
export interface Reader {
  readonly sources: readonly Source[];
  /** Finds a file by its path relative to the root; undefined if it is missing, too large or outside the repository. */
  readonly source: (path: string) => Source | undefined;
  /** Checks whether the repository contains a file of any type. */
  readonly exists: (path: string) => boolean;
  /** Returns the paths that start with a directory (with a trailing slash), sorted. */
  readonly below: (directory: string) => readonly string[];
  /** The paths of other text files, which may only mention what is deployed. */
  readonly texts: readonly string[];
  /** Returns the resources and modules that Terraform would create from the blocks in a file: one for each deployment of a block. */
  readonly terraform: (path: string) => readonly TerraformBlock[];
  /** Returns all documents of one kind, such as `HelmRepository`, in the files with marker words. */
  readonly ofKind: (kind: string) => readonly Document[];
  /** Returns the documents of one kind with one `metadata.name`, as written; much faster for kinds with many documents. */
  readonly named: (kind: string, name: string) => readonly Document[];
  /** Finds the marker words in a text. */
  readonly wordsIn: (text: string) => ReadonlySet<string>;
  /** Resolves `path` relative to the directory of `from`; undefined if the result is outside the repository. */
  readonly resolve: (from: string, path: string) => string | undefined;
  readonly problem: (problem: Problem) => void;
  /** The remaining budget for reading the files of the repository. */
  readonly budget: Budget;
  /** The Istio version in the configuration, for installs that do not specify one. */
  readonly istioVersion: string | undefined;
  /** Returns the same reader with other sources. */
  readonly withSources: (sources: readonly Source[]) => Reader;
  /** Returns the same reader with Terraform's blocks, which may add sources. */
  readonly withTerraform: (sources: readonly Source[], terraform: Reader["terraform"]) => Reader;
}

/** A way to install something: returns what a file installs, and the layers of values. Each form is one file in `src/forms`. */
export interface Form {
  readonly id: FormId;
  /** A file must contain one of these words; they are searched as bytes before anything is parsed. */
  readonly markers: readonly string[];
  readonly extract: (source: Source, reader: Reader) => Iterable<Draft>;
  /** Returns the directories whose manifests a file deploys, with the destination and the way they are deployed. */
  readonly directories?: (source: Source, reader: Reader) => Iterable<DeployedDirectory>;
}
