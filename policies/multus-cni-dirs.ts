import {
  type ClusterDocument,
  definePolicy,
  factEvidence,
  type Install,
  isDefault,
  type Proposal,
  type RelatedPointer,
  type Violation,
  valueAt,
} from "../src/policy/define.ts";

export default definePolicy({
  id: "multus-cni-dirs",
  title: "Install istio-cni where Multus reads, or chained",
  severity: "warning",
  description:
    "With Multus in front of the other CNI plugins, istio-cni is either chained into the plugin that Multus calls, or lies beside Multus as a plugin of its own (`provider: multus`, `chained: false`), with a network attachment that names it. Half of one and half of the other puts its configuration where no one reads it, or has two programs rewrite one file: pods start without istio-cni and outside the mesh. OpenShift is left out, whose platform sets all of this. Without Multus, `chained: false` does the same. Which directories Multus reads differs by distribution; those of each were not tried, hence a warning.",
  remedy:
    "Set `cni.provider: multus`, `cni.chained: false`, `cni.cniConfFileName` and the directories as Multus reads them, or leave `cni.provider` at its default and chain istio-cni into the plugin that Multus calls.",
  links: [
    "https://istio.io/latest/docs/setup/additional-setup/cni/",
    "https://github.com/k8snetworkplumbingwg/multus-cni/blob/master/docs/configuration.md",
    "https://github.com/istio/istio/issues/32827",
    "https://github.com/istio/istio/issues/52761",
    "https://github.com/rancher/rancher/issues/41608",
  ],
  *check(cluster) {
    if (cluster.platform === "openshift") return;
    for (const [index, install] of cluster.installs.entries()) {
      const { component, profile, platform } = install;
      if (component !== "cni" || platform === "openshift" || /openshift/.test(profile ?? "")) continue;
      const violation = isElsewhere(cluster, install) ? undefined : reportMultusCniDirs(cluster, install, index);
      if (violation) yield { ...violation, related: [...(violation.related ?? []), ...listMultusSources(cluster)] };
    }
  },
});

/** Checks whether the platform does not read the directory: another rule reports that first. */
function isElsewhere({ platform }: ClusterDocument, { effective }: Install): boolean {
  return (platform === "k3s" || platform === "k3d") && !/\/agent\/etc\/cni\/net\.d\/?$/.test(String(effective?.cniConfDir));
}

function reportMultusCniDirs(cluster: ClusterDocument, install: Install, index: number): Violation | undefined {
  const { provider, chained, cniConfDir: directory } = install.effective ?? {};
  if (typeof directory !== "string" || typeof chained !== "boolean") return undefined;
  if (provider === "multus") return reportBesideMultus(cluster, install, index, directory);
  if (provider !== "default") return undefined;
  return chained ? reportChainedOnRke2(cluster, index, directory) : reportUnchained(cluster, install, index);
}

function isRead(directory: string, { facts }: ClusterDocument): boolean {
  return facts.multusConfDirs?.some((each) => each.replace(/\/$/, "") === directory.replace(/\/$/, "")) ?? false;
}

function reportBesideMultus(cluster: ClusterDocument, install: Install, index: number, directory: string): Violation | undefined {
  const at = `/installs/${index}/effective`;
  if (install.effective?.chained === true) {
    const message =
      "istio-cni is set to run beside Multus (`provider: multus`) and to be chained into another plugin's configuration at once";
    return { at: `${at}/${isDefault(install, "chained") ? "provider" : "chained"}`, message };
  }
  const read = cluster.facts.multusConfDirs ?? [];
  if (read.length === 0 || isRead(directory, cluster)) return undefined;
  return {
    at: `${at}/cniConfDir`,
    message: `istio-cni writes its configuration to \`${directory}\`; Multus reads \`${read.join("`, `")}\``,
  };
}

function reportChainedOnRke2(cluster: ClusterDocument, index: number, directory: string): Violation | undefined {
  const isPlain = /^\/etc\/cni\/net\.d\/?$/.test(directory) && !isRead(directory, cluster);
  if (cluster.platform !== "rke2" || cluster.facts.multus !== true || !isPlain) return undefined;
  const message = "RKE2 runs Multus in front of its CNI plugin, and istio-cni is installed as if that plugin came first";
  return { at: `/installs/${index}/effective/provider`, message };
}

/** Reports istio-cni that is not chained: without Multus, such a plugin is never called. */
function reportUnchained(cluster: ClusterDocument, install: Install, index: number): Violation | undefined {
  const { facts } = cluster;
  const plugin = facts.multus === true || facts.unknown.includes("multus") ? undefined : findPrimaryPlugin(cluster);
  if (plugin === undefined) return undefined;
  const message = `istio-cni is not chained into ${plugin}'s configuration: it writes a file of its own, which the container runtime does not read beside that one`;
  return { at: `/installs/${index}/effective/chained`, message, remedy: chainedRemedy, fix: proposeChained(install, index) };
}

const chainedRemedy = "Leave `cni.chained` out: by default istio-cni is chained into the plugin's own configuration.";

const pluginNames: Readonly<Record<string, string>> = {
  ...{ cilium: "Cilium", calico: "Calico", flannel: "Flannel", kindnet: "kindnet", "aws-vpc-cni": "the VPC CNI", terway: "Terway" },
};

/** The plugins that these platforms include if no other is installed. */
const bundled: Readonly<Record<string, string>> = {
  ...{ gke: "GKE's own plugin", eks: "the VPC CNI", aks: "Azure CNI", kind: "kindnet", k3s: "Flannel", k3d: "Flannel" },
  ...{ microk8s: "Calico", talos: "Flannel", minikube: "minikube's own plugin" },
};

/** Finds the plugin that the runtime calls first, if the files show one. */
function findPrimaryPlugin({ installs, evidence, platform }: ClusterDocument): string | undefined {
  const installed = installs.map(({ component }) => pluginNames[component]).find((name) => name !== undefined);
  const proved = evidence.flatMap(({ cni, strength }) => (cni !== null && strength !== "weak" ? (pluginNames[cni] ?? []) : []))[0];
  return installed ?? proved ?? bundled[platform ?? ""];
}

function proposeChained({ values, tool }: Install, index: number): Proposal | null {
  const paths = [["chained"], ["cni", "chained"]].filter((path) => valueAt(values, path) === false);
  if (tool === "rendered" || paths.length === 0) return null;
  return {
    title: "Remove `chained: false`",
    safe: false,
    changes: paths.map((path) => ({ remove: `/installs/${index}/values/${path.join("/")}` })),
  };
}

function listMultusSources(cluster: ClusterDocument): RelatedPointer[] {
  return [
    ...factEvidence(cluster, "multusConfDirs").map(({ at }) => ({ at, message: "Multus reads this directory" })),
    ...factEvidence(cluster, "multus").map(({ at }) => ({ at, message: "Multus is installed here" })),
  ].slice(0, 3);
}
