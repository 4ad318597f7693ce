import {
  type ClusterDocument,
  definePolicy,
  type Install,
  isDefault,
  isInRange,
  type Proposal,
  type Severity,
  type Violation,
  valueAt,
} from "../src/policy/define.ts";
import { findValuesRoot } from "./lib/values-root.ts";

const dockerDir = "/var/run/docker/netns";

export default definePolicy({
  id: "minikube-netns-dir",
  title: "Point istio-cni at the network namespaces of minikube's runtime",
  severity: "error",
  platforms: ["minikube"],
  ambient: true,
  description:
    "In ambient mode istio-cni enters the network namespace of each pod. With minikube's container runtime docker, these namespaces are mounted below `/var/run/docker/netns`, and istio-cni's default, `/var/run/netns`, is empty: pods of ambient namespaces stay in `ContainerCreating` or run outside the mesh. With containerd and CRI-O it is the other way round: with the platform `minikube` istio-cni logs `failed to open netns` and does not retry. The runtime decides, not the driver: minikube uses docker by default before 1.39 and containerd from 1.39 on. Where neither the runtime nor minikube's version is written, nothing is reported.",
  remedy:
    "With the runtime docker, set `global.platform: minikube` (charts 1.24 and later; for istioctl `values.global.platform=minikube`), or `cni.cniNetnsDir: /var/run/docker/netns` before 1.24. With containerd or CRI-O, leave both out.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#minikube",
    "https://github.com/istio/istio/issues/46163",
    "https://github.com/istio/istio/pull/47444",
    "https://github.com/kubernetes/minikube/releases/tag/v1.39.0",
  ],
  *check(cluster) {
    const runtime = findRuntime(cluster);
    if (!runtime) return;
    for (const [index, install] of cluster.installs.entries()) {
      if (install.component !== "cni" && install.component !== "ambient") continue;
      const violation = reportMinikubeNetnsDir(install, index, runtime);
      if (violation) yield violation;
    }
  },
});

/** The container runtime of minikube, with its evidence. */
interface Runtime {
  readonly name: string;
  /** False if it is derived from minikube's version. */
  readonly isWritten: boolean;
  readonly evidence: number;
}

/** Finds the runtime; undefined if it is unknown or ambiguous. */
function findRuntime({ evidence }: ClusterDocument): Runtime | undefined {
  const written = listEvidenceValues(evidence, "minikube-runtime");
  const versions = listEvidenceValues(evidence, "minikube-version");
  const [first] = written;
  if (first) {
    const isAmbiguous = first.value === "unknown" || written.some(({ value }) => value !== first.value);
    return isAmbiguous ? undefined : { name: first.value, isWritten: true, evidence: first.index };
  }
  const [version] = versions;
  if (!version) return undefined;
  const names = versions.map(({ value }) => (isInRange(value, ">=1.39") ? "containerd" : "docker"));
  const [name = ""] = names;
  return names.every((other) => other === name) ? { name, isWritten: false, evidence: version.index } : undefined;
}

function listEvidenceValues(evidence: ClusterDocument["evidence"], name: string): { readonly value: string; readonly index: number }[] {
  return evidence.flatMap(({ fact }, index) => (fact?.startsWith(`${name}=`) ? [{ value: fact.slice(name.length + 1), index }] : []));
}

