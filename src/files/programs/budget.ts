/** Time that several programs share. */
export interface Budget {
  /** All of it, in milliseconds. */
  readonly total: number;
  /** What is left of it, in milliseconds. */
  readonly left: () => number;
  /** Counts from now on until the returned function is called; what runs at the same time counts once. */
  readonly start: () => () => void;
}

/** Opens a budget of time for several runs of programs. */
export function openBudget(seconds: number): Budget {
  const total = seconds * 1000;
  let spent = 0;
  let running = 0;
  let since = 0;
  const used = () => spent + (running > 0 ? performance.now() - since : 0);
  const stop = () => {
    running -= 1;
    if (running === 0) spent += performance.now() - since;
  };
  return {
    total,
    left: () => Math.max(0, total - used()),
    start: () => {
      if (running === 0) since = performance.now();
      running += 1;
      return stop;
    },
  };
}
