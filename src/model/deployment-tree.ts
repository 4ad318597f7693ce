import type { ClusterDocument } from "./cluster.ts";
import type { DeployerKind } from "./deployment.ts";

/** A deployer with everything that it deploys in one cluster. Installs and resources are the leaves. */
export interface DeploymentTree {
  readonly kind: DeployerKind | "install" | "resource";
  readonly name: string;
  readonly file: string;
  /** The line where it is defined; undefined for a whole file. */
  readonly line?: number | undefined;
  readonly children: readonly DeploymentTree[];
}

/** The deployers of the installs and resources of one cluster. */
export interface ClusterDeployments {
  readonly cluster: ClusterDocument;
  readonly trees: readonly DeploymentTree[];
  /** Leaves without a known deployer in the repository; they may be deployed from elsewhere. */
  readonly loose: readonly DeploymentTree[];
  /** Resources that are certainly not deployed. */
  readonly undeployed: readonly DeploymentTree[];
}
