/** Groups things by a key, in their order. */
export function groupBy<Thing>(things: readonly Thing[], key: (thing: Thing) => readonly unknown[]): Map<string, Thing[]> {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) {
    const name = JSON.stringify(key(thing));
    const group = groups.get(name);
    if (group) group.push(thing);
    else groups.set(name, [thing]);
  }
  return groups;
}
