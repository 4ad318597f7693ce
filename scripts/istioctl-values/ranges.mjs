/**
 * Returns each key that is in one of the sets, sorted, with the versions whose set has it: `1.24.0-1.26.8,1.28.0-`. The range is
 * open at the first and the last version, and empty if all versions have the key.
 */
export function releaseRanges(versions, sets) {
  const keys = [...new Set(sets.flatMap((set) => [...set]))].sort();
  return keys.map((key) => ({
    key,
    ranges: runs(
      versions,
      sets.map((set) => set.has(key)),
    ),
  }));
}

function runs(versions, flags) {
  if (!flags.includes(false)) return "";
  const found = [];
  for (let start = flags.indexOf(true); start !== -1; ) {
    const end = flags.indexOf(false, start);
    found.push(`${start === 0 ? "" : versions[start]}-${end === -1 ? "" : versions[end - 1]}`);
    start = end === -1 ? -1 : flags.indexOf(true, end);
  }
  return found.join(",");
}
