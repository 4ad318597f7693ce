import { type Change, definePolicy, type Install, isInRange, type Proposal, type Violation, valueAt } from "../src/policy/define.ts";
import { isMisspelt } from "./lib/misspelling.ts";
import { findValuesRoot } from "./lib/values-root.ts";

export default definePolicy({
  id: "known-platform",
  title: "Set only a platform that Istio's charts know",
  severity: "error",
  description:
    "From Istio 1.24, every chart looks up a file of settings by the value of `global.platform` (from 1.25 also of `platform`). Where there is no such file, the chart fails: `helm install` and `helm upgrade` end with `execution error at (cni/templates/zzz_profile.yaml): unknown platform eks`, and an Argo CD Application or a Flux HelmRelease stays out of sync with the same message. Charts of 1.24 have no platform `gke` either. Of a version newer than the tool's data only names that no release needed or that are misspelt are reported, as a warning.",
  remedy:
    "Remove the platform value, which EKS, AKS, kind and most other clusters do not need, or write the name of a platform that the chart has, in lower case.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/",
    "https://github.com/istio/istio/blob/1.30.3/manifests/zzz_profile.yaml",
  ],
  *check({ installs }) {
    for (const [index, install] of installs.entries()) {
      const violation = reportUnsupportedName(install, index) ?? reportDoubtfulName(install, index);
      if (violation) yield violation;
    }
  },
});

const known: readonly string[] = ["gke", "k3d", "k3s", "microk8s", "minikube", "openshift"];

/** Names that users write for clusters that need no platform. */
const needless: ReadonlyMap<string, string> = new Map([
  ["eks", "EKS"],
  ["aks", "AKS"],
  ["kind", "kind"],
]);

function reportUnsupportedName(install: Install, index: number): Violation | undefined {
  const { renderError, version } = install;
  if (renderError?.code !== "unknown-platform") return undefined;
  const of = known.includes(renderError.value) && version !== null ? ` in ${version}` : "";
  return {
    at: `/installs/${index}/renderError/value`,
    message: `\`${renderError.value}\` is not a platform that Istio's charts${of} support; the chart fails to render`,
    ...repairPlatform(install, index, renderError.value),
  };
}

/**
 * Reports names that a newer version is unlikely to support: a platform that needs no settings, or another spelling of an existing
 * one. Other names may be new platforms.
 */
function reportDoubtfulName(install: Install, index: number): Violation | undefined {
  const { platform, renderError, version, versionNewerThanData } = install;
  if (!versionNewerThanData || renderError !== null || platform === null || known.includes(platform)) return undefined;
  if (!needless.has(platform.toLowerCase()) && findMeantName(platform) === undefined) return undefined;
  return {
    at: `/installs/${index}/platform`,
    severity: "warning",
    message: `\`${platform}\` is not a platform in any known version of Istio's charts; the chart of ${version} probably fails to render`,
    ...repairPlatform(install, index, platform),
  };
}

/** Finds the platform that a misspelt name means. */
function findMeantName(written: string): string | undefined {
  const name = written.toLowerCase();
  if (known.includes(name)) return name;
  // Short names are excluded, because one changed letter makes another name.
  return known.find((one) => one.length > 4 && isMisspelt(name, one));
}

/** Proposes the right spelling if only that is wrong; otherwise proposes to remove the platform. */
function repairPlatform(install: Install, index: number, written: string): Pick<Violation, "remedy" | "fix"> {
  // A version that is newer than the data may have this platform.
  const isCertain = !install.versionNewerThanData || install.renderError !== null;
  const path = ["global/platform", "platform"].find((keys) => valueAt(install.values, keys.split("/")) === written);
  if (path === undefined) return { remedy: describeRemoval(install, "the platform", written), fix: null };
  const name = path.replace("/", ".");
  const root = findValuesRoot(install.tool);
  const meant = findMeantName(written);
  const isGke = meant === "gke" || written === "gke";
  if (meant !== undefined && meant !== written && !(isGke && isInRange(install.version, "<1.25"))) {
    const set = { [name]: meant, ...(isGke && chooseDirectoryKey(install)) };
    const values = Object.entries(set).map(([key, value]) => `\`${root}${key}: ${value}\``);
    const changes: Change[] = [{ install: index, set }];
    return { remedy: `Write ${values.join(" and ")}.`, fix: { title: `Set \`${name}: ${meant}\``, safe: isCertain, changes } };
  }
  const directory = isGke ? chooseDirectoryKey(install) : {};
  const isSet = Object.keys(directory).length > 0;
  const gone: Change = { remove: `/installs/${index}/values/${path}` };
  const fix: Proposal = {
    title: `Remove \`${name}: ${written}\``,
    safe: isCertain,
    changes: isSet ? [gone, { install: index, set: directory }] : [gone],
  };
  const beside = Object.entries(directory).map(([key, value]) => ` Write \`${root}${key}: ${value}\` in its place.`);
  return { remedy: `${describeRemoval(install, `\`${root}${name}: ${written}\``, written)}${beside.join("")}`, fix };
}

function describeRemoval({ version }: Install, value: string, written: string): string {
  const needs = needless.get(written.toLowerCase());
  if (needs !== undefined) return `Remove ${value}: ${needs} needs no platform.`;
  if (known.includes(written.toLowerCase())) return `Remove ${value}.`;
  const names = known.filter((name) => name !== "gke" || !isInRange(version, "<1.25")).map((name) => `\`${name}\``);
  return `Remove ${value}, or write one of ${names.join(", ").replace(/, (?=[^,]*$)/, " or ")}.`;
}

/** The key for GKE's directory, which must be set explicitly if the chart is rendered without the cluster's own version. */
function chooseDirectoryKey({ component, form, client }: Install): Readonly<Record<string, string>> {
  const isOffline = /^(argocd-|kustomize-)/.test(form) || client?.operation === "template";
  if (!isOffline) return {};
  if (component === "ambient") return { "cni.cni.cniBinDir": "/home/kubernetes/bin" };
  return component === "cni" ? { "cni.cniBinDir": "/home/kubernetes/bin" } : {};
}
