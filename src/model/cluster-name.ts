/**
 * The name that a command, a description or a destination gives to a cluster: its kind and its own name, `k3d:lab`. What only
 * the deployment knows stays in it as it is written: `context:${CTX}`.
 */
export type ClusterName = string;

/** Makes the name of a cluster. */
export function formatClusterName(kind: string, name: string): ClusterName {
  return `${kind}:${name}`;
}

/** The cluster that a context of a kubeconfig stands for, by the names that programs give to theirs. */
export function clusterOfContext(context: string): ClusterName {
  const own = /^(k3d|kind)-(.+)$/.exec(context);
  if (own) return formatClusterName(own[1] ?? "", own[2] ?? "");
  if (context === "minikube") return formatClusterName("minikube", context);
  const gke = /^gke_[^_]+_[^_]+_(.+)$/.exec(context)?.[1];
  if (gke !== undefined) return formatClusterName("gke", gke);
  const eks = /^arn:aws[\w-]*:eks:[^:]*:[^:]*:cluster\/(.+)$/.exec(context)?.[1] ?? /@([\w-]+)\.[\w-]+\.eksctl\.io$/.exec(context)?.[1];
  return eks === undefined ? formatClusterName("context", context) : formatClusterName("eks", eks);
}

/** Whether a name says which cluster it is, wherever it is read: it is known as a whole, and no program's default. */
export function isTelling(cluster: ClusterName): boolean {
  const [kind, name] = listClusterNameParts(cluster);
  return !isOpenName(name) && kind !== "kubeconfig" && !defaults.has(cluster) && !defaultContexts.test(name);
}

const defaults: ReadonlySet<ClusterName> = new Set(["k3d:k3s-default", "kind:kind", "minikube:minikube"]);
const defaultContexts = /^(?:default|microk8s|docker-desktop|rancher-desktop|orbstack|colima|kubernetes-admin@kubernetes)$/;

/** Whether two names may be one cluster's: names that are known must be equal, and so must variables. */
export function mayBeSame(one: ClusterName | undefined, other: ClusterName | undefined): boolean {
  if (one === undefined || other === undefined || one === other) return true;
  const [[kind, name], [otherKind, otherName]] = [listClusterNameParts(one), listClusterNameParts(other)];
  if (kind === otherKind) return isOpenName(name) !== isOpenName(otherName);
  if (kind === "kubeconfig" || otherKind === "kubeconfig") return true;
  if (kind !== "context" && otherKind !== "context") return false;
  return name === otherName || isOpenName(name) || isOpenName(otherName);
}

/** The name alone, as people call the cluster. */
export function shortName(cluster: ClusterName): string {
  const [kind, name] = listClusterNameParts(cluster);
  return kind === "k3d" || kind === "kind" ? `${kind}-${name}` : name;
}

function listClusterNameParts(cluster: ClusterName): readonly [kind: string, name: string] {
  const colon = cluster.indexOf(":");
  return [cluster.slice(0, colon), cluster.slice(colon + 1)];
}

/** A part that only the deployment knows, or a name that is written in a file elsewhere. */
function isOpenName(name: string): boolean {
  return name === unknownName || /[$`{]/.test(name);
}

/** The name of a cluster whose command does not name it. */
export const unknownName = "?";
