/** Finds the name that a misspelt one most likely means: at most two edits away; undefined if no name is close. */
export function nearestName(written: string, names: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = Math.min(2, Math.ceil(written.length / 3)) + 1;
  for (const name of names) {
    if (Math.abs(name.length - written.length) >= least) continue;
    const away = countEdits(written.toLowerCase(), name.toLowerCase());
    if (away < least) [nearest, least] = [name, away];
  }
  return nearest;
}

/** Counts the letters to insert, delete, replace or swap: https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance */
function countEdits(one: string, other: string): number {
  const [rows, columns] = [[...one], [...other]];
  let before: number[] = [];
  let above = Array.from({ length: columns.length + 1 }, (_, column) => column);
  for (const [row, letter] of rows.entries()) {
    const current = [row + 1];
    for (const [column, against] of columns.entries()) {
      const replaced = (above[column] ?? 0) + (letter === against ? 0 : 1);
      const isSwapped = letter === columns[column - 1] && rows[row - 1] === against;
      const swapped = isSwapped ? (before[column - 1] ?? 0) + 1 : replaced;
      current.push(Math.min(replaced, swapped, (above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    [before, above] = [above, current];
  }
  return above.at(-1) ?? 0;
}
