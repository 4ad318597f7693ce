import type { FoundResource } from "../model/cluster.ts";
import { mergeValues } from "../model/values.ts";

/** Adds labels to Namespaces that come from elsewhere, such as `kubectl label`. The same Namespace in several files is not merged. */
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
    // Labels from scripts come last, because scripts change objects that exist already.
    const added = same.filter(isAddition).sort((one, other) => Number(Boolean(one.script)) - Number(Boolean(other.script)));
    const base = whole.length === 0 ? added[0] : resource;
    if (base !== resource || (whole.length > 0 && isAddition(resource))) return [];
    const others = added.filter((other) => other !== resource);
    return others.length === 0 ? resource : { ...resource, root: mergeValues([resource, ...others].map(({ root }) => root)) };
  });
}

/** Checks whether a resource only adds to a Namespace. Terraform's labels and namespaces have the same shape. */
function isAddition({ isPartial, place }: FoundResource): boolean {
  return isPartial === true || /\.(tf|tofu)$/.test(place.file);
}
