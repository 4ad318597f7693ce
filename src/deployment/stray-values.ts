import { posix } from "node:path";
import type { Draft } from "../model/install.ts";
import { findEnvironmentName, isPlatformName } from "../model/path-names.ts";
import type { Reader } from "../reader/source.ts";
import { buildDeploymentGraph } from "./graph.ts";
import { findMentioned } from "./mentions.ts";
import type { UndeployedInstalls } from "./undeployed-installs.ts";

/**
 * Values files that no install names, in the tree of an install of the same component that has values of its own: they change
 * nothing. Whatever some text may mention counts as named, and so does what lies in the directory of another environment.
 */
export function strayValues(drafts: readonly Draft[], reader: Reader): UndeployedInstalls {
  const installers = drafts.filter(({ form }) => form !== "helm-values");
  const owners = new Map<string, Draft>();
  for (const draft of drafts) {
    if (draft.form !== "helm-values") continue;
    const owner = installers.find((other) => other.component === draft.component && isSameTree(draft.scope.file, other.scope.file));
    if (owner) owners.set(draft.scope.file, owner);
  }
  if (owners.size === 0) return new Map();
  const named = findMentioned([...owners.keys()], buildDeploymentGraph(reader).open, reader, { isRun: true });
  return new Map(
    [...owners].flatMap(([file, { component, scope }]) =>
      named.has(file) ? [] : [[file, `no install names this values file, and \`${scope.file}\` installs ${component}`] as const],
    ),
  );
}

/** Checks whether one of two files is in the directory of the other, or below it, with no environment or platform between them. */
function isSameTree(one: string, other: string): boolean {
  const [below, above] = [posix.dirname(one), posix.dirname(other)].sort((first, second) => second.length - first.length) as [
    string,
    string,
  ];
  if (above !== "." && below !== above && !below.startsWith(`${above}/`)) return false;
  const steps = above === "." ? below.split("/") : below.slice(above.length).split("/");
  return !steps.some((step) => findEnvironmentName(step) !== undefined || isPlatformName(step));
}
