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
    return same[0] === resource ? { ...resource, root: mergeValues(same.map(({ root }) => root)) } : [];
  });
}
