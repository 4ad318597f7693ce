import { type Change, definePolicy, type Install, type Proposal, type Violation, valueAt } from "../src/policy/define.ts";

const binDir = "/home/kubernetes/bin";

export default definePolicy({
  id: "gke-cni-bin-dir",
  title: "Set GKE's CNI directory where its version is not visible",
  severity: "error",
  platforms: ["gke"],
  description:
    'With platform `gke`, the chart still looks for `-gke` in the version of the cluster before it uses `/home/kubernetes/bin`. `helm install` and Flux see that version. Argo CD, Kustomize and `helm template` without `--kube-version` do not, and Helm 3.19.0 to 3.21.4 and 4.0.0 to 4.0.5 cut `-gke` off what `--kube-version` says. istio-cni then copies its plugin to `/opt/cni/bin`, which is read-only on GKE and which nothing reads: `istio-cni-node` fails with `read-only file system`, or new pods stay in `ContainerCreating` with `failed to find plugin "istio-cni" in path [/home/kubernetes/bin]`. The platform sets `cni.cniBinDir` itself, to nothing, so a top-level `cniBinDir` loses.',
  remedy: "Set `cni.cniBinDir: /home/kubernetes/bin` beside the platform: nested below `cni`, where it wins over the platform.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#google-kubernetes-engine-gke",
    "https://github.com/istio/istio/pull/58095",
    "https://github.com/helm/helm/issues/31423",
    "https://github.com/argoproj/argo-cd/issues/26330",
  ],
  *check(cluster) {
    for (const [index, install] of cluster.installs.entries()) {
      const violation = reportGkeCniBinDir(install, `/installs/${index}`);
      if (violation) yield { ...violation, fix: fixGkeCniBinDir(install, index) };
    }
  },
});

function reportGkeCniBinDir(install: Install, at: string): Violation | undefined {
  const { component, platform, effective } = install;
  const used = effective?.cniBinDir;
  // Where istioctl detects GKE itself, a written directory may be for another cluster.
  if ((component !== "cni" && component !== "ambient") || platform !== "gke" || !isPlatformWritten(install)) return undefined;
  if (typeof used !== "string" || used.replace(/\/$/, "") === binDir) return undefined;
  const key = selectBinDirKey(install);
  const loses = formatWrittenDirectory(install, key.flat);
  const wins = formatWrittenDirectory(install, key.nested);
  const remedy = `Set \`${install.tool === "istioctl" ? "values." : ""}${key.nested.join(".")}: ${binDir}\`.`;
  if (wins)
    return { at: `${at}/values/${key.nested.join("/")}`, message: `\`${wins}\` is set, but GKE reads plugins from \`${binDir}\``, remedy };
  if (loses) {
    return {
      at: `${at}/values/${key.flat.join("/")}`,
      message: `\`${loses}\` loses to platform \`gke\`, which sets the nested key to nothing: \`cniBinDir\` then defaults to \`${used}\`, and GKE reads \`${binDir}\``,
      remedy: `Write \`${key.nested.join(".")}: ${binDir}\` in place of it: only the nested key wins over the platform.`,
    };
  }
  return { at: `${at}/effective/cniBinDir`, message: writeGkeCniBinDirMessage(install, used), remedy };
}

/** Sets the nested key and removes the key without effect. Istioctl reads the nested key below `values`. */
function fixGkeCniBinDir(install: Install, index: number): Proposal {
  const { flat, nested } = selectBinDirKey(install);
  const loser: Change[] = formatWrittenDirectory(install, flat) ? [{ remove: `/installs/${index}/values/${flat.join("/")}` }] : [];
  const key = nested.join(".");
  return { title: `Set \`${key}: ${binDir}\``, changes: [...loser, { install: index, set: { [key]: binDir } }] };
}

function isPlatformWritten({ values }: Install): boolean {
  return [["global", "platform"], ["platform"], ["cni", "global", "platform"], ["cni", "platform"]].some(
    (path) => valueAt(values, path) === "gke",
  );
}

/** The keys for the directory: the flat one, which the platform overrides, and the nested one, which takes precedence. */
function selectBinDirKey({ component, tool }: Install): { flat: readonly string[]; nested: readonly string[] } {
  if (component === "ambient") return { flat: ["cni", "cniBinDir"], nested: ["cni", "cni", "cniBinDir"] };
  return tool === "istioctl" ? { flat: [], nested: ["cni", "cniBinDir"] } : { flat: ["cniBinDir"], nested: ["cni", "cniBinDir"] };
}

/** The directory as the user writes it, such as `cniBinDir: /opt/cni/bin`. */
function formatWrittenDirectory({ values }: Install, path: readonly string[]): string | undefined {
  const written = path.length > 0 ? valueAt(values, path) : undefined;
  return typeof written === "string" && written !== "" ? `${path.join(".")}: ${written}` : undefined;
}

/** What a program does that installs from charts rendered offline. */
const renderers: Readonly<Record<string, string>> = {
  argocd: "Argo CD renders the chart",
  kustomize: "Kustomize renders the chart",
  helm: "this command renders the chart",
  istioctl: "this command renders the charts",
};

function writeGkeCniBinDirMessage({ client }: Install, used: string): string {
  const renders = renderers[client?.program ?? ""] ?? "the chart is rendered";
  return `Platform \`gke\` is not enough where ${renders} without the cluster's \`-gke\` version: \`cniBinDir\` then defaults to \`${used}\`, and GKE reads \`${binDir}\``;
}
