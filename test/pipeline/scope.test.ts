import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { lint } from "../../src/pipeline/lint.ts";
import { inspectJson } from "../../src/report/inspect-json.ts";
import { renderJsonReport } from "../../src/report/json.ts";
import { renderTextReport } from "../../src/report/text.ts";

const fixtures = join(import.meta.dirname, "../fixtures/clusters");
const folder = mkdtempSync(join(tmpdir(), "scope-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const git = (cwd: string, ...args: string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false", ...args], { cwd });

describe("the same repository in directories of other names", () => {
  it("gets the same reports, byte for byte", async () => {
    const first = join(folder, "first");
    cpSync(join(fixtures, "the-whole-repository"), first, { recursive: true });
    git(first, "init", "-q");
    git(first, "add", "-A");
    git(first, "commit", "-qm", "x");
    git(folder, "clone", "-q", "first", "second clone");
    git(first, "worktree", "add", "-q", join(folder, "tree"));
    const reports = await Promise.all(["first", "second clone", "tree"].map((name) => outputsOf(join(folder, name))));
    expect(reports[0]).toContain('"name": "."');
    expect(reports[1]).toBe(reports[0]);
    expect(reports[2]).toBe(reports[0]);
  });
});

async function outputsOf(cwd: string): Promise<string> {
  const report = await lint({ cwd, kustomize: "off" });
  return [renderJsonReport(report), inspectJson(report), renderTextReport(report, { color: false, quiet: false })].join("\n");
}

describe("paths", () => {
  const cwd = join(fixtures, "side-by-side");

  it("narrow what is reported, never what is known", async () => {
    const { clusters } = await lint({ cwd, paths: ["clusters/eu/istio"], kustomize: "off" });
    expect(clusters.map(({ name, platform }) => [name, platform])).toEqual([["clusters/eu/istio", "gke"]]);
  });

  it("may be files, as hooks pass them", async () => {
    const paths = ["clusters/us/istio/cni.yaml", "clusters/eu/terraform/main.tf"];
    const { clusters, findings, summary } = await lint({ cwd, paths, kustomize: "off" });
    expect(clusters.map(({ name, platform }) => [name, platform])).toEqual([["clusters/us/istio", "eks"]]);
    expect(findings.every(({ location }) => paths.includes(location.file))).toBe(true);
    expect(summary.files).toBe(2);
  });

  it("that are not there are errors with the nearest name", async () => {
    await expect(lint({ cwd, paths: ["clusters/eo"] })).rejects.toThrow("clusters/eo; did you mean clusters/eu?");
  });
});

describe("the name of a cluster", () => {
  it("must be one that is here", async () => {
    const cwd = join(fixtures, "side-by-side");
    await expect(lint({ cwd, cluster: "clusters/eu/isto" })).rejects.toThrow("did you mean clusters/eu/istio?");
    await expect(lint({ cwd, cluster: "nothing" })).rejects.toThrow("the clusters are clusters/eu/istio, clusters/us/istio");
  });

  it("stays the directory's in configurations that know the whole repository by it", async () => {
    const directory = join(folder, "shop-mesh");
    cpSync(join(fixtures, "the-whole-repository"), directory, { recursive: true });
    const { writeFileSync } = await import("node:fs");
    writeFileSync(join(directory, ".istio-preflight.yaml"), "clusters:\n  - name: shop-mesh\n    platform: aks\n");
    const { clusters } = await lint({ cwd: directory, kustomize: "off" });
    expect(clusters.map(({ name, platform, platformSource }) => [name, platform, platformSource])).toEqual([
      ["shop-mesh", "aks", "configuration"],
    ]);
  });
});

describe("a platform of the command line", () => {
  it("that the files contradict is believed, with a warning", async () => {
    const { clusters, problems } = await lint({ cwd: join(fixtures, "one-folder-a-component"), platform: "gke", kustomize: "off" });
    expect(clusters.map(({ platform }) => platform)).toEqual(["gke"]);
    expect(problems.map(({ code, location }) => [code, location?.file])).toContainEqual(["platform-overridden", "terraform/eks.tf"]);
  });
});
