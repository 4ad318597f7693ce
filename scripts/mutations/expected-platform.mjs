import { admittingQuotas, needsQuota } from "./quotas.mjs";
import { k3dBinDirs, minikubeRuntime } from "./runtimes.mjs";
import { hasUnknown, isFrom } from "./world.mjs";

/**
 * Returns the expected findings if some installs of a cluster get another platform (null for none), according to Istio's page on
 * prerequisites and the charts' own files.
 */
export function platformVerdict(cluster, changed, value, site) {
  const platforms = cluster.installs.map((install) => (changed.includes(install) ? value : install.platform));
  const platform = platformAfter(cluster, platforms, site);
  const others = cluster.installs.filter((install) => !changed.includes(install) && install.platform !== null);
  const declared = new Set(others.map((other) => other.platform));
  const state = { cluster, changed, value, platform, declared: declared.size === 1 ? [...declared][0] : undefined };
  const wrong = [];
  const reasons = new Set();
  for (const install of changed) {
    const verdict = verdictOf(state, install);
    if (verdict.rules) wrong.push({ install, rules: verdict.rules });
    else reasons.add(verdict.silence);
  }
  if (wrong.length === 0) return { silence: [...reasons].join("; ") };
  return { rules: [...new Set(wrong.flatMap(({ rules }) => rules))], installs: wrong.map(({ install }) => install) };
}

/** Returns the platform that is still known after the change: from evidence first, then from the other charts. */
function platformAfter({ platform, platformSource, evidence }, platforms, site) {
  if (platformSource === "flag" || platformSource === "configuration") return platform;
  if (platformSource === "evidence") {
    const left = evidence.filter((piece) => piece.platform === platform && !(piece.file === site.file && piece.line === site.line));
    if (left.some(({ strength }) => strength === "strong") || left.filter(({ strength }) => strength === "medium").length > 1)
      return platform;
  }
  if (platform === null) return null;
  const names = new Set(platforms.filter((name) => name !== null));
  return names.size === 1 ? [...names][0] : null;
}

function verdictOf(state, install) {
  if (install.effective === null) return { silence: "the settings of the install are unknown" };
  if (hasUnknown(install, "/values/global", "/values/global/platform", "/values/platform"))
    return { silence: "values that may hold the platform are unknown" };
  if (!isFrom(install, "1.24")) return { silence: "charts before 1.24 have no platforms" };
  const { platform, declared, value } = state;
  if (value === null && install.values?.platform && install.values.global?.platform) return { silence: "the other key says it as well" };
  if (platform === null || platform !== (declared ?? platform)) return elsewhere(state, install);
  if (value === platform) return { silence: "the platform is known only by this value" };
  const judge = judges[platform];
  return judge ? judge(state, install) : { silence: `no rule asks for a platform on ${platform}` };
}

/** Handles a cluster that is not known to have the platform of its charts. */
function elsewhere({ declared, value, platform }, { component, tool }) {
  if (value === null && declared && component === "cni" && tool === "helm" && /^(k3s|k3d|microk8s|minikube)$/.test(declared)) {
    return { rules: ["platform-on-every-chart"] };
  }
  if (value === null && declared) return { silence: `the charts disagree with the platform ${platform}` };
  return { silence: "nothing else tells the platform" };
}

