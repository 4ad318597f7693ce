/**
 * The name that a command, a description or a destination gives to a cluster: its kind and its own name, `k3d:lab`. What only
 * the deployment knows stays in it as it is written: `context:${CTX}`.
 */
export type ClusterName = string;
/** Makes the name of a cluster. */
export declare function formatClusterName(kind: string, name: string): ClusterName;
/** The cluster that a context of a kubeconfig stands for, by the names that programs give to theirs. */
export declare function clusterOfContext(context: string): ClusterName;
/** Whether a name says which cluster it is, wherever it is read: it is known as a whole, and no program's default. */
export declare function isTelling(cluster: ClusterName): boolean;
/** Whether two names may be one cluster's: names that are known must be equal, and so must variables. */
export declare function mayBeSame(one: ClusterName | undefined, other: ClusterName | undefined): boolean;
/** The name alone, as people call the cluster. */
export declare function shortName(cluster: ClusterName): string;
/** The name of a cluster whose command does not name it. */
export declare const unknownName = "?";
