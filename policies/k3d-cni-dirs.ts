import { type ClusterDocument, definePolicy } from "../src/policy/define.ts";
import { type NodeDirectories, reportWrongDirectories } from "./lib/cni-directories.ts";

const confDir = "/var/lib/rancher/k3s/agent/etc/cni/net.d";
const [olderBinDir, newerBinDir] = ["/bin", "/var/lib/rancher/k3s/data/cni"];

export default definePolicy({
  id: "k3d-cni-dirs",
  title: "Install istio-cni into the directories that k3d's nodes read",
  severity: "error",
  platforms: ["k3d"],
  description:
    "k3d's nodes are containers that run K3s with its own CNI directories. They read the configuration from `/var/lib/rancher/k3s/agent/etc/cni/net.d`. Images of K3s from March 2025 on (v1.31.7, v1.32.3 and all of v1.33) read plugins from `/var/lib/rancher/k3s/data/cni`, older ones from `/bin`; the charts' platform `k3d` still means `/bin`. Where istio-cni uses other directories, the `istio-cni-node` pods wait forever for a network configuration, or new pods stay in `ContainerCreating` with `failed to find plugin \"istio-cni\" in path`. Where the image is not written, both directories are accepted. A cluster with another CNI than Flannel is not judged.",
  remedy: `Set \`global.platform: k3d\` and \`cni.cniBinDir: ${newerBinDir}\` (for istioctl below \`values\`). With an image of K3s from before March 2025, \`global.platform: k3d\` is enough.`,
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#k3d",
    "https://github.com/istio/istio/issues/57264",
    "https://github.com/istio/istio/pull/57110",
    "https://github.com/k3d-io/k3d/issues/1572",
  ],
  *check(cluster) {
    if (hasOtherCni(cluster)) return;
    const nodes = describeNodes(findK3sImage(cluster));
    for (const [index, install] of cluster.installs.entries()) {
      if (install.component !== "cni" && install.component !== "ambient") continue;
      const violation = reportWrongDirectories(install, index, nodes);
      if (violation) yield violation;
    }
  },
});

/** The K3s version of the nodes, and the directory in which it looks for plugins; null if that is not known for its minor version. */
interface Image {
  readonly version: string;
  readonly binDir: string | null;
  /** The index of the evidence for it. */
  readonly evidence: number;
}

function hasOtherCni({ installs, evidence }: ClusterDocument): boolean {
  if (installs.some(({ component }) => component === "cilium" || component === "calico")) return true;
  return evidence.some(({ cni, fact }) => (cni !== null && cni !== "flannel") || /^k3[ds]-flannel=(none|unknown)$/.test(fact ?? ""));
}

/** Finds the image; undefined if none is written, or if images from both sides of the change are. */
function findK3sImage({ evidence }: ClusterDocument): Image | undefined {
  const images = evidence.flatMap(({ fact }, index): Image[] => {
    const [, version, minor, patch] = /^k3s-version=(v1\.(\d+)\.(\d+).*)$/.exec(fact ?? "") ?? [];
    return version === undefined ? [] : [{ version, binDir: findBinDir(Number(minor), Number(patch)), evidence: index }];
  });
  const [first] = images;
  return first && images.every(({ binDir }) => binDir === first.binDir) ? first : undefined;
}

/** https://github.com/k3d-io/k3d/issues/1572 does not state when the images of 1.30 changed. */
function findBinDir(minor: number, patch: number): string | null {
  if (minor === 30) return null;
  const isNewer = minor >= 33 || (minor === 32 && patch >= 3) || (minor === 31 && patch >= 7);
  return isNewer ? newerBinDir : olderBinDir;
}

/** If the image is unknown, the directories of older and newer images are accepted. */
function describeNodes(image: Image | undefined): NodeDirectories {
  const accepted = image?.binDir ? [image.binDir] : [olderBinDir, newerBinDir];
  return {
    platform: "k3d",
    reader: image?.binDir ? `the nodes of K3s ${image.version} read` : "k3d's nodes read",
    conf: confDir,
    bin: image?.binDir ?? newerBinDir,
    ...(!image?.binDir && { otherBin: olderBinDir }),
    isConf: (directory) => trimSlash(directory) === confDir,
    isBin: (directory) => accepted.includes(trimSlash(directory)),
    platformBin: olderBinDir,
    ...(image && { binProof: { at: `/evidence/${image.evidence}`, message: `the nodes run K3s ${image.version}` } }),
  };
}

function trimSlash(directory: string): string {
  return directory.replace(/(?<=.)\/$/, "");
}
