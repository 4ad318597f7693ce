import { spawnSync } from "node:child_process";

/** Measures the median times of commands. They take turns, so that a slow moment of the machine affects all of them. */
export function alternate(commands, cwd, count) {
  const rounds = Array.from({ length: count }, () => commands.map((command) => time(command, cwd)));
  return commands.map((_, index) => middle(rounds.map((round) => round[index])));
}

function time([program, ...args], cwd) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(program, args, { cwd, stdio: ["ignore", "ignore", "pipe"], maxBuffer: 1 << 28 });
  if (status === null || status > 1 || stderr.length > 0) throw new Error(`${args.join(" ")} in ${cwd} ended with ${status}:\n${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function middle(times) {
  return [...times].sort((one, other) => one - other)[Math.floor(times.length / 2)];
}

export function milliseconds(time) {
  return `${time.toFixed(time < 100 ? 1 : 0)} ms`;
}
