import type { Place } from "../../model/location.ts";

/** The reason why an overlay is not built: a remote base, a Helm chart, a missing file, a key that is not allowed. */
export interface Obstacle {
  readonly code: "kustomize-remote" | "kustomize-helm" | "kustomize-missing" | "kustomize-unsupported" | "kustomize-limit";
  readonly message: string;
  readonly place: Place;
}

/** Ends the layout of an overlay that cannot be built. */
export class ObstacleError extends Error {
  readonly obstacle: Obstacle;

  constructor(obstacle: Obstacle) {
    super(obstacle.message);
    this.obstacle = obstacle;
  }
}

/** Creates the obstacle for a path that does not exist in the repository. */
export function createMissingObstacle(what: "base" | "file", written: string, place: Place): Obstacle {
  if (/:\/\/|^git@|^[\w.-]+\.[a-z]{2,}[/:]|[?&]ref=/.test(written)) {
    const message = `This ${what} is fetched from elsewhere, which is never done; the overlays that use it are read unpatched.`;
    return { code: "kustomize-remote", message, place };
  }
  const message = `\`${written}\` is not in the repository; the overlays that use it are read unpatched.`;
  return { code: "kustomize-missing", message, place };
}

const runsOthers = /^(?:generators|transformers|validators|helm\w+)$/i;

/** Creates the obstacle for a key that is not copied into generated kustomizations. */
export function createKeyObstacle(key: string, place: Place): Obstacle {
  const reason = runsOthers.test(key) ? "can run programs and fetch what they need" : "is not one of the keys that are built";
  return createUnsupportedObstacle(`\`${key}\` ${reason}`, place);
}

export function createUnsupportedObstacle(reason: string, place: Place): Obstacle {
  return { code: "kustomize-unsupported", message: `${reason}; the overlays that use it are read from their text.`, place };
}
