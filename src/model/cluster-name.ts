/**
 * The name that a command, a description or a destination gives to a cluster: its kind and its name, such as `k3d:lab`. Parts that
 * are known only at deployment are kept as written: `context:${CTX}`.
 */
export type ClusterName = string;

/** Makes the name of a cluster. */
export function formatClusterName(kind: string, name: string): ClusterName {
  return `${kind}:${name}`;
}

/** Finds the cluster of a kubeconfig context, by the names that programs give to their contexts. */
export function findContextCluster(context: string): ClusterName {
  const own = /^(k3d|kind)-(.+)$/.exec(context);
  if (own) return formatClusterName(own[1] ?? "", own[2] ?? "");
  if (context === "minikube") return formatClusterName("minikube", context);
  const gke = /^gke_[^_]+_[^_]+_(.+)$/.exec(context)?.[1];
  if (gke !== undefined) return formatClusterName("gke", gke);
  const eks = /^arn:aws[\w-]*:eks:[^:]*:[^:]*:cluster\/(.+)$/.exec(context)?.[1] ?? /@([\w-]+)\.[\w-]+\.eksctl\.io$/.exec(context)?.[1];
  return eks === undefined ? formatClusterName("context", context) : formatClusterName("eks", eks);
}

/** Checks whether a name identifies one cluster in every file: it is fully known, and not a program's default. */
export function isTelling(cluster: ClusterName): boolean {
  const [kind, name] = splitClusterName(cluster);
  return !isOpenName(name) && kind !== "kubeconfig" && !defaults.has(cluster) && !defaultContexts.test(name);
}

const defaults: ReadonlySet<ClusterName> = new Set(["k3d:k3s-default", "kind:kind", "minikube:minikube"]);
const defaultContexts = /^(?:default|microk8s|docker-desktop|rancher-desktop|orbstack|colima|kubernetes-admin@kubernetes)$/;

/** Checks whether two names may mean the same cluster: two known names must be equal, and so must two variables. */
export function mayBeSame(one: ClusterName | undefined, other: ClusterName | undefined): boolean {
  if (one === undefined || other === undefined || one === other) return true;
  const [[kind, name], [otherKind, otherName]] = [splitClusterName(one), splitClusterName(other)];
  if (kind === otherKind) return isOpenName(name) !== isOpenName(otherName);
  if (kind === "kubeconfig" || otherKind === "kubeconfig") return true;
  if (kind !== "context" && otherKind !== "context") return false;
  return name === otherName || isOpenName(name) || isOpenName(otherName);
}

/** The name without its kind, as users know the cluster. */
export function formatShortName(cluster: ClusterName): string {
  const [kind, name] = splitClusterName(cluster);
  return kind === "k3d" || kind === "kind" ? `${kind}-${name}` : name;
}

function splitClusterName(cluster: ClusterName): readonly [kind: string, name: string] {
  const colon = cluster.indexOf(":");
  return [cluster.slice(0, colon), cluster.slice(colon + 1)];
}

/** Checks whether a name has a part that is known only at deployment, or is written in another file. */
function isOpenName(name: string): boolean {
  return name === unknownName || /[$`{]/.test(name);
}

/** The name of a cluster whose command does not name it. */
export const unknownName = "?";
