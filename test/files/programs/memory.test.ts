import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { programLimits } from "../../../src/files/programs/limits.ts";
import { runProgram } from "../../../src/files/programs/run.ts";
import { processesWith } from "../../support/processes.ts";
import { kubectlProgram } from "../../support/programs.ts";

/** A value that every two replacements double: the second takes what the first has made of it. */
const doubling = (times: number) => {
  const replacement = (from: string, to: string) =>
    `- {source: {kind: ConfigMap, name: a, fieldPath: data.${from}}, targets: [{select: {kind: ConfigMap, name: a}, fieldPaths: [data.${to}], options: {delimiter: '-', index: -1}}]}\n`;
  const [forth, back] = [replacement("a", "b").repeat(2), replacement("b", "a").repeat(2)];
  return `resources: [a.yaml]\nreplacements:\n${(forth + back).repeat(times / 2)}`;
};

test.runIf(process.platform === "linux").each([
  ["by the system", ["memoryWatch"] as const],
  ["by the watch", ["memoryLimit"] as const],
])("Kustomize is held %s to the memory that it may use, whatever it is asked to double", async (_, without) => {
  const folder = mkdtempSync(join(tmpdir(), "memory-"));
  try {
    writeFileSync(join(folder, "kustomization.yaml"), doubling(26));
    writeFileSync(
      join(folder, "a.yaml"),
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: aaaaaaaaaaaaaaa, b: bbbbbbbbbbbb}\n",
    );
    const mark = randomUUID();
    // The time that a machine needs for it says nothing here.
    const limits = { ...programLimits.kustomize, time: 120_000 };
    const surroundings = { cwd: folder, home: folder, env: { MARK: mark }, without, network: "none" } as const;
    let isRunning = true;
    const result = runProgram(kubectlProgram(), ["kustomize", folder], { ...surroundings, ...limits }).finally(() => {
      isRunning = false;
    });
    let peak = 0;
    for (; isRunning; await wait(20)) peak = Math.max(peak, ...processesWith(mark).map(peakOf));
    expect(await result).toMatchObject({ bound: "memory", reason: "needs more than 512 MiB of memory" });
    expect(peak).toBeGreaterThan(100);
    // Between two looks of the watch it may grow a little.
    expect(peak).toBeLessThan(without[0] === "memoryWatch" ? 600 : 800);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** Mebibytes. */
function peakOf(line: string): number {
  try {
    const [, kibibytes = 0] = /^VmHWM:\s*(\d+)/m.exec(readFileSync(`/proc/${line.split(" ", 1)[0]}/status`, "latin1")) ?? [];
    return Number(kibibytes) / 1024;
  } catch {
    return 0;
  }
}
