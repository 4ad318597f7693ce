/**
 * Whether an Istio version lies in a range such as `>=1.25` or `>=1.24 <1.28.7`. A version without a patch stands for its
 * newest patch. An unknown version lies in no range.
 */
export function isInRange(version: string | null, range: string): boolean {
  const known = version === null ? undefined : parse(version);
  if (!known) return false;
  return range
    .trim()
    .split(/\s+/)
    .every((bound) => holds(known, bound));
}

type Version = readonly [number, number, number];

function parse(text: string): Version | undefined {
  const match = /^v?(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?/.exec(text.trim());
  if (!match) return undefined;
  return [Number(match[1]), Number(match[2]), match[3] === undefined ? Number.POSITIVE_INFINITY : Number(match[3])];
}

function holds(version: Version, bound: string): boolean {
  const match = /^(>=|<=|>|<|=)?v?(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?$/.exec(bound);
  if (!match) throw new Error(`\`${bound}\` is no version bound: write \`>=1.25\` or \`<1.28.7\``);
  const order = compare(version, [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)], match[4] === undefined);
  if (match[1] === ">=") return order >= 0;
  if (match[1] === "<=") return order <= 0;
  if (match[1] === ">") return order > 0;
  if (match[1] === "<") return order < 0;
  return order === 0;
}

/** A bound without a patch means the whole minor: `>1.25` starts at 1.26, `<=1.25` includes 1.25.5. */
function compare(version: Version, bound: Version, wholeMinor: boolean): number {
  for (const index of wholeMinor ? ([0, 1] as const) : ([0, 1, 2] as const)) {
    if (version[index] !== bound[index]) return version[index] - bound[index];
  }
  return 0;
}
