import type { Cursor } from "../model/cursor.ts";
import type { Place } from "../model/location.ts";

/** A resource, or a module from outside the repository, in one deployment of a root module. */
export interface TerraformBlock {
  /** The resource's type (`helm_release`), or the module's source address. */
  readonly type: string;
  readonly isModule: boolean;
  /** The start of the block, in the file that contains it. */
  readonly place: Place;
  /** The file of the root module that deploys the block: the file of the block, or the one that calls its module. */
  readonly rootFile: string;
  /** The cluster of the block's provider, if the root module configures several clusters. */
  readonly cluster: string | undefined;
  /** Returns an argument, or a list of the nested blocks with a name (`set`, `provisioner local-exec`); undefined if there is neither. */
  readonly value: (name: string) => Cursor | undefined;
  /** Returns the place of an argument in the block, regardless of what it refers to. */
  readonly at: (name: string) => Place | undefined;
  /** The place of a part that cannot be read and may have been any argument. */
  readonly broken: Place | undefined;
}
