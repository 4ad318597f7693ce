/** The number of cached results. Keys come from repositories, so there is no other limit on their number. */
const limit = 1_000;

/** Caches a function of a text that is called with the same few arguments again and again, such as versions. */
export function remembered<Result>(compute: (key: string) => Result): (key: string) => Result {
  const recall = memory<Result>();
  return (key) => recall(key, compute);
}

/** Like `remembered`, for a computation that needs more than the key. The key must contain everything that the result depends on. */
export function memory<Result>(): (key: string, compute: (key: string) => Result) => Result {
  const known = new Map<string, { readonly result: Result }>();
  return (key, compute) => {
    const found = known.get(key);
    if (found) return found.result;
    const result = compute(key);
    if (known.size >= limit) known.clear();
    known.set(key, { result });
    return result;
  };
}

/** Computes a value on first use, then releases the inputs of the computation. */
export function once<Result>(compute: () => Result): () => Result {
  let waiting: (() => Result) | undefined = compute;
  let result: { readonly value: Result } | undefined;
  return () => {
    if (!result && waiting) {
      result = { value: waiting() };
      waiting = undefined;
    }
    return (result as { readonly value: Result }).value;
  };
}
