import { type ClusterDocument, definePolicy, type FactName, isInRange } from "../src/policy/define.ts";
import { readExactVersion } from "./lib/exact-version.ts";

export default definePolicy({
  id: "kubernetes-version",
  title: "Run a Kubernetes that this Istio supports",
  severity: "warning",
  ambient: true,
  description:
    "Each minor of Istio supports the Kubernetes minors of its time. On an older one istioctl warns and goes on, and Helm says nothing: istiod and istio-cni then use fields and APIs that the API server does not have. The oldest versions are those that istioctl itself checks for, read in its source for each release from 1.20 to 1.31. Where the version of Istio is a range or not written, or several versions of Kubernetes are, nothing is reported; nor is a Kubernetes that is newer than what was tested.",
  remedy: "Raise Kubernetes first, or stay on the newest Istio minor that supports it.",
  links: [
    "https://istio.io/latest/docs/releases/supported-releases/",
    "https://github.com/istio/istio/blob/1.31.0/istioctl/pkg/install/k8sversion/version.go",
    "https://github.com/istio/istio/issues/33200",
    "https://github.com/istio/istio/issues/26141",
  ],
  *check(cluster) {
    const kubernetes = findKubernetesMinor(cluster);
    if (!kubernetes) return;
    for (const [index, install] of cluster.installs.entries()) {
      const version = install.component === "istiod" || install.component === "ambient" ? readExactVersion(install) : undefined;
      const oldest = version === undefined ? undefined : findOldest(version);
      if (oldest === undefined || kubernetes.minor >= oldest) continue;
      yield {
        at: `/facts/${kubernetes.fact}`,
        message: `The cluster runs Kubernetes 1.${kubernetes.minor}; Istio ${version} supports 1.${oldest} and later`,
        remedy: `Raise Kubernetes to 1.${oldest} or later, or stay on ${nameNewestIstio(kubernetes.minor)}.`,
        related: [{ at: `/installs/${index}/version`, message: `Istio ${version} is installed here` }],
      };
      return;
    }
  },
});

/** The oldest supported Kubernetes minor, by Istio version, the newest first. */
const oldest: readonly (readonly [istio: string, minor: number])[] = [
  [">=1.30", 32],
  [">=1.28.2", 30],
  [">=1.25.1", 29],
  [">=1.24", 28],
  [">=1.21", 26],
  [">=1.20", 25],
];

function findOldest(version: string): number | undefined {
  return oldest.find(([range]) => isInRange(version, range))?.[1];
}

function nameNewestIstio(minor: number): string {
  const newest = new Map([
    [31, "Istio 1.29"],
    [30, "Istio 1.29"],
    [29, "Istio 1.28.1"],
    [28, "Istio 1.25.0"],
    [27, "Istio 1.23"],
    [26, "Istio 1.23"],
    [25, "Istio 1.20"],
  ]);
  return newest.get(minor) ?? "an Istio of its time";
}

/** Finds the Kubernetes minor if all files agree on it; a K3s version implies the Kubernetes version. */
function findKubernetesMinor({ facts }: ClusterDocument): { readonly minor: number; readonly fact: FactName } | undefined {
  if (facts.unknown.includes("kubernetesVersion") || facts.unknown.includes("k3sVersion")) return undefined;
  const names = ["kubernetesVersion", "k3sVersion"] as const;
  const found = names.flatMap((fact) => {
    const minor = Number(/^v?1\.(\d+)/.exec(facts[fact] ?? "")?.[1]);
    return Number.isNaN(minor) ? [] : { minor, fact };
  });
  return found.every(({ minor }) => minor === found[0]?.minor) ? found[0] : undefined;
}
