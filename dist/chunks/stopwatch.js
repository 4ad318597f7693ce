// src/policy/custom/sandbox/stopwatch.ts
var { threadCpuUsage } = process;
function startThreadStopwatch() {
  if (!threadCpuUsage) return startProcessStopwatch();
  const started = toMilliseconds(threadCpuUsage());
  return () => toMilliseconds(threadCpuUsage()) - started;
}
function startThreadLimit(limit) {
  const elapsed = startThreadStopwatch();
  return () => elapsed() > limit;
}
var least = 1 / 30;
function startProcessStopwatch() {
  const [started, before] = [performance.now(), process.cpuUsage()];
  return () => {
    const clock = performance.now() - started;
    return Math.max(clock * least, Math.min(clock, toMilliseconds(process.cpuUsage(before))));
  };
}
function toMilliseconds({ user, system }) {
  return (user + system) / 1e3;
}

export {
  startThreadStopwatch,
  startThreadLimit,
  startProcessStopwatch
};
