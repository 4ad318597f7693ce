import { type ClusterDocument, definePolicy, type Install, type Violation, valueAt } from "../src/policy/define.ts";
import { reportWrongDirectories } from "./lib/cni-directories.ts";
import { findValuesRoot } from "./lib/values-root.ts";

export default definePolicy({
  id: "k3s-cni-dirs",
  title: "Install istio-cni into the directories that K3s reads",
  severity: "error",
  platforms: ["k3s"],
  description:
    'K3s with its own CNI reads the configuration from `/var/lib/rancher/k3s/agent/etc/cni/net.d` and plugins from `/var/lib/rancher/k3s/data/cni` (before October 2024 from `/var/lib/rancher/k3s/data/current/bin`). Where istio-cni uses other directories, the `istio-cni-node` pods wait forever for a network configuration in `/etc/cni/net.d`, or all new pods stay in `ContainerCreating` with `failed to find plugin "istio-cni" in path [/var/lib/rancher/k3s/data/cni]`. With `flannel-backend: none` or another CNI such as Cilium or Calico, that CNI\'s directories count, and the platform `k3s` alone points at the wrong ones.',
  remedy:
    "Set `global.platform: k3s`, or the directories themselves: `cni.cniConfDir: /var/lib/rancher/k3s/agent/etc/cni/net.d` and `cni.cniBinDir: /var/lib/rancher/k3s/data/cni`.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#k3s",
    "https://docs.k3s.io/networking/multus-ipams",
    "https://github.com/istio/istio/issues/50072",
    "https://github.com/k3s-io/k3s/issues/11369",
  ],
  *check(cluster) {
    if (cluster.evidence.some(({ fact }) => fact === "k3s-flannel=unknown")) return;
    const other = explainOtherCni(cluster);
    const plugins = findPluginDirectory(cluster);
    for (const [index, install] of cluster.installs.entries()) {
      if (install.component !== "cni" && install.component !== "ambient") continue;
      const violation =
        other === undefined
          ? (reportOwnDirectories(install, index, plugins) ?? reportOtherRelease(install, index, plugins))
          : reportForeignDirectories(install, index, other);
      if (violation) yield violation;
    }
  },
});

/** The directories of K3s, for any `--data-dir`. */
const confDir = /\/agent\/etc\/cni\/net\.d\/?$/;
const binDir = /\/data\/(cni|[^/]+\/bin)\/?$/;

function reportOwnDirectories(install: Install, index: number, plugins: Plugins | undefined): Violation | undefined {
  return reportWrongDirectories(install, index, {
    platform: "k3s",
    reader: "K3s reads",
    conf: "/var/lib/rancher/k3s/agent/etc/cni/net.d",
    bin: `/var/lib/rancher/k3s/${plugins?.directory ?? "data/cni"}`,
    isConf: (directory) => confDir.test(directory),
    isBin: (directory) => binDir.test(directory),
    platformBin: plugins?.directory === "data/current/bin" ? undefined : "/var/lib/rancher/k3s/data/cni",
  });
}

/** The directory in which K3s looks for plugins, and the version for which that holds. */
interface Plugins {
  readonly directory: "data/cni" | "data/current/bin";
  readonly version: string;
  /** The index of the evidence for it. */
  readonly evidence: number;
}

