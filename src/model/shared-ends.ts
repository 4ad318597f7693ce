/** Counts the items that two lists share at the start and, beyond those, at the end: the rest is where they differ. */
export function countSharedEnds(one: readonly string[], other: readonly string[]): { readonly start: number; readonly end: number } {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start++;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  return { start, end };
}
