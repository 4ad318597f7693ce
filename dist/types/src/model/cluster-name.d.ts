/**
 * The name that a command, a description or a destination gives to a cluster: its kind and its name, such as `k3d:lab`. Parts that
 * are known only at deployment are kept as written: `context:${CTX}`.
 */
export type ClusterName = string;
/** Makes the name of a cluster. */
export declare function formatClusterName(kind: string, name: string): ClusterName;
/** Finds the cluster of a kubeconfig context, by the names that programs give to their contexts. */
export declare function findContextCluster(context: string): ClusterName;
/** Checks whether a name identifies one cluster in every file: it is fully known, and not a program's default. */
export declare function isTelling(cluster: ClusterName): boolean;
/** Checks whether two names may mean the same cluster: two known names must be equal, and so must two variables. */
export declare function mayBeSame(one: ClusterName | undefined, other: ClusterName | undefined): boolean;
/** The name without its kind, as users know the cluster. */
export declare function formatShortName(cluster: ClusterName): string;
/** The name of a cluster whose command does not name it. */
export declare const unknownName = "?";
