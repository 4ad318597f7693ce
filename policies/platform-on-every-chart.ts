import {
  type ClusterDocument,
  definePolicy,
  type Install,
  isInRange,
  type Proposal,
  type RelatedPointer,
  type Violation,
} from "../src/policy/define.ts";

export default definePolicy({
  id: "platform-on-every-chart",
  title: "Set the same platform on every Istio chart that needs it",
  severity: "error",
  description:
    "Each of Istio's charts knows only its own values: the platform set on one says nothing to the others. On OpenShift, istiod without it does not trust the ztunnel of kube-system (`request impersonation authentication failure`), istio-cni puts its plugin where Multus does not look, and the pods of istio-cni and ztunnel are refused with `unable to validate against any security context constraint`. On GKE, istio-cni without it uses the read-only `/opt/cni/bin`, and ztunnel outside kube-system gets no quota and stays at 0 pods. On the other platforms only istio-cni depends on it.",
  remedy: "Set `global.platform` to the same value on each of the charts.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/",
    "https://github.com/istio/istio.io/pull/15922",
    "https://github.com/tigera/operator/pull/4402",
    "https://github.com/istio/istio/pull/59291",
  ],
  *check(cluster) {
    const platform = findChosenPlatform(cluster);
    if (platform === undefined) return;
    const mesh = surveyMesh(cluster, platform);
    for (const [index, install] of cluster.installs.entries()) {
      const need = isWithout(mesh, install) ? findPlatformNeed(mesh, install) : undefined;
      if (need) yield reportPlatformOnEveryChart(mesh, install, index, need);
    }
  },
});

/** The properties that all charts of a cluster share. */
interface Mesh {
  readonly platform: string;
  /** True if the cluster is known to run on that platform. */
  readonly isSure: boolean;
  /** The names of the charts that have the platform. */
  readonly names: string;
  readonly related: readonly RelatedPointer[];
  /** True if values files of this cluster set the platform themselves. */
  readonly isInValuesFiles: boolean;
  /** Namespaces with a quota in the repository, and those with a quota that a chart creates. */
  readonly quotas: ReadonlySet<string | null>;
  readonly chartQuotas: ReadonlySet<string | null>;
}

function surveyMesh({ installs, resources, ...cluster }: ClusterDocument, platform: string): Mesh {
  const setters = [...installs.entries()].filter(([, install]) => install.platform === platform);
  const names = [...new Set(setters.map(([, setter]) => namePlatformInstall(setter)))].slice(0, 4);
  return {
    platform,
    isSure: cluster.platform === platform,
    names: `${names.join(", ").replace(/, (?=[^,]*$)/, " and ")} ${names.length > 1 ? "have" : "has"}`,
    related: setters.slice(0, 4).map(([index, setter]) => {
      return { at: `/installs/${index}/platform`, message: `${namePlatformInstall(setter)} gets platform \`${platform}\` here` };
    }),
    isInValuesFiles: setters.some(([, { form }]) => form === "helm-values"),
    quotas: new Set(resources.filter(({ kind }) => kind === "ResourceQuota").map(({ namespace }) => namespace)),
    chartQuotas: new Set(
      installs.filter(({ effective, renderError }) => renderError || effective?.resourceQuota).map(({ namespace }) => namespace),
    ),
  };
}

type Severity = NonNullable<Violation["severity"]>;

/** The consequence of the missing platform, and its severity. */
interface Need {
  readonly effect: string;
  readonly severity: Severity;
}

function reportPlatformOnEveryChart(mesh: Mesh, install: Install, index: number, need: Need): Violation {
  const { platform, names, related } = mesh;
  const ignored = findIgnoredPath(install, platform);
  const without = `${namePlatformInstall(install)} is installed without platform \`${platform}\`, which ${names}: ${need.effect}`;
  return {
    at: `/installs/${index}/${ignored ? `values/${ignored.join("/")}` : "platform"}`,
    message: ignored ? `${without} (this chart does not read \`${ignored.join(".")}: ${platform}\`)` : without,
    related,
    remedy: writePlatformOnEveryChartRemedy(install, platform),
    fix: fixPlatformOnEveryChart(install, index, platform),
    severity: mesh.isSure ? need.severity : "note",
  };
}

function namePlatformInstall({ component, release }: Install): string {
  if (component === "ambient") return "the ambient chart";
  if (component === "gateway") return release ? `the gateway \`${release}\`` : "the gateway";
  return component === "cni" ? "istio-cni" : component;
}

const known = ["openshift", "gke", "k3s", "k3d", "microk8s", "minikube"];

/** Finds the platform that the charts have; undefined if none has one or they disagree. */
function findChosenPlatform({ installs, platform }: ClusterDocument): string | undefined {
  const chosen = new Set(installs.flatMap((install) => install.platform ?? []).filter((name) => known.includes(name)));
  if (platform !== null && chosen.has(platform)) return platform;
  return chosen.size === 1 ? [...chosen][0] : undefined;
}

/** Checks whether an install certainly has no platform, or another one on OpenShift, and supports this one. */
function isWithout({ platform, isInValuesFiles, isSure }: Mesh, install: Install): boolean {
  const { tool, form, effective, profile, unknown, version } = install;
  const hasAnother = isSure && platform === "openshift" && install.platform !== platform;
  if ((install.platform !== null && !hasAnother) || effective === null || (tool !== "helm" && tool !== "istioctl")) return false;
  if (!isInRange(version, platform === "gke" ? ">=1.25" : ">=1.24")) return false;
  if (profile === "openshift" || profile === "openshift-ambient") return false;
  if (unknown.some((pointer) => deciding.test(pointer))) return false;
  // Istioctl's profile sets the platform. Its effect may depend on whether the cluster is GKE.
  if (tool === "istioctl" && readFields(readFields(install.values).global).platform === platform) return false;
  // A values file alone may be used with `--set`, unless other values files of the cluster set the platform themselves.
  return form !== "helm-values" || isInValuesFiles;
}

