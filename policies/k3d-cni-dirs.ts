import {
  type Change,
  type ClusterDocument,
  definePolicy,
  type Install,
  isInRange,
  type Proposal,
  type Violation,
  valueAt,
} from "../src/policy/define.ts";

const confDir = "/var/lib/rancher/k3s/agent/etc/cni/net.d";
const [olderBinDir, newerBinDir] = ["/bin", "/var/lib/rancher/k3s/data/cni"];

export default definePolicy({
  id: "k3d-cni-dirs",
  title: "Install istio-cni into the directories that k3d's nodes read",
  severity: "error",
  platforms: ["k3d"],
  description:
    "k3d's nodes are containers that run K3s with its own CNI directories. They read the configuration from `/var/lib/rancher/k3s/agent/etc/cni/net.d`. Images of K3s from March 2025 on (v1.31.7, v1.32.3 and all of v1.33) read plugins from `/var/lib/rancher/k3s/data/cni`, older ones from `/bin`; the charts' platform `k3d` still means `/bin`. Where istio-cni uses other directories, the `istio-cni-node` pods wait for a network configuration for ever, or new pods stay in `ContainerCreating` with `failed to find plugin \"istio-cni\" in path`. Where the image is not written, both directories are accepted. A cluster with another CNI than Flannel is not judged.",
  remedy: `Set \`global.platform: k3d\` and \`cni.cniBinDir: ${newerBinDir}\` (for istioctl below \`values\`). With an image of K3s from before March 2025, \`global.platform: k3d\` is enough.`,
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#k3d",
    "https://github.com/istio/istio/issues/57264",
    "https://github.com/istio/istio/pull/57110",
    "https://github.com/k3d-io/k3d/issues/1572",
  ],
  *check(cluster) {
    if (hasOtherCni(cluster)) return;
    const image = imageOf(cluster);
    for (const [index, install] of cluster.installs.entries()) {
      if (install.component !== "cni" && install.component !== "ambient") continue;
      const violation = violationOf(install, index, image);
      if (violation) yield violation;
    }
  },
});

/** The K3s that the nodes run, and where it looks for plugins; null where that is not known of its branch. */
interface Image {
  readonly version: string;
  readonly binDir: string | null;
  /** Which piece of evidence says so. */
  readonly evidence: number;
}

function hasOtherCni({ installs, evidence }: ClusterDocument): boolean {
  if (installs.some(({ component }) => component === "cilium" || component === "calico")) return true;
  return evidence.some(({ cni, fact }) => (cni !== null && cni !== "flannel") || /^k3[ds]-flannel=(none|unknown)$/.test(fact ?? ""));
}

/** Undefined where no image is written, or images on both sides of the change are. */
function imageOf({ evidence }: ClusterDocument): Image | undefined {
  const images = evidence.flatMap(({ fact }, index): Image[] => {
    const [, version, minor, patch] = /^k3s-version=(v1\.(\d+)\.(\d+).*)$/.exec(fact ?? "") ?? [];
    return version === undefined ? [] : [{ version, binDir: binDirOf(Number(minor), Number(patch)), evidence: index }];
  });
  const [first] = images;
  return first && images.every(({ binDir }) => binDir === first.binDir) ? first : undefined;
}

/** https://github.com/k3d-io/k3d/issues/1572 does not say when the images of 1.30 changed. */
function binDirOf(minor: number, patch: number): string | null {
  if (minor === 30) return null;
  const isNewer = minor >= 33 || (minor === 32 && patch >= 3) || (minor === 31 && patch >= 7);
  return isNewer ? newerBinDir : olderBinDir;
}

