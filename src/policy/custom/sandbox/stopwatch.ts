/** Processor time of the calling thread; Node has it since 22.19. */
const { threadCpuUsage } = process as { threadCpuUsage?: () => NodeJS.CpuUsage };

/**
 * Counts the milliseconds of processor time that this thread takes from now on, so that a busy machine takes nothing from
 * policies. Where Node only knows the time of all threads together, that counts, up to the time on the clock.
 */
export function startThreadStopwatch(): () => number {
  if (!threadCpuUsage) return startProcessStopwatch();
  const started = milliseconds(threadCpuUsage());
  return () => milliseconds(threadCpuUsage()) - started;
}

/** Says whether this thread has taken more processor time than that from now on. */
export function startThreadLimit(limit: number): () => boolean {
  const elapsed = startThreadStopwatch();
  return () => elapsed() > limit;
}

/** The part of the time on the clock that counts in any case, so that a thread that only waits ends as well. */
const least = 1 / 30;

/** The same for a thread that another one waits for: it has not taken more than all threads together, nor more than the clock says. */
export function startProcessStopwatch(): () => number {
  const [started, before] = [performance.now(), process.cpuUsage()];
  return () => {
    const clock = performance.now() - started;
    return Math.max(clock * least, Math.min(clock, milliseconds(process.cpuUsage(before))));
  };
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1_000;
}
