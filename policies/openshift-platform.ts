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
    // Where some chart has the platform, `platform-on-every-chart` names those that lack it.
    if (cluster.installs.some(({ platform }) => platform === "openshift")) return;
    for (const [index, install] of cluster.installs.entries()) {
      if (isConcerned(install) && !hasPlatform(install)) yield violationOf(cluster, install, index);
    }
  },
});

const unreadable: readonly string[] = ["/values", "/values/global", "/values/global/platform", "/values/platform", "/values/profile"];

function isConcerned(install: Install): boolean {
  const { component, tool, renderError, unknown } = install;
  if (renderError !== null || unknown.some((pointer) => unreadable.includes(pointer))) return false;
  if (component === "gateway") return tool === "helm" && asksForUser(install);
  if (component === "ambient") return tool === "helm";
  return (tool === "helm" || tool === "istioctl") && (component === "istiod" || component === "cni" || component === "ztunnel");
}

/** The gateway chart asks for user 1337 unless it knows the platform, from 1.21.3 until 1.30 and where the user gives no security context. */
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

function violationOf(cluster: ClusterDocument, install: Install, index: number): Violation {
  const setting =
    install.tool === "helm" && isInRange(install.version, ">=1.24") ? "`global.platform: openshift`" : "the platform `openshift`";
  const isOutside = isNodeComponent(install) && install.tool === "helm" && install.namespace !== "kube-system";
  const move =
    isOutside && !install.unknown.includes("/namespace") ? " Install it into kube-system, where istiod then trusts ztunnel." : "";
  return {
    at: `/installs/${index}/${install.tool === "istioctl" ? "profile" : "platform"}`,
    message: `${nameOf(install)} is installed without ${setting}, which OpenShift requires`,
    remedy: `${remedyOf(cluster, install)}${install.component === "ztunnel" ? move : ""}`,
    ...(install.component === "gateway" && { severity: "warning" }),
    fix: fixOf(install, index),
  };
}

function isNodeComponent({ component }: Install): boolean {
  return component === "cni" || component === "ztunnel";
}

function nameOf({ component, release }: Install): string {
  if (component === "ambient") return "The ambient chart";
  if (component === "gateway") return release ? `The gateway \`${release}\`` : "The gateway";
  return component === "cni" ? "istio-cni" : component;
}

/** https://github.com/istio/istio/tree/1.23.6/manifests/helm-profiles */
function remedyOf({ ambient }: ClusterDocument, { tool, form, component, version }: Install): string {
  // Istioctl has the profile for ambient from 1.22 on.
  const profile = ambient === false || isInRange(version, "<1.22") ? "openshift" : "openshift-ambient";
  if (form === "istio-operator") return `Set \`spec.profile: ${profile}\`.`;
  if (tool === "istioctl") return `Use \`--set profile=${profile}\`.`;
  if (isInRange(version, ">=1.24")) return "Set `global.platform: openshift` on this chart, as on each of Istio's charts.";
  if (component === "gateway") return "Set `platform: openshift` on this chart.";
  if (version === null) {
    return "Write the chart's version, 1.24 or later, and set `global.platform: openshift` on it, as on each of Istio's charts.";
  }
  if (isInRange(version, ">=1.22")) return "Set `profile: openshift-ambient` on istiod, cni and ztunnel.";
  if (isInRange(version, ">=1.21")) return "Set `profile: openshift`, and turn ambient on by values: this version has no profile for both.";
  return "Set the directories, because this version has no profiles: `cni.cniBinDir: /var/lib/cni/bin`, `cni.cniConfDir: /etc/cni/multus/net.d`, `cni.chained: false`, `cni.cniConfFileName: istio-cni.conf` and `cni.provider: multus`.";
}

function fixOf({ tool, version }: Install, index: number): Proposal | null {
  if (tool !== "helm" || !isInRange(version, ">=1.24")) return null;
  const set = { "global.platform": "openshift" };
  return { title: "Set `global.platform: openshift`", changes: [{ install: index, set }] };
}
