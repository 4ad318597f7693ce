import {
  type ClusterDocument,
  definePolicy,
  type IgnoredValue,
  type Install,
  isInRange,
  type Proposal,
  valueAt,
} from "../src/policy/define.ts";

export default definePolicy({
  id: "ineffective-value",
  title: "Write values under the keys that the chart's version reads",
  severity: "warning",
  yields: true,
  description:
    "Helm says nothing about a value that no template reads: the install succeeds, and the setting stays at its default. Which keys are read differs by chart and version: istioctl's prefix `values.` means nothing to Helm; up to 1.23 the istio-cni chart reads `cni.cniBinDir` and not `cniBinDir`; 1.24 reads `global.platform` and not `platform`; the ambient umbrella chart hands `global` to its subcharts and not its own `platform`. It is an error where the cluster does not work without the setting: pods then stay in `ContainerCreating`, or outside the mesh.",
  remedy: "Write the value under the key that this version of the chart reads, or remove it.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/",
    "https://istio.io/latest/docs/setup/additional-setup/customize-installation-helm/",
    "https://github.com/istio/istio/blob/1.30.3/manifests/zzz_profile.yaml",
    "https://github.com/istio/istio/issues/55542",
  ],
  *check(cluster) {
    for (const [index, install] of cluster.installs.entries()) {
      for (const [nth, ignored] of install.ignored.entries()) {
        const effects = listEffects(cluster, install, ignored, `/installs/${index}`);
        yield {
          at: `/installs/${index}/ignored/${nth}`,
          message: `${quoteEntry(ignored)} has no effect: ${ignored.reason}`,
          remedy: writeIneffectiveValueRemedy(install, ignored),
          severity: effects.length > 0 && isSure(cluster, ignored) ? "error" : "warning",
          effects,
          fix: fixIneffectiveValue(install, ignored, `/installs/${index}`, nth),
        };
      }
    }
  },
});

function quoteEntry({ key, value }: IgnoredValue): string {
  return value === null ? `\`${key}\`` : `\`${key}: ${shortenValue(value)}\``;
}

function shortenValue(value: unknown): string {
  return String(value).slice(0, 200);
}

function writeIneffectiveValueRemedy(install: Install, ignored: IgnoredValue): string {
  const { key, value, instead } = ignored;
  if (instead !== null && value !== null) return `Write \`${instead}: ${shortenValue(value)}\` in place of it.`;
  if (instead !== null) return `Write it as \`${instead}\`.`;
  const prefix = /^(spec\.values|values|ztunnel)(\.|$)/.exec(key)?.[1];
  if (value === null && prefix !== undefined) return `Move what stands below \`${prefix}\` to the top of the values.`;
  const others = listOtherKeys(install, ignored).map(([name, other]) => `\`${name}: ${other}\``);
  if (others.length === 0) return `Remove \`${key}\`.`;
  return `Write ${others.join(", ").replace(/, (?=[^,]*$)/, " and ")} in place of it.`;
}

/** The keys of this version that have the effect intended by a profile or a platform. */
function listOtherKeys({ component, version }: Install, { key, value }: IgnoredValue): (readonly [string, string])[] {
  if (key === "profile" && component === "ambient")
    return ["cni", "istiod", "ztunnel"].map((chart) => [`${chart}.profile`, shortenValue(value)]);
  if (/(^|\.)profile$/.test(key) && value === "ambient" && isInRange(version, "<1.21"))
    return component === "cni" ? [["cni.ambient.enabled", "true"]] : [["pilot.env.PILOT_ENABLE_AMBIENT_CONTROLLERS", '"true"']];
  if (!/(^|\.)platform$/.test(key) || component !== "cni") return [];
  const isFlat = (name: string) => name === "cniNetnsDir" && isInRange(version, "<1.21");
  return Object.entries(platformDirectories[String(value)] ?? {}).map(([name, directory]) => [
    isFlat(name) ? name : `cni.${name}`,
    directory,
  ]);
}

/** The directories that the charts set for each platform, in versions with platforms. */
const platformDirectories: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  gke: { cniBinDir: "/home/kubernetes/bin" },
  k3d: { cniConfDir: "/var/lib/rancher/k3s/agent/etc/cni/net.d", cniBinDir: "/var/lib/rancher/k3s/data/cni" },
  k3s: { cniConfDir: "/var/lib/rancher/k3s/agent/etc/cni/net.d", cniBinDir: "/var/lib/rancher/k3s/data/cni" },
  microk8s: { cniConfDir: "/var/snap/microk8s/current/args/cni-network", cniBinDir: "/var/snap/microk8s/current/opt/cni/bin" },
  minikube: { cniNetnsDir: "/var/run/docker/netns" },
};

