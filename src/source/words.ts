/** A pattern that finds any of some words, taken literally, in one pass over a text. */
export function wordsPattern(words: readonly string[]): RegExp {
  return new RegExp([...new Set(words)].map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"));
}
