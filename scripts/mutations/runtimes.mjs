/** The rules for the directories of minikube's and k3d's nodes, as in the catalogue of rules. */

/** Returns minikube's container runtime, as set or by its version; undefined if it is unknown or ambiguous. */
export function minikubeRuntime(evidence) {
  const written = valuesOf(evidence, "minikube-runtime");
  if (written.length > 0) return written.length === 1 && written[0] !== "unknown" ? written[0] : undefined;
  const implied = new Set(valuesOf(evidence, "minikube-version").map((version) => (isBelow(version, 39) ? "docker" : "containerd")));
  return implied.size === 1 ? [...implied][0] : undefined;
}

/** Returns the plugin directories that k3d's nodes may read: https://github.com/k3d-io/k3d/issues/1572 */
export function k3dBinDirs(evidence) {
  const read = new Set(valuesOf(evidence, "k3s-version").map(binDirOf));
  return read.size === 1 && !read.has(undefined) ? [...read] : [older, newer];
}

const older = "/bin";
const newer = "/var/lib/rancher/k3s/data/cni";
const newerSince = { 31: 7, 32: 3 };

function binDirOf(version) {
  const [, minor, patch] = /^v1\.(\d+)\.(\d+)/.exec(version)?.map(Number) ?? [];
  if (minor === undefined || minor === 30) return undefined;
  return minor > 32 || patch >= (newerSince[minor] ?? Number.POSITIVE_INFINITY) ? newer : older;
}

function isBelow(version, minor) {
  return Number(/^v?1\.(\d+)/.exec(version)?.[1]) < minor;
}

function valuesOf(evidence, name) {
  return [...new Set(evidence.flatMap(({ fact }) => (fact?.startsWith(`${name}=`) ? fact.slice(name.length + 1) : [])))];
}
