import { definePolicy, type Install, nearestName, type Proposal, type Violation } from "../src/policy/define.ts";

export default definePolicy({
  id: "known-platform",
  title: "Set only a platform that Istio's charts know",
  severity: "error",
  description:
    "From Istio 1.24, every chart looks up a file of settings by the value of `global.platform` (from 1.25 also of `platform`). Where there is no such file, the chart fails: `helm install` and `helm upgrade` end with `execution error at (cni/templates/zzz_profile.yaml): unknown platform eks`, and an Argo CD Application or a Flux HelmRelease stays out of sync with the same message. In 1.24 `gke` is no known platform either.",
  remedy:
    "Remove the platform value: EKS, AKS, kind and most other clusters need none. Otherwise write one of `gke` (from 1.25), `k3d`, `k3s`, `microk8s`, `minikube`, `openshift`, in lower case.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/",
    "https://github.com/istio/istio/blob/1.30.3/manifests/zzz_profile.yaml",
  ],
  *check({ installs }) {
    for (const [index, install] of installs.entries()) {
      if (install.versionNewerThanData) yield* newerViolation(install, index);
      if (install.renderError?.code !== "unknown-platform") continue;
      const message = `Istio's charts know no platform \`${install.renderError.value}\`; they do not render`;
      yield { at: `/installs/${index}/renderError/value`, message, ...fixOf(install, index, install.renderError.value) };
    }
  },
});

/** A later release may bring platforms, but none for what needs none, and none that is another one misspelt. */
function* newerViolation(install: Install, index: number): Generator<Violation> {
  const { tool, platform, version } = install;
  if (tool !== "helm" || platform === null || known.includes(platform)) return;
  const meant = meantPlatform(platform);
  if (meant === undefined && !needless.has(platform)) return;
  const { fix } = fixOf(install, index, platform);
  yield {
    at: `/installs/${index}/platform`,
    severity: "warning",
    message: `\`${platform}\` is not a platform of any release that is known here; the charts of ${version} most likely fail to render`,
    ...(meant !== undefined && { remedy: `Write \`${meant}\`.` }),
    fix: fix ? { ...fix, safe: false } : null,
  };
}

/** https://istio.io/latest/docs/ambient/install/platform-prerequisites/ asks no platform of the charts for these. */
const needless = new Set(["aks", "eks", "kind"]);

/** Short names are one letter from too many others. */
function meantPlatform(written: string): string | undefined {
  const meant = written.toLowerCase();
  if (known.includes(meant)) return meant;
  const long = known.filter(({ length }) => length > "k3s".length);
  return nearestName(meant, long);
}

const known: readonly string[] = ["gke", "k3d", "k3s", "microk8s", "minikube", "openshift"];

/** The right spelling where only that is wrong, else nothing in its place. */
function fixOf(install: Install, index: number, written: string): { readonly fix?: Proposal } {
  const { values } = install;
  const path = ["global/platform", "platform"].find((keys) => valueAt(values, keys.split("/")) === written);
  if (path === undefined) return {};
  const name = path.replace("/", ".");
  const meant = meantPlatform(written);
  if (meant !== undefined && meant !== written) {
    const set = { [name]: meant, ...(meant === "gke" && directoryOf(install)) };
    return { fix: { title: `Set \`${name}: ${meant}\``, changes: [{ install: index, set }] } };
  }
  return { fix: { title: `Remove \`${name}: ${written}\``, changes: [{ remove: `/installs/${index}/values/${path}` }] } };
}

/** Whoever renders the chart without the cluster's own version has to name GKE's directory beside the platform. */
function directoryOf({ component, form }: Install): Readonly<Record<string, string>> {
  if (!/^(argocd-|kustomize-)/.test(form)) return {};
  if (component === "ambient") return { "cni.cni.cniBinDir": "/home/kubernetes/bin" };
  return component === "cni" ? { "cni.cniBinDir": "/home/kubernetes/bin" } : {};
}

function valueAt(values: unknown, path: readonly string[]): unknown {
  let current = values;
  for (const step of path)
    current = typeof current === "object" && current !== null ? (current as Record<string, unknown>)[step] : undefined;
  return current;
}
