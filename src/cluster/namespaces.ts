import type { FoundResource } from "../model/cluster.ts";
import { mergeValues } from "../model/values.ts";

/** Namespaces with the labels that arrive otherwise, such as by `kubectl label`; the same Namespace in several files is several. */
export function withLabels(resources: readonly FoundResource[]): readonly FoundResource[] {
  const named = new Map<string, FoundResource[]>();
  for (const resource of resources) {
    if (resource.kind === "Namespace") named.set(resource.name, [...(named.get(resource.name) ?? []), resource]);
  }
  if ([...named.values()].every(({ length }) => length === 1)) return resources;
  return resources.flatMap((resource) => {
    const same = resource.kind === "Namespace" ? (named.get(resource.name) ?? []) : [];
    if (same.length < 2) return resource;
    const whole = same.filter((other) => !isAddition(other));
    // What a script says, it says of an object that is there.
    const added = same.filter(isAddition).sort((one, other) => Number(Boolean(one.script)) - Number(Boolean(other.script)));
    const base = whole.length === 0 ? added[0] : resource;
    if (base !== resource || (whole.length > 0 && isAddition(resource))) return [];
    const others = added.filter((other) => other !== resource);
    return others.length === 0 ? resource : { ...resource, root: mergeValues([resource, ...others].map(({ root }) => root)) };
  });
}

/** Terraform's labels are documents like its namespaces. */
function isAddition({ isPartial, place }: FoundResource): boolean {
  return isPartial === true || /\.(tf|tofu)$/.test(place.file);
}
