import {
  type ClusterDocument,
  definePolicy,
  type Install,
  isInRange,
  isUnknown,
  type Proposal,
  type Severity,
} from "../src/policy/define.ts";
import { findValuesRoot } from "./lib/values-root.ts";

export default definePolicy({
  id: "minikube-vm-driver",
  title: "Turn istio-cni's IPv6 off on nodes without ip6tables",
  severity: "error",
  ambient: true,
  description:
    "In ambient mode istio-cni writes rules of iptables and of ip6tables into each pod. The kernel of minikube's virtual machines has no module `ip6table_nat`, nor has a node that is started with `ipv6.disable=1`: the pods of `istio-cni-node` crash-loop, because the module cannot be loaded. With `ambient.ipv6: false` istio-cni leaves ip6tables alone, but only from 1.27.2 on: earlier versions probe it all the same (read in the source). Reported for the drivers kvm2 and virtualbox; the other drivers with a virtual machine run the same image, so for them it is a warning. Minikube's driver docker is not concerned.",
  remedy: "Set `cni.ambient.ipv6: false` with istio-cni 1.27.2 or later, or start minikube with `--driver=docker`.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#minikube",
    "https://minikube.sigs.k8s.io/docs/drivers/",
    "https://github.com/istio/istio/issues/57869",
    "https://github.com/kubernetes/minikube/issues/7491",
    "https://github.com/kiali/kiali/issues/7696",
  ],
  *check(cluster) {
    const nodes = findNodesWithoutIp6tables(cluster);
    if (!nodes) return;
    for (const [index, install] of cluster.installs.entries()) {
      if (!isConcerned(install)) continue;
      const isTooOld = isInRange(install.version, "<1.27.2");
      const needs =
        isTooOld && install.effective?.ipv6 === false ? `istio-cni ${install.version} probes ip6tables all the same` : "istio-cni needs it";
      yield {
        at: `/installs/${index}/effective/ipv6`,
        severity: nodes.severity,
        message: `${nodes.reason}, so ip6tables does not work there, and ${needs}`,
        remedy: isTooOld
          ? "Upgrade istio-cni to 1.27.2 or later and set `cni.ambient.ipv6: false`, or use nodes with ip6tables, such as those of `minikube start --driver=docker`."
          : `Set \`${spellIpv6Key(install)}: false\`, or use nodes with ip6tables, such as those of \`minikube start --driver=docker\`.`,
        related: [{ at: nodes.at, message: "the nodes are created here" }],
        // The pod crashes before it reads the network namespaces.
        effects: [`/installs/${index}/effective/cniNetnsDir`, `/installs/${index}/platform`],
        fix: isTooOld ? null : fixMinikubeVmDriver(install, index),
      };
    }
  },
});

interface Nodes {
  readonly severity: Severity;
  readonly reason: string;
  readonly at: string;
}

const reported = ["kvm2", "virtualbox"];
const others = ["hyperkit", "hyperv", "qemu", "qemu2", "vfkit", "parallels", "vmware"];

function findNodesWithoutIp6tables({ facts, platform }: ClusterDocument): Nodes | undefined {
  const driver = platform === "minikube" ? (facts.minikubeDriver ?? "") : "";
  const isReported = reported.includes(driver);
  if (isReported || others.includes(driver)) {
    const reason = `minikube's driver \`${driver}\` runs the node in a virtual machine whose kernel has no \`ip6table_nat\``;
    return { severity: isReported ? "error" : "warning", reason, at: "/facts/minikubeDriver" };
  }
  if (facts.nodeIpv6 !== false) return undefined;
  return { severity: "warning", reason: "The nodes are started with `ipv6.disable=1`", at: "/facts/nodeIpv6" };
}

function isConcerned(install: Install): boolean {
  const { component, version, effective } = install;
  if ((component !== "cni" && component !== "ambient") || version === null || effective === null) return false;
  if (effective.ambient === false || isUnknown(install, "ipv6")) return false;
  return effective.ipv6 !== false || !isInRange(version, ">=1.27.2");
}

function spellIpv6Key({ tool, component }: Install): string {
  const prefix = findValuesRoot(tool);
  return `${prefix}${component === "ambient" ? "cni." : ""}cni.ambient.ipv6`;
}

function fixMinikubeVmDriver({ component, tool }: Install, index: number): Proposal | null {
  if (tool === "rendered") return null;
  const key = component === "ambient" ? "cni.cni.ambient.ipv6" : "cni.ambient.ipv6";
  return { title: `Set \`${key}: false\``, changes: [{ install: index, set: { [key]: false } }] };
}
