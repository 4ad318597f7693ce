import type { Clue, LinkKind, Platform, PlatformSource, Strength } from "../model/cluster.ts";

/** A piece of evidence with what leads a cluster to it. */
export interface ReachedClue {
  /** With the strength that the link leaves to it. */
  readonly clue: Clue;
  readonly link: LinkKind;
  /** True where it settles the platform by itself, although not for sure. */
  readonly settles?: true;
  /** The platform of what it is a part of, where it names none itself. */
  readonly about?: Platform | undefined;
  /** What it is a piece of, where that counts but once however much it says. */
  readonly piece?: string;
}

/** The platform of a cluster and how surely it is known. */
export interface PlatformDecision {
  readonly platform: Platform | null;
  readonly source: PlatformSource | null;
  readonly strength: Strength | null;
  /** Platforms that contradict each other. */
  readonly contradiction: readonly Platform[];
  /** The platform that one medium piece of evidence alone speaks for. */
  readonly likely: ReachedClue | undefined;
}

/** One strong piece of evidence settles it, two medium ones that agree do too; one medium piece makes it likely, and contradictions settle nothing. */
export function platformFromClues(reached: readonly ReachedClue[]): PlatformDecision {
  const strong = listProvenPlatforms(reached.filter(({ clue }) => clue.strength === "strong"));
  if (strong.length === 1 && strong[0]) return { ...undecided, platform: strong[0], source: "evidence", strength: "strong" };
  if (strong.length > 1) return { ...undecided, contradiction: strong };
  const medium = reached.filter(({ clue }) => clue.strength === "medium" && clue.platform);
  const agreed = listProvenPlatforms(medium);
  if (agreed.length > 1) {
    const settling = listProvenPlatforms(medium.filter(({ settles }) => settles));
    return settling.length > 1 ? { ...undecided, contradiction: settling } : undecided;
  }
  const pieces = new Set(medium.map(({ clue: { place }, piece }) => piece ?? `${place.file}:${place.start}`));
  if (agreed[0] && (pieces.size > 1 || medium.some(({ settles }) => settles))) {
    return { ...undecided, platform: agreed[0], source: "evidence", strength: "medium" };
  }
  return { ...undecided, likely: medium[0] };
}

/** The platform that sibling installs declare to the charts, where they agree. */
export function platformDeclared(declared: readonly (string | null)[]): PlatformDecision {
  const names = [...new Set(declared.filter((name) => name !== null))];
  const platform = declarable.find((name) => name === names[0]);
  return platform && names.length === 1 ? { ...undecided, platform, source: "declared", strength: "medium" } : undecided;
}

export const undecided: PlatformDecision = { platform: null, source: null, strength: null, contradiction: [], likely: undefined };

const declarable: readonly Platform[] = ["gke", "k3d", "k3s", "microk8s", "minikube", "openshift"];

/** k3d runs K3s inside, so what proves K3s does not contradict it. */
function listProvenPlatforms(reached: readonly ReachedClue[]): Platform[] {
  const found = [...new Set(reached.flatMap(({ clue }) => clue.platform ?? []))];
  return found.includes("k3d") ? found.filter((platform) => platform !== "k3s") : found;
}
