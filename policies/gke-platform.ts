import { type Change, type ClusterDocument, definePolicy, type Install, isInRange, type Proposal, valueAt } from "../src/policy/define.ts";

const binDir = "/home/kubernetes/bin";

export default definePolicy({
  id: "gke-platform",
  title: "Install istio-cni with the platform gke",
  severity: "error",
  platforms: ["gke"],
  description:
    'GKE loads CNI plugins from `/home/kubernetes/bin`, because `/opt/cni/bin` is read-only on its nodes. Charts of Istio 1.25 and later use that directory only where the platform is `gke`. Without it, istio-cni copies its plugin to a directory that nothing reads, or fails to with `read-only file system`; new pods stay in `ContainerCreating` with `failed to find plugin "istio-cni" in path [/home/kubernetes/bin]`. Up to 1.24 the chart detects GKE where it is installed straight into the cluster, and has no platform `gke`; istioctl detects GKE from 1.26.',
  remedy: "Set `global.platform: gke` (charts 1.25 and later), or `cni.cniBinDir: /home/kubernetes/bin`.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#google-kubernetes-engine-gke",
    "https://github.com/istio/istio/issues/55542",
    "https://github.com/istio/istio/issues/58094",
  ],
  *check(cluster) {
    const hasPlatform = cluster.installs.some(({ platform }) => platform === "gke");
    for (const [index, install] of cluster.installs.entries()) {
      const used = install.effective?.cniBinDir;
      if (!isJudged(install) || (hasPlatform && isOtherRules(install)) || typeof used !== "string" || used.replace(/\/$/, "") === binDir)
        continue;
      yield {
        at: `/installs/${index}/effective/cniBinDir`,
        message: writeGkePlatformMessage(install, used),
        remedy: writeGkePlatformRemedy(cluster, install),
        fix: fixGkePlatform(cluster, install, index),
      };
    }
  },
});

/** Checks whether this rule applies. With the platform set, a wrong directory has another cause, which another rule reports. */
function isJudged({ component, tool, platform }: Install): boolean {
  return (component === "cni" || component === "ambient") && tool !== "sail" && platform !== "gke";
}

/** Checks whether `platform-on-every-chart` reports the install, because other charts of the cluster have the platform. */
function isOtherRules({ tool, form, version, unknown, platform }: Install): boolean {
  if (platform !== null || tool !== "helm" || form === "helm-values" || !isInRange(version, ">=1.25")) return false;
  return !unknown.some((pointer) => /^\/values(\/global|\/platform)?/.test(pointer));
}

function writeGkePlatformMessage(install: Install, used: string): string {
  const isUnwritten = install.origins.cniBinDir?.by.startsWith("chart default");
  const state = isUnwritten ? `istio-cni's \`cniBinDir\` defaults to \`${used}\`` : `istio-cni is installed into \`${used}\``;
  const cause = `${state} without platform \`gke\`; GKE reads plugins from \`${binDir}\``;
  const namespace = install.namespace;
  const makesQuota = install.tool === "helm" && isInRange(install.version, ">=1.26") && install.effective?.resourceQuota === null;
  if (!makesQuota || namespace === null || namespace === "kube-system") return cause;
  return `${cause}. Nor does the chart make the quota that node-critical pods need in \`${namespace}\``;
}

/**
 * Proposes the platform for this chart and for charts that would then be the only ones without it, and the directory where the
 * platform does not determine it.
 */
function fixGkePlatform({ installs }: ClusterDocument, install: Install, index: number): Proposal | null {
  if (install.tool !== "helm") return null;
  const key = spellPlatformKey(install);
  const written = findWrittenPath(install);
  const set = { ...(isInRange(install.version, ">=1.25") && { "global.platform": "gke" }) };
  const isOwn = written || install.rendering === "offline" || !isInRange(install.version, ">=1.25");
  const loser: Change[] = written && written.join(".") !== key ? [{ remove: `/installs/${index}/values/${written.join("/")}` }] : [];
  const others = [...installs.entries()]
    .filter(([, other]) => needsQuota(other))
    .map(([each]) => ({ install: each, set: { "global.platform": "gke" } }));
  const changes: Change[] = [...loser, { install: index, set: { ...set, ...(isOwn && { [key]: binDir }) } }, ...others];
  return { title: isOwn ? `Set \`${key}: ${binDir}\`` : "Set `global.platform: gke`", changes };
}

/** Checks whether ztunnel's chart creates its quota once the platform is set. */
function needsQuota({ component, tool, platform, namespace, version }: Install): boolean {
  return component === "ztunnel" && tool === "helm" && platform !== "gke" && namespace !== "kube-system" && isInRange(version, ">=1.26");
}

function spellPlatformKey({ component }: Install): string {
  return component === "ambient" ? "cni.cni.cniBinDir" : "cni.cniBinDir";
}

/** Finds the key under which the repository sets the directory. */
function findWrittenPath({ values }: Install): readonly string[] | undefined {
  return [["cniBinDir"], ["cni", "cniBinDir"]].find((path) => typeof valueAt(values, path) === "string");
}

/**
 * Writes the remedy. Even with platform `gke` the chart checks the cluster's own version, which is not available when the chart is
 * rendered outside the cluster.
 */
function writeGkePlatformRemedy({ installs }: ClusterDocument, install: Install): string {
  const { rendering, tool, version } = install;
  const root = tool === "istioctl" ? "values." : "";
  const verb = tool === "rendered" ? "Render the chart with" : "Set";
  const directory = `\`${root}${spellPlatformKey(install)}: ${binDir}\``;
  if (version === null) return `${verb} ${directory}, which works in every version.`;
  // Istioctl 1.25 rejects the platform.
  if (isInRange(version, tool === "istioctl" ? "<1.26" : "<1.25")) return `${verb} ${directory}.`;
  const others = installs.some(needsQuota) ? ", also on ztunnel's chart" : "";
  const platform = `${verb} \`${root}global.platform: gke\`${others}`;
  const written = findWrittenPath(install)?.join(".");
  if (written !== undefined)
    return `${platform}, and ${directory}${written === spellPlatformKey(install) ? "" : ` in place of \`${root}${written}\``}.`;
  if (rendering === "live") return `${platform}.`;
  return `${platform}, and ${directory} beside it because the chart is rendered outside the cluster.`;
}