/** Proposes to move the value to the key that is read, or to remove it if that key has a value already. */
function fixIneffectiveValue(install: Install, { key, pointer, value, instead }: IgnoredValue, at: string, nth: number): Proposal | null {
  if (instead === null || value === null || pointer === null) return null;
  if (valueAt(install.values, instead.split(".")) !== undefined) {
    return { title: `Remove \`${key}: ${shortenValue(value)}\``, changes: [{ remove: `${at}${pointer}` }] };
  }
  return { title: `Write \`${instead}: ${shortenValue(value)}\``, changes: [{ move: `${at}/ignored/${nth}`, to: instead }] };
}

/** For each platform a directory that shows whether the platform's settings are in effect. */
const telling: Readonly<Record<string, readonly [setting: string, right: RegExp]>> = {
  gke: ["cniBinDir", /^\/home\/kubernetes\/bin\/?$/],
  k3d: ["cniConfDir", /\/agent\/etc\/cni\/net\.d\/?$/],
  k3s: ["cniConfDir", /\/agent\/etc\/cni\/net\.d\/?$/],
  microk8s: ["cniConfDir", /^\/var\/snap\/microk8s\//],
  minikube: ["cniNetnsDir", /^\/var\/run\/docker\/netns\/?$/],
  openshift: ["cniBinDir", /^\/var\/lib\/cni\/bin\/?$/],
};

/** Lists the places at which other rules fail because the value is not read. */
function listEffects({ platform, ambient }: ClusterDocument, install: Install, ignored: IgnoredValue, at: string): string[] {
  const { key, value } = ignored;
  const { effective } = install;
  if (isAmbientSwitch(ignored)) {
    const isMissed = ambient === true && effective?.ambient === false && isOn(value);
    return isMissed ? [`${at}/effective/ambient`, `${at}/profile`] : [];
  }
  if (platform === null) return [];
  const fails = isForFailingDirectory(platform, install, ignored);
  if (fails !== undefined) return fails ? [`${at}/platform`, ...directories.map((name) => `${at}/effective/${name}`)] : [];
  const isQuota = platform === "gke" && key.endsWith("resourceQuotas.enabled") && isOn(value);
  if (isQuota && effective?.resourceQuota === null && install.namespace !== "kube-system") return [`${at}/effective/resourceQuota`];
  return platform === "openshift" && value === "openshift" && install.platform === null && effective !== null ? [`${at}/platform`] : [];
}

/** Checks whether the value was meant to set the directory that is wrong; undefined if none is wrong. */
function isForFailingDirectory(platform: string, { effective }: Install, ignored: IgnoredValue): boolean | undefined {
  const [setting = "", right] = telling[platform] ?? [];
  const used = effective?.[setting];
  if (!right || typeof used !== "string" || right.test(used)) return undefined;
  // The nodes of k3d run K3s.
  const isPlatform = ignored.value === platform || (platform === "k3d" && ignored.value === "k3s");
  return isPlatform || (listMeantKeys(ignored).some((meant) => meant.endsWith(setting)) && right.test(shortenValue(ignored.value)));
}

const directories = ["cniBinDir", "cniConfDir", "cniNetnsDir"] as const;

function isAmbientSwitch(ignored: IgnoredValue): boolean {
  return listMeantKeys(ignored).some((key) => /profile$/.test(key) || key.endsWith("PILOT_ENABLE_AMBIENT"));
}

/** The key as written and, if known, the key that was meant. */
function listMeantKeys({ key, instead }: IgnoredValue): readonly string[] {
  return instead === null ? [key] : [key, instead];
}

/** Checks whether the finding is certain. One that depends on a platform is only as certain as the platform. */
function isSure({ platformSource, platformStrength }: ClusterDocument, ignored: IgnoredValue): boolean {
  return isAmbientSwitch(ignored) || platformStrength === "strong" || platformSource === "flag" || platformSource === "configuration";
}

function isOn(value: unknown): boolean {
  return String(value) === "ambient" || String(value) === "true";
}
