import { type ClusterDocument, definePolicy, factEvidence, type Install, isInRange, type Proposal } from "../src/policy/define.ts";

const key = "seLinuxOptions.type";

export default definePolicy({
  id: "selinux-type",
  title: "Run istio-cni and ztunnel as spc_t on SELinux nodes",
  severity: "warning",
  platforms: ["k3s", "rke2"],
  ambient: true,
  description:
    "On nodes that enforce SELinux, K3s and RKE2 run containers confined. istio-cni and ztunnel talk to each other through a socket on the node and enter the pods' namespaces, which their policy refuses: ztunnel logs `failed to connect to /var/run/ztunnel/ztunnel.sock … Permission denied`, istio-cni `bind: permission denied`. The type `spc_t` leaves them unconfined. The charts have the setting from 1.22 (ztunnel) and 1.24 (istio-cni, which was privileged before). A node's own policy may allow it already, hence a warning; only SELinux that is turned on in a file of K3s or RKE2 counts.",
  remedy:
    "Set `seLinuxOptions.type: spc_t` on the charts cni and ztunnel. istioctl refuses `values.cni.seLinuxOptions`: use Helm, or `unvalidatedValues`.",
  links: [
    "https://docs.rke2.io/known_issues",
    "https://docs.k3s.io/advanced#selinux-support",
    "https://github.com/istio/istio/issues/52876",
    "https://github.com/istio/istio/issues/53529",
    "https://github.com/istio/istio.io/pull/17142",
  ],
  *check(cluster) {
    if (cluster.facts.selinux !== "enforcing") return;
    const confined = [...cluster.installs.entries()].filter(([, install]) => isConfined(install)).map(([index]) => index);
    const [first, ...others] = confined;
    if (first === undefined) return;
    const names = confined.map((index) => nameSelinuxChart(cluster.installs[index]));
    const type = cluster.installs[first]?.effective?.seLinuxType;
    yield {
      at: `/installs/${first}/effective/seLinuxType`,
      message: `The nodes enforce SELinux, and ${names.join(" and ")} ${names.length > 1 ? "run" : "runs"} ${typeof type === "string" ? `as \`${type}\`` : "confined"}; they need the type \`spc_t\``,
      related: [
        ...factEvidence(cluster, "selinux").map(({ at }) => ({ at, message: "SELinux is turned on here" })),
        ...others.map((index) => ({
          at: `/installs/${index}/effective/seLinuxType`,
          message: `${nameSelinuxChart(cluster.installs[index])} needs the type, too`,
        })),
      ],
      fix: fixSelinuxType(cluster, confined),
    };
  },
});

function nameSelinuxChart(install: Install | undefined): string {
  return install?.component === "cni" ? "istio-cni" : "ztunnel";
}

/** Checks whether the type confines the pods. Versions without the setting are skipped; an unknown type may be the right one. */
function isConfined({ component, version, effective }: Install): boolean {
  const since = component === "cni" ? ">=1.24" : component === "ztunnel" ? ">=1.22" : undefined;
  const type = effective?.seLinuxType;
  return since !== undefined && isInRange(version, since) && type !== undefined && type !== "spc_t";
}

function fixSelinuxType({ installs }: ClusterDocument, confined: readonly number[]): Proposal | null {
  if (confined.some((index) => installs[index]?.tool !== "helm")) return null;
  return { title: `Set \`${key}: spc_t\``, changes: confined.map((install) => ({ install, set: { [key]: "spc_t" } })) };
}
