import type { FoundResource } from "../model/cluster.ts";
import { mergeValues } from "../model/values.ts";

/** One Namespace for each name: labels that arrive otherwise, such as by `kubectl label`, are the object's own. */
export function withLabels(resources: readonly FoundResource[]): readonly FoundResource[] {
  const named = new Map<string, FoundResource[]>();
  for (const resource of resources) {
    if (resource.kind === "Namespace") named.set(resource.name, [...(named.get(resource.name) ?? []), resource]);
  }
  if ([...named.values()].every(({ length }) => length === 1)) return resources;
  return resources.flatMap((resource) => {
    const same = resource.kind === "Namespace" ? (named.get(resource.name) ?? []) : [];
    if (same.length < 2) return resource;
    // What a script says, it says of an object that is there.
    const ordered = [...same.filter(({ script }) => !script), ...same.filter(({ script }) => script)];
    return ordered[0] === resource ? { ...resource, root: mergeValues(ordered.map(({ root }) => root)) } : [];
  });
}
