// src/policy/custom/sandbox/stopwatch.ts
var { threadCpuUsage } = process;
function startThreadStopwatch() {
  if (!threadCpuUsage) return startProcessStopwatch();
  const started = milliseconds(threadCpuUsage());
  return () => milliseconds(threadCpuUsage()) - started;
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
    return Math.max(clock * least, Math.min(clock, milliseconds(process.cpuUsage(before))));
  };
}
function milliseconds({ user, system }) {
  return (user + system) / 1e3;
}

export {
  startThreadStopwatch,
  startThreadLimit,
  startProcessStopwatch
};
