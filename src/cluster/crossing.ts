import { findPathNamesEnvironment, isPlatformName, isSetAside, platformsNamedIn } from "../model/path-names.ts";

/** How a file lies to the directory of a cluster. */
export interface Position {
  /** It lies in the directory itself or below it. */
  readonly isInside: boolean;
  /** Something between the two keeps what the file says from the cluster. */
  readonly isApart: boolean;
  /** Both lie in directories of the same environment, in trees beside each other. */
  readonly isSameEnvironment: boolean;
  /** The file lies in a directory for one platform, and the cluster in none of that name. */
  readonly isVariant: boolean;
  /** The cluster lies in a directory that is named after an environment, and the file outside of it. */
  readonly isOutside: boolean;
}

/** Compares the place of a file with the directory of a cluster; `named` are the platforms that the cluster is named after. */
export function buildPosition(file: string, directory: string, named: readonly string[]): Position {
  const steps = file.split("/").slice(0, -1);
  const own = directory.split("/").filter((step) => step !== "");
  let common = 0;
  while (common < steps.length && common < own.length && steps[common] === own[common]) common++;
  const [theirs, ours] = [steps.slice(common), own.slice(common)];
  const [environments, ownEnvironments] = [environmentsIn(theirs), environmentsIn(ours)];
  const isSameEnvironment = environments.length > 0 && environments.every((name) => ownEnvironments.includes(name));
  return {
    isInside: ours.length === 0,
    isApart: theirs.some(isSetAside) || (environments.length > 0 && !isSameEnvironment) || isOfOtherPlatform(theirs, ours, named),
    isSameEnvironment,
    isVariant: theirs.some((step) => isPlatformName(step) && !ours.includes(step)),
    isOutside: ownEnvironments.length > 0 && !isSameEnvironment,
  };
}

function environmentsIn(steps: readonly string[]): string[] {
  return steps.flatMap((step) => findPathNamesEnvironment(step) ?? []);
}

/** A directory that is named after a platform holds one variant, for clusters of that platform. */
function isOfOtherPlatform(theirs: readonly string[], ours: readonly string[], named: readonly string[]): boolean {
  const variants = theirs.filter((step) => isPlatformName(step) && !ours.includes(step));
  return named.length > 0 && variants.some((step) => !platformsNamedIn(step).some((platform) => named.includes(platform)));
}