const judges = {
  k3s: (state, install) => directories(state, install, "k3s-cni-dirs", /\/agent\/etc\/cni\/net\.d\/?$/, /\/data\/(cni|[^/]+\/bin)\/?$/),
  k3d: (state, install) => {
    const bin = new RegExp(`^(${k3dBinDirs(state.cluster.evidence).join("|")})/?$`);
    return directories(state, install, "k3d-cni-dirs", /\/agent\/etc\/cni\/net\.d\/?$/, bin);
  },
  microk8s: (state, install) => directories(state, install, "microk8s-cni-dirs", /^\/var\/snap\/microk8s\//, /^\/var\/snap\/microk8s\//),
  minikube,
  gke,
  openshift,
};

function directories({ cluster, value }, install, rule, conf, bin) {
  if (install.component !== "cni" && install.component !== "ambient") return { silence: "only istio-cni has directories" };
  if (rule.startsWith("k3") && runsAnotherCni(cluster)) return { silence: "another CNI's directories count" };
  const after = directoriesAfter(install, value);
  if (after.cniConfDir === undefined && after.cniBinDir === undefined) return { silence: "the directories are unknown" };
  const isRight = conf.test(after.cniConfDir ?? "") && bin.test(after.cniBinDir ?? "");
  return isRight ? { silence: "the directories are right without it" } : { rules: [rule] };
}

/** Checks whether a cluster uses another CNI than the one that K3s installs. */
export function runsAnotherCni({ installs, evidence }) {
  return (
    installs.some(({ component }) => component === "cilium" || component === "calico") ||
    evidence.some(({ cni, fact }) => (cni !== null && cni !== "flannel") || /^k3[sd]-flannel=none$/.test(fact ?? ""))
  );
}

function minikube({ cluster, value }, install) {
  if (install.component !== "cni" && install.component !== "ambient") return { silence: "only istio-cni has directories" };
  if (cluster.ambient !== true) return { silence: "the cluster is not ambient" };
  const runtime = minikubeRuntime(cluster.evidence);
  if (runtime === undefined) return { silence: "minikube's runtime is not written" };
  const isDockers = /^\/var\/run\/docker\/netns\/?$/.test(directoriesAfter(install, value).cniNetnsDir ?? "");
  return isDockers === (runtime === "docker") ? { silence: "the directory is right for the runtime" } : { rules: ["minikube-netns-dir"] };
}

function gke(state, install) {
  const { value, declared } = state;
  if (install.tool === "istioctl") return { silence: "istioctl finds GKE itself" };
  const { cniBinDir } = directoriesAfter(install, value);
  const isCni = install.component === "cni" || install.component === "ambient";
  if (!isCni || cniBinDir === undefined || cniBinDir.replace(/\/$/, "") === "/home/kubernetes/bin") return quotaOnGke(state, install);
  if (!declared) return { rules: ["gke-platform"] };
  return { rules: value === null ? ["platform-on-every-chart"] : ["gke-platform", "platform-on-every-chart"] };
}

/** Without the platform, the chart does not create a quota. */
function quotaOnGke({ cluster, changed, value }, install) {
  if (install.component !== "cni" && install.component !== "ztunnel") return { silence: "the chart does not depend on it on GKE" };
  if (!isFrom(install, "1.26")) return { silence: "the chart makes no quota in this version" };
  if (!needsQuota(install)) return { silence: "kube-system needs no quota" };
  const left = admittingQuotas(cluster, install.namespace, { without: changed });
  if (left.some(({ kind }) => kind === "resource")) return { silence: "a quota of the repository admits the pods" };
  if (left.length === 0) return { rules: ["platform-on-every-chart", "gke-critical-pods-quota"] };
  const isTold = install.component === "ztunnel" && value === null;
  return isTold ? { rules: ["platform-on-every-chart"] } : { silence: "another chart's quota admits the pods" };
}

function openshift({ value, declared }, install) {
  const { component, tool, profile } = install;
  if (tool === "sail") return { silence: "the operator finds OpenShift itself" };
  if (profile === "openshift" || profile === "openshift-ambient") return { silence: "the profile brings the platform" };
  if (component === "base" || (component === "gateway" && !asksForUser(install))) return { silence: "the chart does not depend on it" };
  return {
    rules: declared === "openshift" && value === null ? ["platform-on-every-chart"] : ["openshift-platform", "platform-on-every-chart"],
  };
}

/** Before 1.30, the gateway chart uses the platform to choose a user. */
function asksForUser(install) {
  const { tool, values } = install;
  return tool === "helm" && !isFrom(install, "1.30") && values?.platform !== "openshift" && !values?.containerSecurityContext;
}

const k3sConf = "/var/lib/rancher/k3s/agent/etc/cni/net.d";
const snap = "/var/snap/microk8s/current";
const files = {
  k3s: { cniConfDir: k3sConf, cniBinDir: "/var/lib/rancher/k3s/data/cni" },
  k3d: { cniConfDir: k3sConf, cniBinDir: "/bin" },
  microk8s: { cniConfDir: `${snap}/args/cni-network`, cniBinDir: `${snap}/opt/cni/bin` },
  minikube: { cniNetnsDir: "/var/run/docker/netns" },
  openshift: { cniConfDir: "/etc/cni/multus/net.d", cniBinDir: "/var/lib/cni/bin" },
};
const defaults = { cniConfDir: "/etc/cni/net.d", cniBinDir: "/opt/cni/bin", cniNetnsDir: "/var/run/netns" };

/** Returns the directories with another platform: explicit values stay, the others come from the platform or the chart. */
export function directoriesAfter({ effective, origins, values }, platform) {
  const own = platform === null ? {} : (files[platform] ?? {});
  const after = {};
  for (const key of Object.keys(defaults)) {
    const isWritten = /^(set here|this manifest)$/.test(origins[key]?.by ?? "");
    // A flat key takes effect if no platform sets the nested one.
    const flat = typeof values?.[key] === "string" && values[key] !== "" ? values[key] : defaults[key];
    if (effective?.[key] !== undefined) after[key] = isWritten ? effective[key] : (own[key] ?? flat);
  }
  return after;
}
