/** How many answers are kept: keys come from repositories, and may be without end. */
const limit = 1_000;

/** A function of a text that is asked the same few things over and over, such as what holds for a version. */
export function remembered<Result>(compute: (key: string) => Result): (key: string) => Result {
  const recall = memory<Result>();
  return (key) => recall(key, compute);
}

/** The same where what is computed needs more than the key: the key must say all that makes a difference. */
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

/** What is computed when it is first asked for; what it was computed from is let go then. */
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
