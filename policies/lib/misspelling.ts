/** Checks whether a word differs from another by one letter added, removed or changed, or by two swapped letters, ignoring case. */
export function isMisspelt(written: string, meant: string): boolean {
  const text = written.toLowerCase();
  let same = 0;
  while (same < meant.length && text[same] === meant[same]) same++;
  const [is, should] = [text.slice(same), meant.slice(same)];
  if (is === should) return false;
  const isSwapped = is.slice(2) === should.slice(2) && is[0] === should[1] && is[1] === should[0];
  return isSwapped || [should, should.slice(1)].includes(is.slice(1)) || is === should.slice(1);
}
