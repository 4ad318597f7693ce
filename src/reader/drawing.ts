import { type Deployer, type DeployerKind, formatObjectKey } from "../model/deployment.ts";
import type { Place } from "../model/location.ts";
import type { Reader, Source } from "./source.ts";

/** Finds the files that are deployed with a directory: those of its kustomization, or all YAML files in it if it has none. */
export interface SourceTree {
  readonly deployed: (directory: string) => readonly Source[];
  /** Returns the paths that deploy a directory: its kustomization, or the files in it and the kustomizations below it. */
  readonly units: (directory: string, recurses: boolean) => readonly string[];
  /** Returns the YAML files in a directory, regardless of any kustomization. */
  readonly files: (directory: string, recurses: boolean) => readonly string[];
}

/** The deployment graph while it is being built. */
export interface Drawing {
  readonly reader: Reader;
  readonly tree: SourceTree;
  readonly add: (key: string, deployer: Deployer) => void;
  /** Records a path, as written, that is known only at deployment time. */
  readonly leaveOpen: (path: string) => void;
  readonly connect: (key: string, deployed: Iterable<string>) => void;
}

/** Adds an object that deploys others, and an edge from its file to it. */
export function addObject({ add, connect }: Drawing, kind: DeployerKind, name: string, place: Place): string {
  const key = formatObjectKey(place);
  add(key, { kind, name, place });
  connect(place.file, [key]);
  return key;
}
