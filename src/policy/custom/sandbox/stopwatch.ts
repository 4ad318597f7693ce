/** Processor time of the calling thread; available since Node.js 22.19. */
const { threadCpuUsage } = process as { threadCpuUsage?: () => NodeJS.CpuUsage };

/**
 * Measures the processor time of this thread in milliseconds, so that a busy machine does not reduce the time of policies. If
 * Node.js reports only the time of all threads together, that time is used, up to the elapsed time.
 */
export function startThreadStopwatch(): () => number {
  if (!threadCpuUsage) return startProcessStopwatch();
  const started = toMilliseconds(threadCpuUsage());
  return () => toMilliseconds(threadCpuUsage()) - started;
}

/** Returns a function that checks whether this thread has used more processor time than the limit. */
export function startThreadLimit(limit: number): () => boolean {
  const elapsed = startThreadStopwatch();
  return () => elapsed() > limit;
}

/** The share of the elapsed time that always counts, so that a thread that only waits also ends. */
const least = 1 / 30;

/**
 * Measures the time of another thread that this thread waits for: at most the processor time of all threads, and at most the
 * elapsed time.
 */
export function startProcessStopwatch(): () => number {
  const [started, before] = [performance.now(), process.cpuUsage()];
  return () => {
    const clock = performance.now() - started;
    return Math.max(clock * least, Math.min(clock, toMilliseconds(process.cpuUsage(before))));
  };
}

function toMilliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1_000;
}
