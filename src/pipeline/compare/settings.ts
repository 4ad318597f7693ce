import type { ClusterDocument } from "../../model/cluster.ts";
import type { SettingChange } from "../../model/comparison.ts";
import type { EffectiveValue, Install } from "../../model/install.ts";
import { groupBy } from "./group.ts";

interface Placed {
  readonly cluster: string;
  readonly install: Install;
}

/** Finds the effective settings that differ after a change; `fileBefore` returns the previous path of a file. */
export function findSettingChanges(
  now: readonly ClusterDocument[],
  before: readonly ClusterDocument[],
  fileBefore: (file: string) => string,
): SettingChange[] {
  const pairs = pairInstalls(listPlaced(now), listPlaced(before), fileBefore);
  return pairs.flatMap(([placed, earlier]) => listChangedSettings(placed, earlier.install));
}

function listPlaced(clusters: readonly ClusterDocument[]): Placed[] {
  return clusters.flatMap(({ name, installs }) => installs.map((install) => ({ cluster: name, install })));
}

/** Pairs installs that are certainly the same before and after: by cluster, release and file, then by fewer properties. */
function pairInstalls(now: readonly Placed[], before: readonly Placed[], fileBefore: (file: string) => string): [Placed, Placed][] {
  const pairs: [Placed, Placed][] = [];
  let [ours, theirs] = [now, before];
  for (const key of keys) {
    const same = groupBy(theirs, (placed) => key(placed, placed.install.file));
    const found = [...groupBy(ours, (placed) => key(placed, fileBefore(placed.install.file)))].flatMap(([name, group]) =>
      pairInOrder(group, same.get(name) ?? []),
    );
    const taken = new Set(found.flat());
    ours = ours.filter((placed) => !taken.has(placed));
    theirs = theirs.filter((placed) => !taken.has(placed));
    pairs.push(...found);
  }
  const order = new Map(now.map((placed, index) => [placed, index]));
  return pairs.sort(([one], [other]) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
}

type Key = (placed: Placed, file: string) => readonly unknown[];

const keys: readonly Key[] = [
  ({ cluster, install }, file) => [cluster, install.component, install.release, install.namespace, file],
  ({ cluster, install }, file) => [cluster, install.component, install.release, file],
  ({ install }, file) => [install.component, install.release, install.namespace, file],
  ({ cluster, install }) => [cluster, install.component, install.release],
];

/** Pairs installs in order, unless their numbers differ: then it is not known which ones correspond. */
function pairInOrder(now: readonly Placed[], before: readonly Placed[]): [Placed, Placed][] {
  if (now.length !== before.length) return [];
  return now.flatMap((placed, index): [Placed, Placed][] => {
    const earlier = before[index];
    return earlier ? [[placed, earlier]] : [];
  });
}

function listChangedSettings({ cluster, install }: Placed, earlier: Install): SettingChange[] {
  const { component, release } = install;
  return Object.entries(install.effective ?? {}).flatMap(([setting, after]) => {
    const before = readKnownSetting(earlier, setting);
    if (before === undefined || JSON.stringify(before) === JSON.stringify(after)) return [];
    const { file, line } = (Object.hasOwn(install.origins, setting) ? install.origins[setting] : undefined) ?? install;
    return [{ cluster, component, release, setting, before, after, file, line }];
  });
}

function readKnownSetting({ effective }: Install, setting: string): EffectiveValue | undefined {
  return effective && Object.hasOwn(effective, setting) ? effective[setting] : undefined;
}