function reportMinikubeNetnsDir(install: Install, index: number, runtime: Runtime): Violation | undefined {
  const directory = install.effective?.cniNetnsDir;
  if (typeof directory !== "string") return undefined;
  const isDockers = directory.replace(/\/$/, "") === dockerDir;
  if (isDockers === (runtime.name === "docker")) return undefined;
  const related = [{ at: `/evidence/${runtime.evidence}`, message: explainRuntime(runtime) }];
  const at = `/installs/${index}/effective/cniNetnsDir`;
  if (runtime.name === "docker") {
    const state = isDefault(install, "cniNetnsDir") ? "defaults to" : "is";
    const message = `\`cniNetnsDir\` of istio-cni ${state} \`${directory}\`; minikube's runtime docker keeps network namespaces in \`${dockerDir}\``;
    const severity: Severity = runtime.isWritten ? "error" : "warning";
    return {
      at,
      message,
      related,
      severity,
      remedy: writeDockerRemedy(install),
      fix: runtime.isWritten ? proposeDockerFix(install, index) : null,
    };
  }
  return {
    at: install.platform === "minikube" ? `/installs/${index}/platform` : at,
    message: `${install.platform === "minikube" ? "Platform `minikube` makes istio-cni look" : "istio-cni looks"} for network namespaces in \`${dockerDir}\`, which minikube's runtime ${runtime.name} does not use`,
    related,
    severity: runtime.isWritten ? "warning" : "note",
    remedy: writeOtherRemedy(install),
    fix: proposeOtherFix(install, index),
  };
}

function explainRuntime({ name, isWritten }: Runtime): string {
  return isWritten ? `minikube runs with the runtime ${name}` : `this version of minikube runs with ${name} by default`;
}

/**
 * Writes the remedy. If the version is unknown it sets the directory itself, because more versions read the directory than have the
 * platform.
 */
function writeDockerRemedy(install: Install): string {
  const { tool, version, component } = install;
  const root = findValuesRoot(tool);
  const written = listNetnsKeys(install).filter((path) => valueAt(install.values, path) !== undefined);
  const verb = tool === "rendered" ? "Render the chart with" : "Set";
  if (isInRange(version, ">=1.24")) {
    const gone = written.map((path) => `\`${root}${path.join(".")}\``).join(" and ");
    return `${verb} \`${root}global.platform: minikube\`${gone === "" ? "" : `, and remove ${gone}`}.`;
  }
  const key = isInRange(version, "<1.21") ? "cniNetnsDir" : `${component === "ambient" ? "cni.cni" : "cni"}.cniNetnsDir`;
  return `${verb} \`${root}${key}: ${dockerDir}\`${version === null ? ", which charts read from 1.21 on" : ""}.`;
}

function proposeDockerFix(install: Install, index: number): Proposal | null {
  if (!isInRange(install.version, ">=1.25") || install.tool === "rendered") return null;
  const changes = listNetnsKeys(install)
    .filter((path) => valueAt(install.values, path) !== undefined)
    .map((path) => ({ remove: `/installs/${index}/values/${path.join("/")}` }));
  return { title: "Set `global.platform: minikube`", changes: [...changes, { install: index, set: { "global.platform": "minikube" } }] };
}

/** The keys for the directory, flat and nested. */
function listNetnsKeys({ component }: Install): string[][] {
  const prefix = component === "ambient" ? ["cni"] : [];
  return [
    [...prefix, "cniNetnsDir"],
    [...prefix, "cni", "cniNetnsDir"],
  ];
}

function writeOtherRemedy(install: Install): string {
  const root = findValuesRoot(install.tool);
  const key = valueAt(install.values, ["platform"]) === "minikube" ? "platform" : "global.platform";
  if (install.platform === "minikube") return `Remove \`${root}${key}: minikube\`.`;
  const written = listNetnsKeys(install).find((path) => valueAt(install.values, path) !== undefined);
  return `Remove \`${root}${written?.join(".") ?? "cni.cniNetnsDir"}\`, so that istio-cni uses its default.`;
}

/** The platform may be set for a minikube with another runtime as well, so the fix is not safe. */
function proposeOtherFix({ platform, values }: Install, index: number): Proposal | null {
  const path =
    platform === "minikube" ? [["global", "platform"], ["platform"]].find((keys) => valueAt(values, keys) === "minikube") : undefined;
  if (!path) return null;
  return { title: "Remove `global.platform: minikube`", safe: false, changes: [{ remove: `/installs/${index}/values/${path.join("/")}` }] };
}
