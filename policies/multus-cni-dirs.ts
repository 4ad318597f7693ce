import {
  type ClusterDocument,
  definePolicy,
  factEvidence,
  type Install,
  isDefault,
  type RelatedPointer,
  type Violation,
} from "../src/policy/define.ts";

export default definePolicy({
  id: "multus-cni-dirs",
  title: "Install istio-cni where Multus reads, or chained",
  severity: "warning",
  description:
    "With Multus in front of the other CNI plugins, istio-cni is either chained into the plugin that Multus calls, or lies beside Multus as a plugin of its own (`provider: multus`, `chained: false`), with a network attachment that names it. Half of one and half of the other puts its configuration where no one reads it, or has two programs rewrite one file: pods start without istio-cni and outside the mesh. OpenShift is left out, whose platform sets all of this. Which directories Multus reads differs by distribution; those of each were not tried, hence a warning.",
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
      const violation = isElsewhere(cluster, install) ? undefined : violationOf(cluster, install, index);
      if (violation) yield { ...violation, related: [...(violation.related ?? []), ...sources(cluster)] };
    }
  },
});

/** Directories that the platform does not read are another rule's matter, and come first. */
function isElsewhere({ platform }: ClusterDocument, { effective }: Install): boolean {
  return (platform === "k3s" || platform === "k3d") && !/\/agent\/etc\/cni\/net\.d\/?$/.test(String(effective?.cniConfDir));
}

function violationOf(cluster: ClusterDocument, install: Install, index: number): Violation | undefined {
  const { effective } = install;
  const { provider, chained, cniConfDir: directory } = effective ?? {};
  if (typeof directory !== "string" || typeof chained !== "boolean") return undefined;
  const at = `/installs/${index}/effective`;
  if (provider === "multus" && chained) {
    const message =
      "istio-cni is told to lie beside Multus (`provider: multus`) and to be chained into another plugin's configuration at once";
    return { at: `${at}/${isDefault(install, "chained") ? "provider" : "chained"}`, message };
  }
  const { multusConfDirs: read = [], multus } = cluster.facts;
  const isRead = read.some((each) => each.replace(/\/$/, "") === directory.replace(/\/$/, ""));
  if (provider === "multus") {
    if (read.length === 0 || isRead) return undefined;
    return {
      at: `${at}/cniConfDir`,
      message: `istio-cni writes its configuration to \`${directory}\`; Multus reads \`${read.join("`, `")}\``,
    };
  }
  const isPlain = provider === "default" && chained && /^\/etc\/cni\/net\.d\/?$/.test(directory);
  if (cluster.platform !== "rke2" || multus !== true || !isPlain || isRead) return undefined;
  return {
    at: `${at}/provider`,
    message: "RKE2 runs Multus in front of its CNI plugin, and istio-cni is installed as if that plugin came first",
  };
}

function sources(cluster: ClusterDocument): RelatedPointer[] {
  return [
    ...factEvidence(cluster, "multusConfDirs").map(({ at }) => ({ at, message: "Multus reads this directory" })),
    ...factEvidence(cluster, "multus").map(({ at }) => ({ at, message: "Multus is installed here" })),
  ].slice(0, 3);
}
