/** Returns the first items that fit into the budget, with a line break after each. */
export function takeFitting(items: Iterable<string>, budget: number): string[] {
  const taken: string[] = [];
  let room = budget;
  for (const item of items) {
    room -= item.length + 1;
    if (room < 0) break;
    taken.push(item);
  }
  return taken;
}
