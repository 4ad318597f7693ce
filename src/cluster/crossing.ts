import { findEnvironmentName, findNamedPlatforms, isPlatformName, isSetAside } from "../model/path-names.ts";
import { remembered } from "../model/remembered.ts";

/** The position of a file relative to the directory of a cluster. */
export interface Position {
  /** True if the file is in the directory or below it. */
  readonly isInside: boolean;
  /** True if a directory between the two separates the file's evidence from the cluster. */
  readonly isApart: boolean;
  /** True if both are in directories of the same environment, in sibling trees. */
  readonly isSameEnvironment: boolean;
  /** True if the file is in a directory for one platform, and the cluster is not in a directory of that name. */
  readonly isVariant: boolean;
  /** True if the cluster is in a directory that is named after an environment, and the file is outside it. */
  readonly isOutside: boolean;
}

/** Compares the place of a file with the directory of a cluster; `named` are the platforms that the cluster is named after. */
export function buildPosition(file: string, directory: string, named: readonly string[]): Position {
  return openPositions(directory, named)(file);
}

/** Like `buildPosition`, for many files: compares each directory once. */
export function openPositions(directory: string, named: readonly string[]): (file: string) => Position {
  const own = directory.split("/").filter((step) => step !== "");
  const known = new Map<string, Position>();
  return (file) => {
    const theirs = file.slice(0, Math.max(0, file.lastIndexOf("/")));
    const position = known.get(theirs) ?? compare(theirs === "" ? [] : theirs.split("/"), own, named);
    known.set(theirs, position);
    return position;
  };
}

function compare(steps: readonly string[], own: readonly string[], named: readonly string[]): Position {
  let common = 0;
  while (common < steps.length && common < own.length && steps[common] === own[common]) common++;
  const [theirs, ours] = [steps.slice(common).map(readStep), own.slice(common).map(readStep)];
  const [environments, ownEnvironments] = [listEnvironments(theirs), listEnvironments(ours)];
  const isSameEnvironment = environments.length > 0 && environments.every((name) => ownEnvironments.includes(name));
  const variants = theirs.filter(({ step, isPlatform }) => isPlatform && !own.includes(step, common));
  // A directory that is named after a platform holds one variant, for clusters of that platform.
  const isOfOther = ({ platforms }: Step) => named.length > 0 && !platforms.some((platform) => named.includes(platform));
  return {
    isInside: ours.length === 0,
    isApart: theirs.some((step) => step.isSetAside) || (environments.length > 0 && !isSameEnvironment) || variants.some(isOfOther),
    isSameEnvironment,
    isVariant: variants.length > 0,
    isOutside: ownEnvironments.length > 0 && !isSameEnvironment,
  };
}

/** The meaning of one directory's name. */
interface Step {
  readonly step: string;
  readonly environment: string | undefined;
  readonly platforms: readonly string[];
  readonly isPlatform: boolean;
  readonly isSetAside: boolean;
}

const readStep = remembered(
  (step): Step => ({
    step,
    environment: findEnvironmentName(step),
    platforms: findNamedPlatforms(step),
    isPlatform: isPlatformName(step),
    isSetAside: isSetAside(step),
  }),
);

function listEnvironments(steps: readonly Step[]): string[] {
  return steps.flatMap(({ environment }) => environment ?? []);
}
