import { type ClusterDocument, definePolicy, type Install, type RelatedPointer } from "../src/policy/define.ts";

export default definePolicy({
  id: "openshift-node-namespace",
  title: "Install istio-cni and ztunnel into kube-system on OpenShift",
  severity: "error",
  platforms: ["openshift"],
  description:
    "On OpenShift, istio-cni and ztunnel belong into kube-system, where privileged pods are admitted; and istiod, on this platform, signs certificates only for the ztunnel of kube-system. In another namespace the pods are refused with `unable to validate against any security context constraint`, or ztunnel runs but gets no certificates: its log repeats `request impersonation authentication failure`, and every connection of the mesh is reset. The Sail Operator and OpenShift Service Mesh 3 use namespaces of their own; there only the trust between istiod and ztunnel counts.",
  remedy:
    "Install the cni and ztunnel charts into kube-system. If ztunnel must be elsewhere, set `pilot.trustedZtunnelNamespace` on istiod to its namespace.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#red-hat-openshift",
    "https://github.com/istio/istio.io/issues/15775",
    "https://github.com/istio-ecosystem/sail-operator/issues/2075",
    "https://github.com/tigera/operator/pull/4510",
  ],
  *check(cluster) {
    for (const [index, install] of cluster.installs.entries()) {
      const namespace = namespaceOf(install);
      if (namespace === undefined) continue;
      const isOutside = isNodeComponent(install) && install.tool === "helm" && namespace !== "kube-system";
      const distrust = hasZtunnel(install) ? distrustOf(cluster, namespace) : [];
      if (!isOutside && distrust.length === 0) continue;
      const message = isOutside
        ? `${install.component === "cni" ? "istio-cni" : "ztunnel"} is installed into \`${namespace}\`; on OpenShift it must be in \`kube-system\``
        : `istiod does not trust ztunnel in \`${namespace}\`, so ztunnel gets no certificates`;
      yield { at: `/installs/${index}/namespace`, message, related: distrust, ...(!isOutside && { remedy: trustRemedy(namespace) }) };
    }
  },
});

function isNodeComponent({ component }: Install): boolean {
  return component === "cni" || component === "ztunnel";
}

/** The umbrella chart has its ztunnel in its own namespace. */
function hasZtunnel({ component }: Install): boolean {
  return component === "ztunnel" || component === "ambient";
}

function namespaceOf({ effective, namespace, unknown }: Install): string | undefined {
  if (unknown.includes("/namespace") || unknown.includes("/effective/namespace")) return undefined;
  const known = effective?.namespace ?? namespace;
  return typeof known === "string" && known !== "" ? known : undefined;
}

/** The control planes that would refuse a ztunnel in this namespace; none where one of them trusts it, is not known or lacks the platform. */
function distrustOf({ installs }: ClusterDocument, namespace: string): RelatedPointer[] {
  const refusing: RelatedPointer[] = [];
  for (const [index, install] of installs.entries()) {
    if (install.component !== "istiod" && install.component !== "ambient") continue;
    const accounts = accountsOf(install.effective?.trustedNodeAccounts);
    if (!accounts || (namespace === "kube-system" && lacksPlatform(install))) return [];
    if (accounts.some((account) => account.startsWith(`${namespace}/`))) return [];
    const trusted = accounts.join(", ") || "none";
    refusing.push({ at: `/installs/${index}/effective/trustedNodeAccounts`, message: `istiod trusts \`${trusted}\` only` });
  }
  return refusing;
}

/** `openshift-platform` reports it; with the platform, istiod trusts the ztunnel of kube-system. */
function lacksPlatform({ tool, platform, profile }: Install): boolean {
  return tool !== "sail" && tool !== "rendered" && platform !== "openshift" && profile !== "openshift" && profile !== "openshift-ambient";
}

/** Undefined where the accounts cannot be known. */
function accountsOf(value: unknown): readonly string[] | undefined {
  if (typeof value === "string") return value.split(",").map((account) => account.trim());
  return Array.isArray(value) ? value.map(String) : undefined;
}

function trustRemedy(namespace: string): string {
  return `Set \`pilot.trustedZtunnelNamespace: ${namespace}\` on istiod, or install ztunnel where istiod expects it.`;
}
