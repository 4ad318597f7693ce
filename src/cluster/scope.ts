import type { FoundResource } from "../model/cluster.ts";
import { formatClusterName, mayBeSame } from "../model/cluster-name.ts";
import { findNamedPlatforms } from "../model/path-names.ts";
import { openPositions } from "./crossing.ts";
import type { Group } from "./group.ts";
import { buildTree, isOfUnits } from "./territory.ts";

/** Kinds that only admit something: an additional object never causes a mistake. */
const admitting: ReadonlySet<string> = new Set([
  ...["ResourceQuota", "CiliumClusterwideNetworkPolicy"],
  ...["AllowlistSynchronizer", "WorkloadAllowlist"],
]);

/**
 * The resources that a cluster may have. A script's resources belong to the script's cluster, unless they could only prevent a
 * finding.
 */
export function selectResources(group: Group, resources: readonly FoundResource[], groups: readonly Group[]): readonly FoundResource[] {
  const named = findNamedPlatforms(`${group.name}/${group.directory}`);
  const positionOf = openPositions(group.directory, named);
  const isApart = ({ place, deployer }: FoundResource) => positionOf(deployer ?? place.file).isApart;
  const isPossible = (resource: FoundResource) => {
    const { script, kind, place } = resource;
    if (!script) return !isApart(resource) && !isForOther(resource, group, groups);
    return admitting.has(kind) || (isOfUnits(group, place.file, script.unit, groups) && isOfCluster(resource, group));
  };
  return buildTree(resources, groups).below("", group.directory).filter(isPossible);
}

/** Whether what deploys it names another one of the clusters. */
function isForOther({ destination }: FoundResource, group: Group, groups: readonly Group[]): boolean {
  if (destination === undefined) return false;
  const name = formatClusterName("context", destination);
  return !group.clusters.includes(name) && groups.some(({ clusters }) => clusters.includes(name));
}

function isOfCluster({ script }: FoundResource, { clusters }: Group): boolean {
  return clusters.length === 0 || clusters.some((own) => mayBeSame(own, script?.cluster));
}

/** Resources that nothing deploys and that could be for this cluster: all except those beside another cluster. */
export function selectUndeployed(group: Group, undeployed: readonly FoundResource[], groups: readonly Group[]): readonly FoundResource[] {
  return buildTree(undeployed, groups).below("", group.directory).slice(0, shownLimit);
}

/** More undeployed resources than a reader looks at. */
const shownLimit = 50;
