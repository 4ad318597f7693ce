import {
  type Change,
  type ClusterDocument,
  definePolicy,
  type Install,
  isInRange,
  type Proposal,
  type Severity,
  type Violation,
  valueAt,
} from "../src/policy/define.ts";
import { listControlPlanes } from "./lib/control-plane.ts";
import { listKnownNamespaces } from "./lib/namespaces.ts";

export default definePolicy({
  id: "native-nftables",
  title: "Use native nftables only where this version can",
  severity: "error",
  ambient: true,
  versions: ">=1.27",
  description:
    "With `global.nativeNftables: true`, istio-cni looks for the kubelet's process to exempt its probes. On K3s, k3d and MicroK8s the kubelet is a part of another process, which the releases named here do not find: istio-cni-node crashes with `kubelet process not found` (from 1.29 `kubelet or kubelite process not found`). In 1.27 ambient ignores the key, and the distroless image has no `nft` for sidecars. A key that only istio-cni has makes sidecars and node agent disagree. With native nftables, nodes with sidecars need `nft` 1.0.1 or later.",
  remedy: "Set `global.nativeNftables: false` on istio-cni and istiod until a version with the fix.",
  links: [
    "https://istio.io/latest/docs/setup/platform-setup/prerequisites/",
    "https://github.com/istio/istio/pull/61079",
    "https://github.com/istio/istio/issues/58185",
    "https://github.com/istio/istio/issues/57333",
  ],
  *check(cluster) {
    for (const [index, install] of cluster.installs.entries()) {
      const isAgent = install.component === "cni" || install.component === "ambient";
      if (!isAgent || install.effective?.nativeNftables !== true || install.version === null) continue;
      const found =
        findPlatformFault(cluster, install) ??
        findVersionFault(install) ??
        findOneChartFault(cluster, install) ??
        findSidecarFault(cluster);
      if (!found) continue;
      const { isFixable, ...violation } = found;
      yield { ...violation, at: `/installs/${index}/effective/nativeNftables`, fix: isFixable ? fixNativeNftables(cluster, index) : null };
    }
  },
});

type Found = Omit<Violation, "at" | "fix"> & { readonly isFixable?: true };

/** The fix was merged after 1.31.0, and no known release of 1.31 contains it. */
function findPlatformFault(cluster: ClusterDocument, { version }: Install): Found | undefined {
  const { platform, platformSource, platformStrength } = cluster;
  const isSure = platformSource === "flag" || platformSource === "configuration" || platformStrength === "strong";
  const fault = (severity: Severity): Found => ({
    severity: isSure ? severity : "warning",
    message: `istio-cni ${version} does not find the kubelet of ${platform === "microk8s" ? "MicroK8s" : platform === "k3d" ? "k3d" : "K3s"} with \`global.nativeNftables: true\`, and crashes`,
    isFixable: true,
  });
  if (platform === "k3s" || platform === "k3d") {
    if (isInRange(version, ">=1.28.0 <=1.31.0")) return fault("error");
    return isInRange(version, ">1.31.0 <1.32") ? fault("warning") : undefined;
  }
  return platform === "microk8s" && isInRange(version, ">=1.28 <1.29") ? fault("error") : undefined;
}

function findVersionFault({ version, effective }: Install): Found | undefined {
  if (!isInRange(version, ">=1.27 <1.28")) return undefined;
  const isDistroless = effective?.variant === "distroless";
  return {
    severity: isDistroless ? "error" : "warning",
    message: isDistroless
      ? `\`global.nativeNftables\` is set on istio-cni ${version}, whose distroless image has no \`nft\``
      : `\`global.nativeNftables\` is set on istio-cni ${version}, whose node agent does not read it for ambient`,
    remedy: "Set `global.nativeNftables: false` on istio-cni and istiod, or upgrade to 1.28.",
  };
}

function findOneChartFault(cluster: ClusterDocument, { component }: Install): Found | undefined {
  const planes = listControlPlanes(cluster);
  const isWithout = planes.length > 0 && planes.every(({ install }) => install.effective?.nativeNftables === false);
  if (component === "ambient" || !isWithout) return undefined;
  return {
    severity: "warning",
    message: "`global.nativeNftables` is set on istio-cni and not on istiod, so sidecars still use iptables",
    remedy: "Set `global.nativeNftables` alike on istio-cni and istiod.",
    related: planes
      .slice(0, 4)
      .map(({ index }) => ({ at: `/installs/${index}/effective/nativeNftables`, message: "istiod does not have it" })),
  };
}

function findSidecarFault(cluster: ClusterDocument): Found | undefined {
  const injected = listKnownNamespaces(cluster).find(({ labels }) => labels["istio-injection"] === "enabled");
  if (!injected) return undefined;
  return {
    severity: "note",
    message: "`global.nativeNftables` is set, and sidecars are injected: their nodes need `nft` 1.0.1 or later",
    remedy: "Nothing to change where the nodes have it.",
    related: [{ at: `/resources/${injected.index}`, message: "pods of this namespace get sidecars" }],
  };
}

/** Proposes the same change for both charts. */
function fixNativeNftables(cluster: ClusterDocument, own: number): Proposal | null {
  const indexes = [own, ...listControlPlanes(cluster).flatMap(({ index }) => (index === own ? [] : index))];
  const changes: Change[] = indexes.flatMap((index) => {
    const isWritten = valueAt(cluster.installs[index]?.values, ["global", "nativeNftables"]) !== undefined;
    return isWritten ? { remove: `/installs/${index}/values/global/nativeNftables` } : [];
  });
  return changes.length > 0 ? { title: "Remove `global.nativeNftables`", changes } : null;
}
