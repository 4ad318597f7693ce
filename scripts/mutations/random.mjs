/** Creates a sequence of random choices; the same seed gives the same sequence. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  function next() {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  return {
    pick: (items) => items[Math.floor(next() * items.length)],
    /** Picks this many items and keeps their order. */
    some(items, count) {
      const left = [...items.keys()];
      while (left.length > count) left.splice(Math.floor(next() * left.length), 1);
      return left.map((index) => items[index]);
    },
  };
}
