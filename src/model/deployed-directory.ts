import type { Cursor } from "./cursor.ts";
import type { Place } from "./location.ts";

/** A directory of the repository whose manifests are deployed as they are, or through Kustomize. */
export interface DeployedDirectory {
  readonly directory: string;
  /** True if its subdirectories are deployed too. */
  readonly recurses: boolean;
  readonly destination: string | undefined;
  /** The namespace that every object is moved to. */
  readonly namespace: Cursor | undefined;
  /** The namespace of objects that do not specify one. */
  readonly defaultNamespace: Cursor | undefined;
  /** The place of patches that the deployer adds; they are not applied here. */
  readonly patches: Place | undefined;
}
