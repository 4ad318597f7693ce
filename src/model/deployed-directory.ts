import type { Cursor } from "./cursor.ts";
import type { Place } from "./location.ts";

/** A directory of the repository whose manifests something deploys as they are, or through Kustomize. */
export interface DeployedDirectory {
  readonly directory: string;
  /** Whether the directories below it are deployed too. */
  readonly recurses: boolean;
  readonly destination: string | undefined;
  /** The namespace that every object gets. */
  readonly namespace: Cursor | undefined;
  /** The namespace of objects that name none. */
  readonly defaultNamespace: Cursor | undefined;
  /** The place of patches that it adds, which are not applied here. */
  readonly patches: Place | undefined;
}
