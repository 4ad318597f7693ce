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

/** A repository file that carries a marker word. Parsing happens when it is asked for, and once. */
export type Source = Alternatives<FileSource | DeployedSource | HandedSource | RunSource>;

/** A file as it lies in the repository. */
interface FileSource {
  /** Relative to the root, forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The marker words that the file contains. */
  readonly words: ReadonlySet<string>;
  /** True in directories for tests, docs and CI: what the file says of clusters holds for itself alone. */
  readonly isAside: boolean;
  /** The YAML documents whose own text matches; none for files that are not YAML. */
  readonly documents: (marker: Marker) => readonly Document[];
  /** The shell scripts of the file: itself, or those of its jobs, targets and their like; none where there is no shell in it. */
  readonly scripts: () => readonly Script[];
}

/** What another file deploys of a file, or what Kustomize makes of an overlay: its documents count to the file that deploys it. */
interface DeployedSource extends FileSource {
  readonly deployer: string;
  /** True for Kustomize's output: `path` is then the overlay's, and the places inside are those of the files it was made from. */
  readonly rendered?: boolean;
  /** What it was before something deployed it. */
  readonly origin?: Source;
  /** True where variables are filled in: the names in its text are then not the names in its documents. */
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

/** The script that hands YAML to clusters, and to which. */
export interface HandedBy extends Pick<Script, "unit"> {
  readonly clusterAt: (place: Place) => ClusterName | undefined;
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
  /** The paths of other texts, which may only mention what is deployed. */
  readonly texts: readonly string[];
  /** What Terraform would make of the blocks that stand in a file: one for each time that they are deployed. */
  readonly terraform: (path: string) => readonly TerraformBlock[];
  /** All documents of one kind, such as `HelmRepository`, in the files with markers. */
  readonly ofKind: (kind: string) => readonly Document[];
  /** The same, of one name as it is written (`metadata.name`); far cheaper for kinds that there are many of. */
  readonly named: (kind: string, name: string) => readonly Document[];
  /** The marker words that a text contains. */
  readonly wordsIn: (text: string) => ReadonlySet<string>;
  /** Resolves `path` against the directory of `from`; undefined where that leaves the repository. */
  readonly resolve: (from: string, path: string) => string | undefined;
  readonly problem: (problem: Problem) => void;
  /** What the files of the repository may still take together. */
  readonly budget: Budget;
  /** The Istio version of the configuration, for installs that do not say. */
  readonly istioVersion: string | undefined;
  /** The same reader over other sources. */
  readonly withSources: (sources: readonly Source[]) => Reader;
  /** The same with Terraform read, which other sources may come from. */
  readonly withTerraform: (sources: readonly Source[], terraform: Reader["terraform"]) => Reader;
}

/** A way to install something: answers what is installed in a file, and from which layers of values. One file a form, in `src/forms`. */
export interface Form {
  readonly id: FormId;
  /** Words of which a file must contain one; searched as bytes before anything is parsed. */
  readonly markers: readonly string[];
  readonly extract: (source: Source, reader: Reader) => Iterable<Draft>;
  /** The directories whose manifests are deployed by what stands in a file, where to and how. */
  readonly directories?: (source: Source, reader: Reader) => Iterable<DeployedDirectory>;
}