function violationOf(install: Install, index: number, image: Image | undefined): Violation | undefined {
  const { cniConfDir: conf, cniBinDir: bin } = install.effective ?? {};
  const isConfWrong = typeof conf === "string" && trimmed(conf) !== confDir;
  const accepted = image?.binDir ? [image.binDir] : [olderBinDir, newerBinDir];
  const isBinWrong = typeof bin === "string" && !accepted.includes(trimmed(bin));
  if (!isConfWrong && !isBinWrong) return undefined;
  const at = `/installs/${index}/effective`;
  const related = [
    ...(isConfWrong && isBinWrong ? [{ at: `${at}/cniBinDir`, message: `\`cniBinDir\` is \`${bin}\`` }] : []),
    ...(isBinWrong && image ? [{ at: `/evidence/${image.evidence}`, message: `the nodes run K3s ${image.version}` }] : []),
  ];
  const nodes = image?.binDir ? `the nodes of K3s ${image.version} read` : "k3d's nodes read";
  const message = isConfWrong
    ? `istio-cni writes its configuration to \`${conf}\`; k3d's nodes read \`${confDir}\``
    : `istio-cni is installed into \`${bin}\`; ${nodes} plugins from ${accepted.map((one) => `\`${one}\``).join(" or ")}`;
  const binDir = image?.binDir ?? newerBinDir;
  const repair = repairOf(install, binDir, { conf: isConfWrong, bin: isBinWrong });
  return {
    at: isConfWrong ? `${at}/cniConfDir` : `${at}/cniBinDir`,
    message,
    ...(related.length > 0 && { related }),
    remedy: remedyOf(install, repair),
    fix: fixOf(install, index, repair),
  };
}

function trimmed(directory: string): string {
  return directory.replace(/(?<=.)\/$/, "");
}

/** The values to write, by dotted path as the chart reads them. */
type Repair = Readonly<Record<string, string>>;

/** The platform brings the configuration's directory, and `/bin`; any other directory of plugins has to be named beside it. */
function repairOf(install: Install, binDir: string, wrong: { readonly conf: boolean; readonly bin: boolean }): Repair {
  const prefix = install.component === "ambient" ? "cni.cni" : "cni";
  const setsPlatform = wrong.conf && install.platform !== "k3d" && hasPlatforms(install);
  const namesBinDir = setsPlatform ? binDir !== olderBinDir : wrong.bin;
  return {
    ...(setsPlatform && { "global.platform": "k3d" }),
    ...(wrong.conf && !setsPlatform && { [`${prefix}.cniConfDir`]: confDir }),
    ...(namesBinDir && { [`${prefix}.cniBinDir`]: binDir }),
  };
}

function hasPlatforms({ version }: Install): boolean {
  return isInRange(version, ">=1.24");
}

function remedyOf({ tool }: Install, repair: Repair): string {
  const prefix = tool === "istioctl" ? "values." : "";
  const values = Object.entries(repair).map(([key, value]) => `\`${prefix}${key}: ${value}\``);
  return `Set ${values.join(" and ")}.`;
}

/** Directories that lose to what is written go with it. */
function fixOf(install: Install, index: number, repair: Repair): Proposal | null {
  // Before 1.25 the platform sets keys that the written ones may lose to.
  if (install.tool === "rendered" || ("global.platform" in repair && !isInRange(install.version, ">=1.25"))) return null;
  const prefix = install.component === "ambient" ? ["cni"] : [];
  const paths = ["cniBinDir", "cniConfDir"].flatMap((key) => [
    [...prefix, key],
    [...prefix, "cni", key],
  ]);
  const isLosing = (path: readonly string[]) => "global.platform" in repair || [...prefix, "cni", path.at(-1)].join(".") in repair;
  const losing = paths.filter((path) => isLosing(path) && !(path.join(".") in repair) && valueAt(install.values, path) !== undefined);
  const removals: Change[] = losing.map((path) => ({ remove: `/installs/${index}/values/${path.join("/")}` }));
  const values = Object.entries(repair).map(([key, value]) => `\`${key}: ${value}\``);
  return { title: `Set ${values.join(" and ")}`, changes: [...removals, { install: index, set: repair }] };
}