/** Pointers to values that may contain the platform. */
const deciding = /^\/values(\/global|\/platform|\/global\/platform|\/profile)?$/;

function findPlatformNeed(mesh: Mesh, install: Install): Need | undefined {
  if (mesh.platform === "openshift") return findOpenShiftNeed(install);
  if (mesh.platform === "gke") return install.tool === "helm" ? findGkeNeed(mesh, install) : undefined;
  return findOtherNeed(mesh, install);
}

/** Determines the consequence on OpenShift, like `openshift-platform` for clusters in which no chart has the platform. */
function findOpenShiftNeed(install: Install): Need | undefined {
  const { component, effective } = install;
  if (component === "istiod") {
    const trusted = effective?.trustedNodeAccounts;
    const effect = typeof trusted === "string" ? `it trusts only \`${trusted}\`` : "it does not trust `kube-system/ztunnel`";
    return { effect, severity: "error" };
  }
  if (component === "cni" || component === "ambient") {
    const used = effective?.cniBinDir;
    if (typeof used !== "string" || /^\/var\/lib\/cni\/bin\/?$/.test(used)) return undefined;
    return { effect: `it uses \`${used}\`, and Multus \`/var/lib/cni/bin\``, severity: "error" };
  }
  if (component === "ztunnel") return { effect: "OpenShift refuses its privileged pods", severity: "error" };
  return asksForUser(install) ? { effect: "OpenShift may refuse its user id", severity: "warning" } : undefined;
}

/**
 * Checks whether a gateway requests user id 1337: before 1.30, unless the platform or a security context is set:
 * https://github.com/istio/istio/pull/59291
 */
function asksForUser({ component, tool, version, values, unknown }: Install): boolean {
  if (component !== "gateway" || tool !== "helm" || !isInRange(version, "<1.30")) return false;
  const { platform, containerSecurityContext } = readFields(values);
  const isTold = Object.keys(readFields(containerSecurityContext)).length > 0;
  return platform !== "openshift" && !isTold && !unknown.some((pointer) => pointer.startsWith("/values/containerSecurityContext"));
}

function findGkeNeed({ quotas, chartQuotas }: Mesh, { component, effective, namespace, version }: Install): Need | undefined {
  const used = effective?.cniBinDir;
  if (component === "cni" || component === "ambient") {
    if (typeof used !== "string" || used.replace(/\/$/, "") === "/home/kubernetes/bin") return undefined;
    return { effect: `it uses \`${used}\`, and GKE \`/home/kubernetes/bin\``, severity: "error" };
  }
  if (component !== "ztunnel" || namespace === null || namespace === "kube-system" || !isInRange(version, ">=1.26")) return undefined;
  // Quotas in the repository are judged by `gke-critical-pods-quota`.
  if (effective?.resourceQuota !== null || quotas.has(namespace) || quotas.has(null)) return undefined;
  if (chartQuotas.has(namespace)) return { effect: `it runs in \`${namespace}\` on the quota that another chart makes`, severity: "note" };
  return { effect: `no quota admits its node-critical pods to \`${namespace}\``, severity: "error" };
}

/**
 * Determines the consequence on other platforms. If the cluster's platform is certain, the rule about its directories reports the
 * mistake.
 */
function findOtherNeed({ isSure }: Mesh, { component, effective, tool }: Install): Need | undefined {
  if (component !== "cni" || tool !== "helm" || isSure || effective?.cniConfDir === undefined) return undefined;
  return { effect: "it keeps the directories of the default", severity: "note" };
}

/** Finds a key with the platform that this chart does not read. */
function findIgnoredPath({ values }: Install, platform: string): string[] | undefined {
  const root = readFields(values);
  if (root.platform === platform) return ["platform"];
  return readFields(readFields(root.values).global).platform === platform ? ["values", "global", "platform"] : undefined;
}

function readFields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function fixPlatformOnEveryChart(install: Install, index: number, platform: string): Proposal | null {
  if (install.tool !== "helm") return null;
  const directory = platform === "gke" && install.component !== "ztunnel" && install.rendering === "offline";
  const set = { "global.platform": platform, ...(directory && { [spellDirectoryKey(install)]: "/home/kubernetes/bin" }) };
  return { title: `Set \`global.platform: ${platform}\``, changes: [{ install: index, set }] };
}

function spellDirectoryKey({ component }: Install): string {
  return component === "ambient" ? "cni.cni.cniBinDir" : "cni.cniBinDir";
}

function writePlatformOnEveryChartRemedy(install: Install, platform: string): string {
  const { component, form, rendering, tool } = install;
  if (form === "istio-operator") return "Set `spec.profile: openshift-ambient` (or `openshift` for sidecars).";
  if (tool === "istioctl") return "Use `--set profile=openshift-ambient` (or `openshift` for sidecars).";
  const key = form === "helm-cli" ? `Add \`--set global.platform=${platform}\`` : `Set \`global.platform: ${platform}\` in these values`;
  if (platform !== "gke" || component === "ztunnel" || rendering === "live") return `${key}.`;
  return `${key}, and \`${spellDirectoryKey(install)}: /home/kubernetes/bin\` beside it because the chart is rendered outside the cluster.`;
}
