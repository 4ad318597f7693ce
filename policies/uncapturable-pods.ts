import {
  type ClusterDocument,
  definePolicy,
  enrolledNamespaces,
  factEvidence,
  type Proposal,
  type Violation,
  type Workload,
  workloadsOf,
} from "../src/policy/define.ts";

const mode = "istio.io/dataplane-mode";

export default definePolicy({
  id: "uncapturable-pods",
  title: "Enrol only pods that ambient can capture",
  severity: "warning",
  ambient: true,
  description:
    "istio-cni and ztunnel capture the traffic of pods from the node. On Fargate no DaemonSet runs, so pods of an enrolled namespace stay outside the mesh, and peers with strict mTLS refuse them. Pods in a sandbox of their own (gVisor, Kata Containers) keep their network stack to themselves: with gVisor they receive no traffic once they are enrolled. For Kata this is an inference and was not tried. Profiles of Fargate that choose pods by labels are not reported.",
  remedy: `Label the pods' template \`${mode}: none\`, or run these pods in a namespace that is not enrolled.`,
  links: [
    "https://istio.io/latest/docs/ambient/usage/add-workloads/",
    "https://docs.aws.amazon.com/eks/latest/userguide/fargate.html",
    "https://github.com/istio/istio/issues/58573",
    "https://github.com/istio/istio/issues/58997",
    "https://github.com/aws/containers-roadmap/issues/682",
  ],
  *check(cluster) {
    const enrolled = new Map(enrolledNamespaces(cluster).map(({ name, at }) => [name, at]));
    const workloads = workloadsOf(cluster);
    for (const name of cluster.facts.fargateNamespaces ?? []) {
      const at = enrolled.get(name);
      const own = workloads.filter(({ namespace }) => namespace === name);
      const isTakenOut = own.length > 0 && own.every(({ isEnrollable }) => !isEnrollable);
      if (at !== undefined && !isTakenOut) yield reportFargate(cluster, name, at);
    }
    for (const workload of workloads) {
      const isEnrolled = enrolled.has(workload.namespace) || workload.labels[mode] === "ambient";
      if (isEnrolled && workload.isEnrollable && workload.isSandboxed) yield reportSandbox(workload);
    }
  },
});

function reportFargate(cluster: ClusterDocument, name: string, at: string): Violation {
  const profiles = factEvidence(cluster, "fargateNamespaces").filter(({ value }) => value.split(",").includes(name));
  return {
    at: `${at}/object/metadata/labels/${mode.replace("/", "~1")}`,
    message: `Namespace \`${name}\` is enrolled in ambient, and its pods run on Fargate, where neither istio-cni nor ztunnel does: they stay outside the mesh`,
    remedy: `Remove the label, label the pods' templates \`${mode}: none\`, or run these pods on nodes.`,
    related: profiles.map((profile) => ({ at: profile.at, message: "a Fargate profile selects the namespace here" })),
    fix: null,
  };
}

function reportSandbox({ kind, name, at, runtimeClassName, template }: Workload): Violation {
  return {
    at: `${at}/object${template}/spec/runtimeClassName`,
    message: `${kind} \`${name}\` is enrolled in ambient, and its pods run with the runtime class \`${runtimeClassName}\`, whose network the node cannot capture`,
    fix: proposeModeLabel(Number(at.split("/")[2]), template),
  };
}

function proposeModeLabel(resource: number, template: string): Proposal {
  const path = `${template}/metadata/labels/${mode.replace("/", "~1")}`;
  return { title: `Label the pods \`${mode}: none\``, safe: false, changes: [{ resource, set: { [path]: "none" } }] };
}
