import type { Place } from "./location.js";
export type DeployerKind = "argocd-application" | "argocd-applicationset" | "flux-kustomization" | "kustomization" | "kustomize-component" | "chart" | "script" | "helmfile" | "terraform" | "manifest";
/** Something that deploys other things: an Application, a kustomization, a script. */
export interface Deployer {
    readonly kind: DeployerKind;
    /** What people call it: the name of an object, else the file or the directory. */
    readonly name: string;
    readonly place: Place;
}
/**
 * What deploys what. A file goes by its path, an object inside a file by its path and where it starts; what a file holds is
 * deployed with the file.
 */
export interface DeploymentGraph {
    readonly deployers: ReadonlyMap<string, Deployer>;
    /** What each of them deploys: other deployers, or plain files. */
    readonly targets: ReadonlyMap<string, ReadonlySet<string>>;
    /** Paths that something deploys, as written, where only the deployment knows them. */
    readonly open: readonly string[];
}
/** A part of a file that runs a part of another one. A part is undefined where the file has only one, or any of them may run. */
export interface ScriptCall {
    readonly from: string;
    readonly fromUnit: string | undefined;
    readonly to: string;
    readonly toUnit: string | undefined;
    /** Set where a document names both to be run one after the other. */
    readonly isSequence?: boolean;
}
/** The name of an object inside a file. */
export declare function objectKey({ file, start }: Place): string;
/** Everything that some of them deploy, themselves included. */
export declare function reachedFrom(starts: Iterable<string>, targets: DeploymentGraph["targets"]): Set<string>;
/** What deploys each thing, itself left out. */
export declare function sourcesOfTargets(targets: DeploymentGraph["targets"]): Map<string, string[]>;