/** Reports a plugin directory that is right for another version of K3s than the one written. */
function reportOtherRelease(
  { component, tool, effective, platform, origins }: Install,
  index: number,
  plugins: Plugins | undefined,
): Violation | undefined {
  const bin = effective?.cniBinDir;
  const dataDir = typeof bin === "string" ? /^(.*)\/data\/(cni|[^/]+\/bin)\/?$/.exec(bin) : undefined;
  if (!dataDir || !plugins || (dataDir[2] === "cni") === (plugins.directory === "data/cni")) return undefined;
  const right = `${dataDir[1]}/${plugins.directory}`;
  const isByPlatform = origins.cniBinDir?.by.startsWith("platform ");
  const isOld = plugins.directory === "data/current/bin";
  const key = component === "ambient" ? "cni.cni.cniBinDir" : "cni.cniBinDir";
  const shown = `${findValuesRoot(tool)}${key}`;
  return {
    at: `/installs/${index}/effective/cniBinDir`,
    related: [{ at: `/evidence/${plugins.evidence}`, message: `K3s ${plugins.version} is chosen here` }],
    message: `${isByPlatform ? `Platform \`${platform}\` installs istio-cni` : "istio-cni is installed"} into ${quoteDirectory(bin)}; K3s ${plugins.version} looks for plugins in \`${right}\``,
    remedy: isOld
      ? `Set \`${shown}: ${right}\`, or upgrade K3s to 1.28.15, 1.29.10, 1.30.6, 1.31.2 or later.`
      : `Set \`${shown}: ${right}\`: the nested key, because the top-level one loses to it.`,
    fix: { title: `Set \`${key}: ${right}\``, changes: [{ install: index, set: { [key]: right } }] },
  };
}

/** K3s uses `data/cni` from these releases on: https://docs.k3s.io/networking/multus-ipams */
const firstPatches: Readonly<Record<number, number>> = { 28: 15, 29: 10, 30: 6, 31: 2 };

/** Finds the directory; undefined if no K3s version is written, or if versions from both sides of the change are. */
function findPluginDirectory({ evidence }: ClusterDocument): Plugins | undefined {
  const written = evidence.flatMap(({ fact, strength }, index) => {
    const [, version = "", minor, patch] = (strength === "strong" && /^k3s-version=v(1\.(\d+)\.(\d+).*)$/.exec(fact ?? "")) || [];
    return version === "" ? [] : { version, directory: choosePluginDirectory(Number(minor), Number(patch)), evidence: index };
  });
  const [first] = written;
  return first && written.every(({ directory }) => directory === first.directory) ? first : undefined;
}

function choosePluginDirectory(minor: number, patch: number): Plugins["directory"] {
  const firstPatch = firstPatches[minor] ?? (minor < 28 ? Number.POSITIVE_INFINITY : 0);
  return patch >= firstPatch ? "data/cni" : "data/current/bin";
}

function quoteDirectory(value: unknown): string {
  return typeof value === "string" ? `\`${value}\`` : "an unknown directory";
}

/** Reports platform `k3s` on a cluster with another CNI: the platform sets K3s' own directories, which that CNI does not use. */
function reportForeignDirectories(install: Install, index: number, cni: string): Violation | undefined {
  const { platform, effective, values, component, tool } = install;
  const conf = effective?.cniConfDir;
  if (platform !== "k3s" || typeof conf !== "string" || !confDir.test(conf) || isExplicit(values)) return undefined;
  const nested = component === "ambient" ? "cni.cni" : "cni";
  const root = findValuesRoot(tool);
  const key = valueAt(values, ["platform"]) === "k3s" ? "platform" : "global.platform";
  return {
    at: `/installs/${index}/platform`,
    message: `Platform \`k3s\` installs istio-cni into \`${conf}\`, but ${cni}, so the nodes read other directories`,
    remedy: `Remove \`${root}${key}: k3s\`, which leaves \`/etc/cni/net.d\` and \`/opt/cni/bin\`, or set \`${root}${nested}.cniConfDir\` and \`${root}${nested}.cniBinDir\` to the directories of the installed CNI.`,
    severity: "warning",
    fix: null,
  };
}

function isExplicit(values: unknown): boolean {
  return hasKey(values, "cniConfDir") || (hasKey(values, "cni") && hasKey(values.cni, "cniConfDir"));
}

function hasKey<Key extends string>(value: unknown, key: Key): value is Record<Key, unknown> {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key);
}

/** The reason why K3s' own directories are not used; undefined if there is no evidence for one. */
function explainOtherCni({ installs, evidence }: ClusterDocument): string | undefined {
  const installed = installs.find(({ component }) => component === "cilium" || component === "calico")?.component;
  const proved = installed ?? evidence.find(({ cni }) => cni !== null && cni !== "flannel")?.cni;
  if (proved) return `the cluster runs ${proved}`;
  return evidence.some(({ fact }) => fact === "k3s-flannel=none") ? "K3s runs without Flannel" : undefined;
}
