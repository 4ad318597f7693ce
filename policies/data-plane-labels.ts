import { type ClusterDocument, definePolicy, isUnknown, labelledNamespaces, type Violation } from "../src/policy/define.ts";

const mode = "istio.io/dataplane-mode";

export default definePolicy({
  id: "data-plane-labels",
  title: "Enrol a namespace in one data plane",
  severity: "warning",
  ambient: true,
  description:
    "A namespace is enrolled in ambient by `istio.io/dataplane-mode: ambient`. With `istio-injection: enabled` beside it, its pods get sidecars, and ztunnel leaves them alone. (A label `istio.io/rev` that names an installed revision selects the namespace for injection, too, but also gives waypoints their revision; it is not reported by itself.) And istio-cni leaves out the namespaces of its `excludeNamespaces`, by default kube-system: from 1.30 on their pods are taken out of the mesh without an error, and before that the plugin and the agent disagree. Taken from Istio's documentation and release notes; `istio-injection: disabled` beside the ambient label is right.",
  remedy: "Keep one of the labels. A namespace that is to be in the mesh must not be in istio-cni's `excludeNamespaces`.",
  links: [
    "https://istio.io/latest/docs/ambient/usage/add-workloads/",
    "https://github.com/istio/istio/issues/48466",
    "https://github.com/istio/istio/issues/59295",
    "https://github.com/istio/istio/issues/59471",
  ],
  *check(cluster) {
    for (const { name, labels, resource } of labelledNamespaces(cluster)) {
      if (labels[mode] !== "ambient") continue;
      const labelled = `/resources/${resource}/object/metadata/labels`;
      if (labels["istio-injection"] === "enabled") yield reportBothLabels(name, labels["istio.io/rev"], labelled);
      const excluding = findExcludingInstall(cluster, name);
      if (excluding === undefined) continue;
      yield {
        at: `${labelled}/${mode.replace("/", "~1")}`,
        message: `Namespace \`${name}\` is enrolled in ambient, and istio-cni leaves it out: it is in \`excludeNamespaces\``,
        remedy: "Take the namespace off `excludeNamespaces` of istio-cni, or remove the label.",
        related: [{ at: `/installs/${excluding}/effective/excludeNamespaces`, message: "istio-cni leaves these namespaces out" }],
      };
    }
  },
});

function reportBothLabels(name: string, revision: unknown, labelled: string): Violation {
  const beside = typeof revision === "string" ? `, as \`istio.io/rev: ${revision}\` may do, too` : "";
  return {
    at: `${labelled}/istio-injection`,
    message: `Namespace \`${name}\` is enrolled in ambient, but \`istio-injection: enabled\` gives its pods sidecars${beside}`,
    remedy: `Keep \`${mode}: ambient\` alone, or \`istio-injection: enabled\` alone.`,
    related: [{ at: `${labelled}/${mode.replace("/", "~1")}`, message: "the namespace is enrolled in ambient here" }],
  };
}

/** Finds the istio-cni that excludes a namespace; undefined if another istio-cni may include it. */
function findExcludingInstall({ installs }: ClusterDocument, name: string): number | undefined {
  const agents = [...installs.entries()].filter(([, { component }]) => component === "cni");
  const isExcluding = ([, install]: (typeof agents)[number]) => {
    const excluded = install.effective?.excludeNamespaces;
    return !isUnknown(install, "excludeNamespaces") && Array.isArray(excluded) && excluded.includes(name);
  };
  return agents.every(isExcluding) ? agents[0]?.[0] : undefined;
}
