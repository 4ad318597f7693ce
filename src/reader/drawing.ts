import { type Deployer, type DeployerKind, objectKey } from "../model/deployment.ts";
import type { Place } from "../model/location.ts";
import type { Reader, Source } from "./source.ts";

/** What deploying a directory deploys: what its kustomization says, or all YAML in it where it has none. */
export interface SourceTree {
  readonly deployed: (directory: string) => readonly Source[];
  /** The same as paths: its kustomization, or the files in it and the kustomizations below it. */
  readonly units: (directory: string, recurses: boolean) => readonly string[];
  /** The YAML files in a directory, whatever a kustomization says. */
  readonly files: (directory: string, recurses: boolean) => readonly string[];
}

/** A graph of deployments that is being drawn. */
export interface Drawing {
  readonly reader: Reader;
  readonly tree: SourceTree;
  readonly add: (key: string, deployer: Deployer) => void;
  /** Notes a path, as written, that only the deployment knows. */
  readonly leaveOpen: (path: string) => void;
  readonly connect: (key: string, deployed: Iterable<string>) => void;
}

/** Adds an object that deploys others, and that its file deploys it. */
export function addObject({ add, connect }: Drawing, kind: DeployerKind, name: string, place: Place): string {
  const key = objectKey(place);
  add(key, { kind, name, place });
  connect(place.file, [key]);
  return key;
}
