/** Runs something in this process and measures the processor time of all its threads, whatever runs beside it. */
export async function timed<Result>(
  action: () => Result | Promise<Result>,
): Promise<{ readonly result: Result; readonly seconds: number }> {
  const before = process.cpuUsage();
  const result = await action();
  const { user, system } = process.cpuUsage(before);
  return { result, seconds: (user + system) / 1_000_000 };
}
