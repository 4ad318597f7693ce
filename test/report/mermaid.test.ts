import { expect, it } from "vitest";
import type { ClusterDocument } from "../../src/model/cluster.ts";
import type { ClusterDeployments, DeploymentTree } from "../../src/model/deployment-tree.ts";
import { lint } from "../../src/pipeline/lint.ts";
import { renderMermaidMap } from "../../src/report/mermaid.ts";

it("draws a frame a cluster, and what nothing deploys apart", async () => {
  const report = await lint({ cwd: "test/fixtures/deployments/argocd-file-left-out", kustomize: "off" });
  await expect(renderMermaidMap(report)).toMatchFileSnapshot("../fixtures/report/deployments.mermaid");
});

it("says so where there is nothing", () => {
  expect(renderMermaidMap({ deployments: () => [] })).toContain("No Istio install found");
});

const hostileNames = [
  'a"]; click c0_0 "javascript:alert(1)',
  "b\n  end\n  c0_9 --> c0_1",
  "`**bold** [link](https://evil.example)`",
  "<img src=x onerror=alert(1)> & <script>",
  "%%{init: {'theme': 'dark'}}%%",
  "c{d}|e|(f)#quot;g\\h@i",
  "1. list",
  "right\u202Eleft\u0007",
];

it.each(hostileNames)("keeps %j inside its label", (name) => {
  const leaf: DeploymentTree = { kind: "resource", name, file: "policy.yaml", line: 1, children: [] };
  const tree: DeploymentTree = { kind: "script", name, file: "install.sh", children: [leaf] };
  const lines = renderMermaidMap({ deployments: () => [of(name, [tree])] })
    .trimEnd()
    .split("\n");
  expect(lines).toHaveLength(7);
  for (const line of lines) {
    const [, label = ""] = /"(.*)"/.exec(line) ?? [];
    expect(label).toMatch(/^(?:[\p{L}\p{N}\p{M} .,:/()=+-]|#\d+;)*$/u);
    expect(label).not.toContain("://");
  }
});

it.each([
  [1, 2_000],
  [40, 60],
  [500, 10],
])("stays within what GitHub draws for %i clusters of %i deployers", (clusters, deployers) => {
  const all = Array.from({ length: clusters }, (_, index) =>
    of(`cluster-${index}-${'"'.repeat(90)}`, Array.from({ length: deployers }, tree)),
  );
  const text = renderMermaidMap({ deployments: () => all });
  expect(text.length).toBeLessThan(50_000);
  expect(text.match(/-->/g)?.length ?? 0).toBeLessThan(500);
  expect(text).toMatch(/too much to draw here|more clusters/);
});

function tree(_: unknown, index: number): DeploymentTree {
  const install: DeploymentTree = { kind: "install", name: "istiod 1.30.1", file: "apps.yaml", line: index + 1, children: [] };
  return { kind: "argocd-application", name: `istiod-${index}`, file: "apps.yaml", children: [install] };
}

function of(name: string, trees: readonly DeploymentTree[]): ClusterDeployments {
  const cluster = { name, platform: null, installs: [], evidence: [] } as unknown as ClusterDocument;
  return { cluster, trees, loose: [], undeployed: [] };
}
