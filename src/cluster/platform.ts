import type { Clue, Platform, PlatformSource, Strength } from "../model/cluster.ts";

/** The platform of a cluster and how surely it is known. */
export interface PlatformDecision {
  readonly platform: Platform | null;
  readonly source: PlatformSource | null;
  readonly strength: Strength | null;
  /** Platforms that contradict each other, each proved strongly. */
  readonly contradiction: readonly Platform[];
}

/** One strong piece of evidence settles it, two medium ones that agree do too; contradictions settle nothing. */
export function platformFromClues(clues: readonly Clue[]): PlatformDecision {
  const strong = platformsOf(clues.filter((clue) => clue.strength === "strong"));
  if (strong.length === 1 && strong[0]) return { platform: strong[0], source: "evidence", strength: "strong", contradiction: [] };
  if (strong.length > 1) return { ...undecided, contradiction: strong };
  const medium = clues.filter((clue) => clue.strength === "medium" && clue.platform);
  const agreed = platformsOf(medium);
  if (agreed.length === 1 && agreed[0] && new Set(medium.map(({ place }) => `${place.file}:${place.start}`)).size > 1) {
    return { platform: agreed[0], source: "evidence", strength: "medium", contradiction: [] };
  }
  return undecided;
}

/** The platform that sibling installs declare to the charts, where they agree. */
export function platformDeclared(declared: readonly (string | null)[]): PlatformDecision {
  const names = [...new Set(declared.filter((name) => name !== null))];
  const platform = declarable.find((name) => name === names[0]);
  return platform && names.length === 1 ? { platform, source: "declared", strength: "medium", contradiction: [] } : undecided;
}

export const undecided: PlatformDecision = { platform: null, source: null, strength: null, contradiction: [] };

const declarable: readonly Platform[] = ["gke", "k3d", "k3s", "microk8s", "minikube", "openshift"];

/** k3d runs K3s inside, so what proves K3s does not contradict it. */
function platformsOf(clues: readonly Clue[]): Platform[] {
  const found = [...new Set(clues.flatMap((clue) => clue.platform ?? []))];
  return found.includes("k3d") ? found.filter((platform) => platform !== "k3s") : found;
}
