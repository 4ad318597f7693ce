import { beside } from "../beside.mjs";
import { runsAnotherCni } from "../expected-platform.mjs";
import { minikubeRuntime } from "../runtimes.mjs";
import { replaced, writtenAt } from "../text.mjs";
import { hasUnknown, isFrom, platformSites, settingSites } from "../world.mjs";

const rules = { k3s: "k3s-cni-dirs", k3d: "k3d-cni-dirs", microk8s: "microk8s-cni-dirs", gke: "gke-cni-bin-dir" };

/** Writes wrong directories for istio-cni, with the nested key, which wins, and with the flat one, which is overridden. */
export function* directoryMutations(world) {
  for (const setting of ["cniBinDir", "cniConfDir", "cniNetnsDir"]) yield* wrongWords(world, setting);
  for (const site of platformSites(world)) {
    const readers = site.readers.filter(({ install }) => install.component === "cni" && install.tool === "helm");
    const lines = world.lines(site.file);
    const written = writtenAt(lines, site, site.value);
    if (!written || readers.length === 0 || readers.length < site.readers.length || !/^(global\.)?platform$/.test(written.key)) continue;
    if (written.syntax !== "set" || readers.some(({ install }) => isUndecided(install))) continue;
    yield* besidePlatform({ ...site, readers }, lines, written);
  }
}

function* wrongWords(world, setting) {
  for (const site of settingSites(world, setting)) {
    const lines = world.lines(site.file);
    const written = writtenAt(lines, site, site.value);
    if (!written || site.readers.some(({ install }) => !/^(cni|ambient)$/.test(install.component))) continue;
    yield { kind: `${setting} changed`, site, edit: replaced(lines, written, "/opt/istio/elsewhere"), expect: wordVerdict(site, setting) };
  }
}

function wordVerdict({ readers }, setting) {
  const wrong = readers.flatMap(({ cluster, install }) => {
    const rule = ruleFor(cluster, install, setting);
    return rule ? { rule, install } : [];
  });
  if (wrong.length === 0) return { silence: "no rule knows the directory of this cluster" };
  return { rules: [...new Set(wrong.flatMap(({ rule }) => rule))], installs: wrong.map(({ install }) => install) };
}

/** Returns the rule for the directories of a cluster's platform; on GKE it depends on whether the platform is set. */
function ruleFor(cluster, { platform: own, tool, effective }, setting) {
  const { platform } = cluster;
  if (setting === "cniNetnsDir") return isForDocker(cluster) ? ["minikube-netns-dir"] : undefined;
  if (platform === "microk8s") return [rules.microk8s];
  if (platform === "k3s" || platform === "k3d") return runsAnotherCni(cluster) ? undefined : [rules[platform]];
  // A directory that was already different is for another cluster.
  if (platform !== "gke" || effective?.cniBinDir !== "/home/kubernetes/bin") return undefined;
  return setting === "cniBinDir" && tool !== "sail" ? [own === "gke" ? "gke-cni-bin-dir" : "gke-platform"] : undefined;
}

function isForDocker({ platform, ambient, evidence }) {
  return platform === "minikube" && ambient === true && minikubeRuntime(evidence) === "docker";
}

/** A directory from a variable may override this one. */
function isUndecided(install) {
  return install.effective === null || hasUnknown(install, "/values/cni", "/values/cni/cniBinDir", "/values/cniBinDir");
}

function* besidePlatform(site, lines, written) {
  const [{ cluster }] = site.readers;
  const installs = site.readers.map(({ install }) => install);
  const rule =
    site.value === cluster.platform || (site.value === "k3s" && cluster.platform === "k3d")
      ? ruleFor(cluster, installs[0], "cniBinDir")
      : undefined;
  const wrong = "/opt/istio/elsewhere";
  const isWritten = installs.some(({ values }) => values?.cni?.cniBinDir !== undefined || values?.cniBinDir !== undefined);
  if (isWritten) return;
  const nested = rule
    ? { rules: rule, installs }
    : { silence: "the platform is known only by this value, or has no directories of its own" };
  yield { kind: "cni.cniBinDir added beside the platform", site, edit: beside(lines, written, "cni.cniBinDir", wrong), expect: nested };
  const sets = /^(k3s|k3d|microk8s|openshift|gke)$/.test(site.value) && installs.every((install) => isFrom(install, "1.24"));
  if (!sets) return;
  const flat = site.value === "gke" && cluster.platform === "gke" ? ["overridden-value", "gke-cni-bin-dir"] : ["overridden-value"];
  yield {
    kind: "flat cniBinDir added beside the platform",
    site,
    edit: beside(lines, written, "cniBinDir", wrong),
    expect: { rules: flat, installs, once: true },
  };
}
