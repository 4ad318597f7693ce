/** An amount of time that several programs share. */
export interface Budget {
  /** The total, in milliseconds. */
  readonly total: number;
  /** The remaining time, in milliseconds. */
  readonly left: () => number;
  /** Counts time until the returned function is called; programs that run at the same time are counted once. */
  readonly start: () => () => void;
}

/** Opens a time budget for several runs of programs. */
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
