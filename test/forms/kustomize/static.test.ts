import { expect, test } from "vitest";
import { openRepository } from "../../../src/files/repository.ts";
import { findOverlays } from "../../../src/forms/kustomize/kustomization.ts";
import { deriveOutput } from "../../../src/forms/kustomize/static.ts";
import { toPlainValue } from "../../../src/model/cursor.ts";
import { openReader } from "../../../src/reader/reader.ts";
import { hostsScripts } from "../../../src/scripts/index.ts";
import { temporaryRepository } from "../../support/repository.ts";

const daemonSet =
  "apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: istio-cni-node\n  labels: {tier: node}\nspec:\n  template:\n    spec:\n      volumes:\n        - name: cni-bin-dir\n          hostPath: {path: /opt/cni/bin}\n        - name: cni-net-dir\n          hostPath: {path: /etc/cni/net.d}\n";

/** What the overlay `prod` makes of the DaemonSet, read without Kustomize. */
async function output(kustomization: string, others: Readonly<Record<string, string>> = {}): Promise<unknown[]> {
  const cwd = temporaryRepository({ "base/daemonset.yaml": daemonSet, "prod/kustomization.yaml": kustomization, ...others });
  const reader = openReader(await openRepository(cwd, ".", { report: () => {}, hostsScripts }), {
    markers: ["istio-cni-node"],
    problem: () => {},
  });
  const overlay = findOverlays(reader, new Set()).find(({ path }) => path === "prod/kustomization.yaml");
  if (!overlay) throw new Error("there is no overlay");
  return deriveOutput(overlay, reader).flatMap((source) => source.documents(/(?:)/).map(({ root }) => toPlainValue(root)));
}

const volumes = (...paths: readonly string[]) => ({
  spec: {
    template: { spec: { volumes: ["cni-bin-dir", "cni-net-dir"].map((name, index) => ({ name, hostPath: { path: paths[index] } })) } },
  },
});

test("a strategic merge joins lists by name", async () => {
  const patch =
    "resources: [../base/daemonset.yaml]\npatches:\n  - patch: |\n      apiVersion: apps/v1\n      kind: DaemonSet\n      metadata: {name: istio-cni-node}\n      spec: {template: {spec: {volumes: [{name: cni-net-dir, hostPath: {path: /net}}]}}}\n";
  expect(await output(patch)).toMatchObject([volumes("/opt/cni/bin", "/net")]);
});

test.each([
  ["{kind: DaemonSet}", "/bin"],
  ["{kind: DaemonSet, name: istio-.*}", "/bin"],
  ["{kind: DaemonSet, name: istio-cni-node|ztunnel}", "/bin"],
  ["{kind: DaemonSet, name: ztunnel}", "/opt/cni/bin"],
  ["{labelSelector: tier=node}", "/bin"],
  ["{labelSelector: 'tier in (node, host)'}", "/bin"],
  ["{labelSelector: 'tier notin (node)'}", "/opt/cni/bin"],
  ["{labelSelector: '!tier'}", "/opt/cni/bin"],
  ["{group: apps, version: v1}", "/bin"],
  ["{kind: DaemonSet, name: 'istio-[a-z]+'}", undefined],
])("operations for %s leave %s", async (target, expected) => {
  const patch = `resources: [../base/daemonset.yaml]\npatches:\n  - target: ${target}\n    patch: |\n      - {op: replace, path: /spec/template/spec/volumes/0/hostPath/path, value: /bin}\n`;
  const [first] = (await output(patch)) as { spec: { template: { spec: { volumes: { hostPath: { path?: string } }[] } } } }[];
  expect(first?.spec.template.spec.volumes[0]?.hostPath.path).toBe(expected);
});

test("a patch can delete, and the namespace comes last", async () => {
  const removal = "resources: [../base/daemonset.yaml]\npatchesStrategicMerge: [gone.yaml]\n";
  const gone = "apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: istio-cni-node}\n$patch: delete\n";
  expect(await output(removal, { "prod/gone.yaml": gone })).toEqual([]);
  expect(await output("resources: [../base/daemonset.yaml]\nnamespace: kube-system\n")).toMatchObject([
    { metadata: { namespace: "kube-system" } },
  ]);
});

test("an overlay that does more than that has its files as they are", async () => {
  const replacing = "resources: [../base/daemonset.yaml]\nnamespace: kube-system\nreplacements: [{source: {kind: ConfigMap}}]\n";
  expect(await output(replacing)).toMatchObject([{ metadata: { name: "istio-cni-node" } }]);
  expect(await output(replacing)).not.toMatchObject([{ metadata: { namespace: "kube-system" } }]);
});

test("a kustomization that includes itself comes to an end", async () => {
  expect(
    (
      await output("resources: [., ., ../base/daemonset.yaml]\nnamespace: x\n", { "a/kustomization.yaml": "resources: [../prod]\n" }).catch(
        () => [],
      )
    ).length,
  ).toBeLessThan(20_001);
});
