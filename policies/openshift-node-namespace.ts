import {
  type ClusterDocument,
  definePolicy,
  type Install,
  isInRange,
  type Proposal,
  type RelatedPointer,
  type Violation,
} from "../src/policy/define.ts";

export default definePolicy({
  id: "openshift-node-namespace",
  title: "Install istio-cni and ztunnel into kube-system on OpenShift",
  severity: "error",
  platforms: ["openshift"],
  description:
    "On the platform `openshift`, istiod signs certificates only for the ztunnel of kube-system, unless `pilot.trustedZtunnelNamespace` names another namespace. A ztunnel elsewhere runs but gets no certificates: its log repeats `request impersonation authentication failure`, and every connection between pods of the mesh is reset. Security context constraints are no obstacle: with the platform, the charts bind `privileged` to their service accounts in any namespace. Istio's page asks for kube-system for istio-cni too, so another namespace is a warning there. The Sail Operator and OpenShift Service Mesh 3 use namespaces of their own; there only the trust between istiod and ztunnel counts.",
  remedy:
    "Install the chart into kube-system. With the Sail Operator, set `pilot.trustedZtunnelNamespace` on istiod to ztunnel's namespace.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#red-hat-openshift",
    "https://github.com/istio/istio.io/issues/15775",
    "https://github.com/istio-ecosystem/sail-operator/issues/2075",
    "https://github.com/tigera/operator/pull/4510",
  ],
  *check(cluster) {
    if (isPlatformMissing(cluster)) return;
    for (const [index, install] of cluster.installs.entries()) {
      const namespace = findOpenshiftNamespace(install);
      if (namespace === undefined) continue;
      const isOutside = isNodeComponent(install) && install.tool === "helm" && namespace !== "kube-system";
      const refusing = hasZtunnel(install) ? listRefusingPlanes(cluster, namespace) : [];
      if (refusing.length > 0) yield { at: `/installs/${index}/namespace`, ...describeDistrusted(cluster, namespace, refusing, isOutside) };
      else if (isOutside) yield { at: `/installs/${index}/namespace`, ...describeOutside(cluster, install, namespace) };
    }
  },
});

/**
 * Checks whether no chart has the platform, which `openshift-platform` reports: with the platform, istiod trusts ztunnel in
 * kube-system.
 */
function isPlatformMissing({ installs }: ClusterDocument): boolean {
  const charts = installs.filter(({ tool, renderError }) => (tool === "helm" || tool === "istioctl") && renderError === null);
  const relevant = charts.filter((install) => install.component === "istiod" || hasZtunnel(install) || isNodeComponent(install));
  return relevant.length > 0 && relevant.every(lacksPlatform);
}

function describeOutside(
  cluster: ClusterDocument,
  { component }: Install,
  namespace: string,
): Pick<Violation, "message" | "severity" | "remedy" | "fix"> {
  const name = component === "cni" ? "istio-cni" : "ztunnel";
  return {
    message: `${name} is installed into \`${namespace}\`; Istio asks for \`kube-system\` on OpenShift`,
    severity: "warning",
    remedy: component === "cni" ? "Install istio-cni into kube-system." : moveRemedy(cluster),
    fix: null,
  };
}

function describeDistrusted(
  cluster: ClusterDocument,
  namespace: string,
  related: readonly RelatedPointer[],
  isOutside: boolean,
): Omit<Violation, "at"> {
  const remedy = isOutside ? moveRemedy(cluster) : `Set \`pilot.trustedZtunnelNamespace: ${namespace}\` on istiod.`;
  return {
    message: `istiod does not trust ztunnel in \`${namespace}\`, so ztunnel gets no certificates`,
    related,
    remedy,
    // A ztunnel outside kube-system remains a warning even if istiod trusts it.
    fix: isOutside ? null : proposeTrust(cluster, namespace, related),
  };
}

/** Writes the remedy: ztunnel in kube-system needs an istiod that trusts it there. */
function moveRemedy(cluster: ClusterDocument): string {
  const trust =
    listRefusingPlanes(cluster, "kube-system").length > 0 ? ", and set `pilot.trustedZtunnelNamespace: kube-system` on istiod" : "";
  return `Install ztunnel into kube-system${trust}.`;
}

/** Proposes the trust; safe if there is only one istiod to change and one ztunnel to trust. */
function proposeTrust({ installs }: ClusterDocument, namespace: string, refusing: readonly RelatedPointer[]): Proposal | null {
  const [index, ...others] = refusing.map(({ at }) => Number(/^\/installs\/(\d+)/.exec(at)?.[1]));
  const install = installs[index ?? -1];
  if (index === undefined || others.length > 0 || !install || install.tool === "rendered") return null;
  if (install.component !== "istiod" || !isInRange(install.version, ">=1.23")) return null;
  const key = "pilot.trustedZtunnelNamespace";
  const isOnly = installs.filter(hasZtunnel).length === 1;
  return { title: `Set \`${key}: ${namespace}\``, safe: isOnly, changes: [{ install: index, set: { [key]: namespace } }] };
}

function isNodeComponent({ component }: Install): boolean {
  return component === "cni" || component === "ztunnel";
}

/** The umbrella chart includes ztunnel, in its own namespace. */
function hasZtunnel({ component }: Install): boolean {
  return component === "ztunnel" || component === "ambient";
}

function findOpenshiftNamespace({ effective, namespace, unknown }: Install): string | undefined {
  if (unknown.includes("/namespace") || unknown.includes("/effective/namespace")) return undefined;
  const known = effective?.namespace ?? namespace;
  return typeof known === "string" && known !== "" ? known : undefined;
}

/**
 * Lists the control planes that would refuse a ztunnel in this namespace; empty if one of them trusts it, is unknown or lacks the
 * platform.
 */
function listRefusingPlanes({ installs }: ClusterDocument, namespace: string): RelatedPointer[] {
  const refusing: RelatedPointer[] = [];
  for (const [index, install] of installs.entries()) {
    if (install.component !== "istiod" && install.component !== "ambient") continue;
    const accounts = readAccounts(install.effective?.trustedNodeAccounts);
    if (!accounts || (namespace === "kube-system" && lacksPlatform(install))) return [];
    if (accounts.some((account) => account.startsWith(`${namespace}/`))) return [];
    const trusted = accounts.join(", ") || "none";
    refusing.push({ at: `/installs/${index}/effective/trustedNodeAccounts`, message: `istiod trusts \`${trusted}\` only` });
  }
  return refusing;
}

function lacksPlatform({ tool, platform, profile }: Install): boolean {
  return tool !== "sail" && tool !== "rendered" && platform !== "openshift" && profile !== "openshift" && profile !== "openshift-ambient";
}

/** Reads the accounts; undefined if they are unknown. */
function readAccounts(value: unknown): readonly string[] | undefined {
  if (typeof value === "string") return value.split(",").map((account) => account.trim());
  return Array.isArray(value) ? value.map(String) : undefined;
}
