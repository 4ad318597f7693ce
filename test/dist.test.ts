import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const examples = readdirSync(join(root, "examples"));

describe(`dist on Node ${process.versions.node}`, () => {
  test("says what it is and what it can do", () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(run("--version")).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
    expect(run("--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("--fail-on"), stderr: "" });
  });

  test("finds a mistake of every system in the examples", () => {
    const { status, stdout } = run("examples", "--format", "json");
    expect(status).toBe(1);
    const rules: string[] = JSON.parse(stdout).findings.map(({ rule }: { rule: string }) => rule);
    const systems = ["gke", "eks", "k3d", "k3s", "microk8s", "minikube", "openshift", "cilium"];
    expect(systems.filter((system) => !rules.some((rule) => rule.startsWith(`${system}-`)))).toEqual([]);
  });

  test.each(examples)("finds mistakes in examples/%s where it has some", (example) => {
    const { status, stderr } = run(`examples/${example}`);
    expect({ status, stderr }).toEqual({ status: example.startsWith("clean") ? 0 : 1, stderr: "" });
  });
});

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["dist/cli.js", ...args], { cwd: root, encoding: "utf8" });
  return { status, stdout, stderr };
}
