import {
  type ClusterDocument,
  definePolicy,
  type Install,
  isInRange,
  type Proposal,
  type Violation,
  valueAt,
} from "../src/policy/define.ts";

export default definePolicy({
  id: "openshift-platform",
  title: "Set the platform openshift on every Istio chart",
  severity: "error",
  platforms: ["openshift"],
  description:
    "OpenShift runs CNI plugins from its own directories through Multus, and admits privileged pods only where a security context constraint allows it. Istio's charts arrange both when the platform is `openshift`. Without it, the pods of `istio-cni-node` and `ztunnel` are refused with `unable to validate against any security context constraint`, the CNI plugin is put where OpenShift does not look, and istiod does not trust the ztunnel in kube-system. A gateway before 1.30 without it may be refused for its user id: a warning.",
  remedy:
    "Set `global.platform: openshift` on each of Istio's charts: istiod, cni, ztunnel and gateways. With istioctl, use the profile `openshift-ambient` (or `openshift` for sidecars).",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#red-hat-openshift",
    "https://github.com/istio/istio/issues/42341",
    "https://github.com/istio/istio/pull/50854",
    "https://github.com/istio/istio/pull/59291",
  ],
  *check(cluster) {
    // If some chart has the platform, `platform-on-every-chart` reports the charts without it.
    if (cluster.installs.some(({ platform }) => platform === "openshift")) return;
    for (const [index, install] of cluster.installs.entries()) {
      if (isConcerned(install) && !hasPlatform(install)) yield reportOpenshiftPlatform(cluster, install, index);
    }
  },
});

const unreadable: readonly string[] = ["/values", "/values/global", "/values/global/platform", "/values/platform", "/values/profile"];

function isConcerned(install: Install): boolean {
  const { component, tool, renderError, unknown } = install;
  if (renderError !== null || unknown.some((pointer) => unreadable.includes(pointer))) return false;
  if (component === "gateway") return tool === "helm" && asksForUser(install);
  if (component === "ambient") return tool === "helm";
  // In versions without profiles and platforms, only the directories of istio-cni differ.
  if (tool === "helm" && isInRange(install.version, "<1.21")) return component === "cni";
  return (tool === "helm" || tool === "istioctl") && (component === "istiod" || component === "cni" || component === "ztunnel");
}

/**
 * Checks whether the gateway chart requests user id 1337: from 1.21.3 to before 1.30, unless the platform or a security context is
 * set.
 */
function asksForUser({ version, values, unknown }: Install): boolean {
  const context = valueAt(values, ["containerSecurityContext"]) ?? {};
  const isUnknown = unknown.some((pointer) => pointer.startsWith("/values/containerSecurityContext"));
  return isInRange(version, ">=1.21.3 <1.30") && !isUnknown && typeof context === "object" && Object.keys(context).length === 0;
}

function hasPlatform({ component, profile, values, effective, unknown }: Install): boolean {
  if (profile === "openshift" || profile === "openshift-ambient") return true;
  if (component === "gateway") return valueAt(values, ["platform"]) === "openshift";
  if (component === "cni" && unknown.includes("/effective/cniBinDir")) return true;
  const directory = effective?.cniBinDir;
  return component === "cni" && typeof directory === "string" && /^\/var\/lib\/cni\/bin\/?$/.test(directory);
}

function reportOpenshiftPlatform(cluster: ClusterDocument, install: Install, index: number): Violation {
  const setting =
    install.tool === "helm" && isInRange(install.version, ">=1.24") ? "`global.platform: openshift`" : "the platform `openshift`";
  const isOutside = isNodeComponent(install) && install.tool === "helm" && install.namespace !== "kube-system";
  const move =
    isOutside && !install.unknown.includes("/namespace") ? " Install it into kube-system, where istiod then trusts ztunnel." : "";
  return {
    at: `/installs/${index}/${install.tool === "istioctl" ? "profile" : "platform"}`,
    message: `${nameOpenshiftInstall(install)} is installed without ${setting}, which OpenShift requires`,
    remedy: `${writeOpenshiftPlatformRemedy(cluster, install)}${install.component === "ztunnel" ? move : ""}`,
    ...(install.component === "gateway" && { severity: "warning" }),
    fix: fixOpenshiftPlatform(install, index),
  };
}

