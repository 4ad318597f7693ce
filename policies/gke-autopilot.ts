import { type ClusterDocument, definePolicy, isInRange, type Severity } from "../src/policy/define.ts";

export default definePolicy({
  id: "gke-autopilot",
  title: "Install ambient on GKE Standard, or with an allowlist",
  severity: "error",
  platforms: ["gke"],
  description:
    "Autopilot admits neither the capabilities nor the host directories that istio-cni and ztunnel need: GKE Warden refuses their DaemonSets (`[denied by autogke-no-write-mode-hostpath] hostPath volume cni-bin-dir in container install-cni is accessed in write mode; disallowed in Autopilot`). Ambient cannot run without them. Google can grant an allowlist for privileged workloads of a customer, which an AllowlistSynchronizer installs from GKE 1.32.2 on; where one is in the repository, nothing is reported. Where clusters of both kinds are created, nothing is reported either, because the mesh may be for the other one.",
  remedy:
    "Create a GKE Standard cluster; or ask Google for an allowlist for these workloads and deploy it with an AllowlistSynchronizer; or run Istio with sidecars and without istio-cni, in a cluster that allows `NET_ADMIN` (`--workload-policies=allow-net-admin`).",
  links: [
    "https://cloud.google.com/kubernetes-engine/docs/how-to/run-autopilot-partner-workloads",
    "https://istio.io/latest/docs/setup/platform-setup/gke/",
    "https://github.com/istio/istio/issues/57356",
    "https://github.com/istio/istio.io/pull/16266",
  ],
  *check(cluster) {
    if (cluster.facts.gkeAutopilot !== true) return;
    const allowlist = findAllowlist(cluster);
    if (allowlist?.isRead) return;
    // A single finding, because the DaemonSets are refused for the same reason.
    const [index, ...others] = listNodeComponents(cluster);
    if (index === undefined) return;
    yield {
      at: `/installs/${index}/component`,
      message: allowlist
        ? `Istio's \`${cluster.installs[index]?.component}\` needs an allowlist on GKE Autopilot, and GKE ${allowlist.version} does not read one yet`
        : `Istio's \`${cluster.installs[index]?.component}\` is installed on a GKE Autopilot cluster, which refuses its DaemonSet`,
      related: [
        ...others.map((other) => ({
          at: `/installs/${other}/component`,
          message: `\`${cluster.installs[other]?.component}\` is refused too`,
        })),
        { at: "/facts/gkeAutopilot", message: "the cluster is made an Autopilot cluster here" },
      ],
      severity: chooseGkeAutopilotSeverity(allowlist),
      // No directory, quota or platform setting makes Autopilot admit the pods.
      ...(!allowlist && { effects: [index, ...others].flatMap(listEffects) }),
      ...(allowlist && { remedy: "Upgrade the cluster to GKE 1.32.2 or later." }),
    };
  },
});

function listEffects(index: number): string[] {
  return ["effective/cniBinDir", "effective/resourceQuota", "platform"].map((path) => `/installs/${index}/${path}`);
}

/** An allowlist, and whether the cluster's version supports it. */
interface Allowlist {
  readonly isRead: boolean;
  readonly version: string | undefined;
}

/** GKE supports it from 1.32.2-gke.1652000 on. Without a written version, the cluster is assumed to support it. */
function findAllowlist({ resources, evidence }: ClusterDocument): Allowlist | undefined {
  if (!resources.some(({ apiVersion }) => apiVersion.startsWith("auto.gke.io/"))) return undefined;
  const version = evidence.flatMap(({ fact }) => /^kubernetes-version=(\d+\.\d+\.\d+)/.exec(fact ?? "")?.[1] ?? [])[0];
  return { version, isRead: version === undefined || isInRange(version, ">=1.32.2") };
}

function chooseGkeAutopilotSeverity(allowlist: Allowlist | undefined): Severity {
  return allowlist ? "note" : "error";
}

function listNodeComponents({ installs }: ClusterDocument): number[] {
  const found = [...installs.entries()].filter(([, { component }]) => ["cni", "ambient", "ztunnel"].includes(component));
  return found.map(([index]) => index);
}
