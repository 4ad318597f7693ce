import { type ClusterDocument, definePolicy, type Install, type RelatedPointer, type Violation } from "../src/policy/define.ts";
import { installParts, listControlPlanes, type Part, readEffectiveText } from "./lib/control-plane.ts";

export default definePolicy({
  id: "version-skew",
  title: "Upgrade istiod first, and keep ztunnel and istio-cni within a minor",
  severity: "error",
  description:
    "Istio supports a ztunnel and an istio-cni of istiod's minor version or of the one before. A newer ztunnel asks istiod for what it does not serve: it gets no workloads and no certificates. A newer or much older istio-cni logs `Unauthorized` or finds no ztunnel, and new pods stay in `ContainerCreating`. The custom resource definitions of base have to be upgraded before istiod. One minor behind is a step of every upgrade and is not reported.",
  remedy: "Upgrade base and istiod first, and then istio-cni and ztunnel to the same minor version.",
  links: [
    "https://istio.io/latest/docs/ambient/upgrade/helm/",
    "https://istio.io/latest/docs/releases/supported-releases/",
    "https://github.com/istio/istio.io/issues/15247",
    "https://github.com/istio/istio/issues/53308",
    "https://github.com/istio-ecosystem/sail-operator/issues/1279",
  ],
  *check(cluster) {
    const istiod = findNewestPlane(cluster);
    if (!istiod) return;
    const base = findOldBase(cluster, istiod);
    const nodes = ["cni", "ztunnel"] as const;
    const skewed = nodes
      .flatMap((component) => listUniformInstalls(cluster, component))
      .map((part) => ({ part, skew: findSkew(part, istiod) }));
    const isBases = (part: Part, skew: Skew) => base !== undefined && skew === "behind" && rankLatestMinor(part) === rankLatestMinor(base);
    if (base)
      yield reportOldBase(
        base,
        istiod,
        skewed.flatMap(({ part, skew }) => (skew && isBases(part, skew) ? part : [])),
      );
    for (const { part, skew } of skewed) {
      if (skew && !isBases(part, skew)) yield reportNodeAgent(part, istiod, skew);
    }
  },
});

type Skew = "ahead" | "behind";

/** Finds the istiod with the newest minor; undefined if one of them is unknown, or if they are steps of a longer upgrade. */
function findNewestPlane(cluster: ClusterDocument): Part | undefined {
  const planes = listControlPlanes(cluster);
  const [newest, ...others] = planes.toSorted((one, other) => rankLatestMinor(other) - rankLatestMinor(one));
  if (!newest || planes.some(({ install }) => install.form === "helm-values" || install.minors.length !== 1)) return undefined;
  const isBeside = (other: Part) => rankLatestMinor(newest) - rankLatestMinor(other) <= 1 && isOther(newest.install, other.install);
  return others.every((other) => rankLatestMinor(other) === rankLatestMinor(newest) || isBeside(other)) ? newest : undefined;
}

/** Checks whether two istiods run side by side, as two revisions do. */
function isOther(one: Install, other: Install): boolean {
  const [left, right] = [one, other].map((install) => [readEffectiveText(install, "serviceName"), readEffectiveText(install, "namespace")]);
  return left?.[0] !== undefined && right?.[0] !== undefined && (left[0] !== right[0] || left[1] !== right[1]);
}

/** Lists the installs of a component; empty if their versions differ, because they may be installed one after the other. */
function listUniformInstalls(cluster: ClusterDocument, component: Install["component"]): readonly Part[] {
  const parts = installParts(cluster).filter(({ install }) => install.component === component && install.form !== "helm-values");
  const minors = new Set(parts.map(({ install }) => install.minors.join(" ")));
  return minors.size === 1 && !minors.has("") ? parts : [];
}

function rankLatestMinor({ install }: Part): number {
  return Math.max(...install.minors.map(rankMinor));
}

function rankEarliestMinor({ install }: Part): number {
  return Math.min(...install.minors.map(rankMinor));
}

function rankMinor(minor: string): number {
  const [major = 0, number = 0] = minor.split(".").map(Number);
  return major * 1000 + number;
}

/** Finds a version skew; a range is skewed only if all its versions are. */
function findSkew(part: Part, istiod: Part): Skew | undefined {
  if (rankEarliestMinor(part) > rankLatestMinor(istiod)) return "ahead";
  return rankLatestMinor(istiod) - rankLatestMinor(part) > 1 ? "behind" : undefined;
}

function findOldBase(cluster: ClusterDocument, istiod: Part): Part | undefined {
  return listUniformInstalls(cluster, "base").find((base) => rankLatestMinor(base) < rankLatestMinor(istiod));
}

function reportOldBase(base: Part, istiod: Part, others: readonly Part[]): Violation {
  const version = istiod.install.version;
  return {
    at: `/installs/${base.index}/version`,
    severity: "warning",
    message: `base is version \`${base.install.version}\`, older than istiod, which is \`${version}\`; its custom resource definitions must be upgraded first`,
    remedy: `Upgrade base to \`${readFirstMinor(istiod)}\` before istiod${others.length > 0 ? ", and the charts of the nodes after it" : ""}.`,
    related: [relateIstiod(istiod), ...others.slice(0, 4).map((part) => relateNodeAgent(part))],
    fix: null,
  };
}

function reportNodeAgent(part: Part, istiod: Part, skew: Skew): Violation {
  const name = nameNodeAgent(part);
  const [own, theirs] = [part.install.version, istiod.install.version];
  const isAhead = skew === "ahead";
  return {
    at: `/installs/${part.index}/version`,
    severity: isAhead ? "error" : "warning",
    message: isAhead
      ? `${name} is version \`${own}\`, newer than istiod, which is \`${theirs}\`; istiod must be upgraded first`
      : `${name} is version \`${own}\`, more than one minor version older than istiod, which is \`${theirs}\``,
    remedy: isAhead
      ? `Upgrade istiod (and base before it) to \`${readFirstMinor(part)}\` first, or lower ${name} to \`${readFirstMinor(istiod)}\`.`
      : `Upgrade ${name} to \`${readFirstMinor(istiod)}\`, or at least to the minor version before.`,
    related: [relateIstiod(istiod)],
    fix: null,
  };
}

function relateIstiod({ index, install }: Part): RelatedPointer {
  return { at: `/installs/${index}/version`, message: `istiod is version \`${install.version}\`` };
}

function relateNodeAgent(part: Part): RelatedPointer {
  return { at: `/installs/${part.index}/version`, message: `${nameNodeAgent(part)} is version \`${part.install.version}\`` };
}

function nameNodeAgent({ install }: Part): string {
  return install.component === "cni" ? "istio-cni" : "ztunnel";
}

function readFirstMinor({ install }: Part): string {
  return install.minors[0] ?? "";
}