function isNodeComponent({ component }: Install): boolean {
  return component === "cni" || component === "ztunnel";
}

function nameOpenshiftInstall({ component, release }: Install): string {
  if (component === "ambient") return "The ambient chart";
  if (component === "gateway") return release ? `The gateway \`${release}\`` : "The gateway";
  return component === "cni" ? "istio-cni" : component;
}

/** Source: https://github.com/istio/istio/tree/1.23.6/manifests/helm-profiles */
function writeOpenshiftPlatformRemedy({ ambient }: ClusterDocument, install: Install): string {
  const { tool, component, version } = install;
  if (tool === "istioctl") return writeIstioctlRemedy(install, ambient);
  if (isInRange(version, ">=1.24")) return "Set `global.platform: openshift` on this chart, as on each of Istio's charts.";
  if (component === "gateway") return "Set `platform: openshift` on this chart.";
  if (version === null)
    return "Write the chart's version, 1.24 or later, and set `global.platform: openshift` on it, as on each of Istio's charts.";
  const profile = formatProfile(install, ambient);
  const trust = lacksTrust(install, profile) ? " and `pilot.trustedZtunnelNamespace: kube-system`" : "";
  if (isInRange(version, ">=1.22")) return `Set \`profile: ${profile}\`${trust} on this chart.`;
  if (isInRange(version, ">=1.21")) return `Set \`profile: openshift\`${ambient === false ? "" : (ambientValues[component] ?? "")}.`;
  return "Set `cni.cniBinDir: /var/lib/cni/bin`, `cni.cniConfDir: /etc/cni/multus/net.d`, `cni.chained: false`, `cni.cniConfFileName: istio-cni.conf` and `cni.provider: multus`.";
}

function writeIstioctlRemedy(install: Install, ambient: ClusterDocument["ambient"]): string {
  const profile = formatProfile(install, ambient);
  const isLacking = lacksTrust(install, profile);
  if (install.form === "istio-operator") {
    return `Set \`spec.profile: ${profile}\`${isLacking ? " and `spec.values.pilot.trustedZtunnelNamespace: kube-system`" : ""}.`;
  }
  return `Use \`--set profile=${profile}\`${isLacking ? " and `--set values.pilot.trustedZtunnelNamespace=kube-system`" : ""}.`;
}

/** The ambient profile exists from 1.22 on. */
function formatProfile({ version }: Install, ambient: ClusterDocument["ambient"]): string {
  return ambient === false || isInRange(version, "<1.22") ? "openshift" : "openshift-ambient";
}

/** In 1.23 the profile does not include trust in ztunnel in kube-system. */
function lacksTrust({ component, version }: Install, profile: string): boolean {
  return profile === "openshift-ambient" && component === "istiod" && isInRange(version, ">=1.23 <1.24");
}

/** No profile of 1.21 covers both OpenShift and ambient. */
const ambientValues: Partial<Readonly<Record<Install["component"], string>>> = {
  istiod:
    ', and in place of the profile `ambient` write `pilot.env.PILOT_ENABLE_AMBIENT_CONTROLLERS: "true"` and `pilot.env.CA_TRUSTED_NODE_ACCOUNTS: "istio-system/ztunnel,kube-system/ztunnel"`',
  cni: ", and in place of the profile `ambient` write `cni.ambient.enabled: true`",
};

function fixOpenshiftPlatform({ tool, version }: Install, index: number): Proposal | null {
  if (tool !== "helm" || !isInRange(version, ">=1.24")) return null;
  const set = { "global.platform": "openshift" };
  return { title: "Set `global.platform: openshift`", changes: [{ install: index, set }] };
}
