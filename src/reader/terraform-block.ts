import type { Cursor } from "../model/cursor.ts";
import type { Place } from "../model/location.ts";

/** A resource or a module of somebody else's, as one deployment of a root module makes it. */
export interface TerraformBlock {
  /** The resource's type (`helm_release`), or the module's source address. */
  readonly type: string;
  readonly isModule: boolean;
  /** Where the block starts, in the file that it is written in. */
  readonly place: Place;
  /** The file of the root module that deploys it: its own, or the one that calls its module. */
  readonly rootFile: string;
  /** The cluster that its provider names, where the root module talks to several. */
  readonly cluster: string | undefined;
  /** An argument, or the list of the nested blocks of a name (`set`, `provisioner local-exec`); undefined where there is neither. */
  readonly value: (name: string) => Cursor | undefined;
  /** Where an argument is written in the block, whatever it refers to. */
  readonly at: (name: string) => Place | undefined;
  /** Where something in it cannot be read that may have been any argument. */
  readonly broken: Place | undefined;
}
