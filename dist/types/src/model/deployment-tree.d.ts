import type { ClusterDocument } from "./cluster.js";
import type { DeployerKind } from "./deployment.js";
/** A deployer with what it deploys in one cluster; installs and resources are the leaves. */
export interface DeploymentTree {
    readonly kind: DeployerKind | "install" | "resource";
    readonly name: string;
    readonly file: string;
    /** The line it stands at; undefined for a file as a whole. */
    readonly line?: number | undefined;
    readonly children: readonly DeploymentTree[];
}
/** What deploys the installs and resources of one cluster. */
export interface ClusterDeployments {
    readonly cluster: ClusterDocument;
    readonly trees: readonly DeploymentTree[];
    /** Leaves that nothing in the repository is known to deploy; somebody may. */
    readonly loose: readonly DeploymentTree[];
    /** Resources that certainly nothing deploys. */
    readonly undeployed: readonly DeploymentTree[];
}
