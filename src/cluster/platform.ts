import type { FoundEvidence, LinkKind, Platform, PlatformSource, Strength } from "../model/cluster.ts";

/** A piece of evidence with the link from a cluster to it. */
export interface ReachedEvidence {
  /** The evidence with the strength that remains after the link. */
  readonly piece: FoundEvidence;
  readonly link: LinkKind;
  /** True if it settles the platform by itself, although not with certainty. */
  readonly settles?: true;
  /** The platform of the description that contains it, if the evidence names none itself. */
  readonly about?: Platform | undefined;
  /** The source that it belongs to, if all evidence of that source counts only once. */
  readonly whole?: string;
}

/** The platform of a cluster and how surely it is known. */
export interface PlatformDecision {
  readonly platform: Platform | null;
  readonly source: PlatformSource | null;
  readonly strength: Strength | null;
  /** Platforms that contradict each other. */
  readonly contradiction: readonly Platform[];
  /** The only medium piece of evidence for a platform. */
  readonly likely: ReachedEvidence | undefined;
}

/**
 * Decides the platform. One strong piece of evidence settles it, and so do two medium wholes that agree. One medium piece makes it
 * likely. Contradictions settle nothing.
 */
export function inferPlatform(reached: readonly ReachedEvidence[]): PlatformDecision {
  const strong = listProvenPlatforms(reached.filter(({ piece }) => piece.strength === "strong"));
  if (strong.length === 1 && strong[0]) return { ...undecided, platform: strong[0], source: "evidence", strength: "strong" };
  if (strong.length > 1) return { ...undecided, contradiction: strong };
  const medium = reached.filter(({ piece }) => piece.strength === "medium" && piece.platform);
  const agreed = listProvenPlatforms(medium);
  if (agreed.length > 1) {
    const settling = listProvenPlatforms(medium.filter(({ settles }) => settles));
    return settling.length > 1 ? { ...undecided, contradiction: settling } : undecided;
  }
  const wholes = new Set(medium.map(({ piece: { place }, whole }) => whole ?? `${place.file}:${place.start}`));
  if (agreed[0] && (wholes.size > 1 || medium.some(({ settles }) => settles))) {
    return { ...undecided, platform: agreed[0], source: "evidence", strength: "medium" };
  }
  return { ...undecided, likely: medium[0] };
}

/** The platform that the cluster's installs declare to their charts, if they agree. */
export function decideDeclaredPlatform(declared: readonly (string | null)[]): PlatformDecision {
  const names = [...new Set(declared.filter((name) => name !== null))];
  const platform = declarable.find((name) => name === names[0]);
  return platform && names.length === 1 ? { ...undecided, platform, source: "declared", strength: "medium" } : undecided;
}

export const undecided: PlatformDecision = { platform: null, source: null, strength: null, contradiction: [], likely: undefined };

const declarable: readonly Platform[] = ["gke", "k3d", "k3s", "microk8s", "minikube", "openshift"];

/** k3d runs K3s, so evidence for K3s does not contradict k3d. */
function listProvenPlatforms(reached: readonly ReachedEvidence[]): Platform[] {
  const found = [...new Set(reached.flatMap(({ piece }) => piece.platform ?? []))];
  return found.includes("k3d") ? found.filter((platform) => platform !== "k3s") : found;
}
