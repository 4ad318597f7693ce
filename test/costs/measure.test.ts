import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { measureCost } from "../support/cost.ts";
import { temporaryRepository } from "../support/repository.ts";

const busy = "const end = process.cpuUsage().user + 400_000; while (process.cpuUsage().user < end);";
const hoard = "globalThis.held = Buffer.alloc(200 * 2 ** 20, 1);";
const inThread = (code: string) => `new (require("node:worker_threads").Worker)(${JSON.stringify(code)}, { eval: true });`;
const inChild = (code: string) => `require("node:child_process").spawnSync(process.execPath, ["-e", ${JSON.stringify(code)}]);`;

async function run(code: string, timeout?: number) {
  const cwd = temporaryRepository({});
  writeFileSync(join(cwd, "script.cjs"), code);
  return measureCost(["an argument"], { cwd, script: join(cwd, "script.cjs"), ...(timeout ? { timeout } : {}) });
}

test("a run that does nothing costs next to nothing", async () => {
  const cost = await run("console.log(process.argv[2]); console.error('x'); process.exit(7);");
  expect(cost).toMatchObject({ status: 7, signal: null, stdout: "an argument\n", stderr: "x\n" });
  expect(cost.seconds).toBeLessThan(0.3);
  expect(cost.mebibytes).toBeGreaterThan(20);
  expect(cost.mebibytes).toBeLessThan(100);
});

test.each([
  ["the program", (code: string) => code],
  ["a thread", inThread],
  ["a child", inChild],
])("the time and the memory of %s count", async (_, within) => {
  const { status, seconds, mebibytes } = await run(within(`${hoard} ${busy}`));
  expect(status).toBe(0);
  expect(seconds).toBeGreaterThan(0.4);
  expect(seconds).toBeLessThan(2);
  expect(mebibytes).toBeGreaterThan(200);
  expect(mebibytes).toBeLessThan(400);
});

test("a signal is reported, and the memory until then", async () => {
  expect(await run(`${hoard} ${busy} process.abort();`)).toMatchObject({ status: null, signal: "SIGABRT" });
  const { signal, mebibytes } = await run(`${hoard} ${busy} process.kill(process.pid, "SIGKILL");`);
  expect(signal).toBe("SIGKILL");
  expect(mebibytes).toBeGreaterThan(200);
});

test("a run that hangs throws", async () => {
  await expect(run("console.error('here'); setInterval(() => {}, 1_000);", 2_000)).rejects.toThrow(/not ended after 2 s:\nhere/);
});
