import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import schema from "../schemas/cluster.schema.json" with { type: "json" };
import type { Report } from "../src/model/report.ts";
import { lint } from "../src/pipeline/lint.ts";
import { fixtures } from "./support/cases/case.ts";
import { inspectedDocument } from "./support/cases/documents.ts";

type Schema = Readonly<Record<string, unknown>>;

const { $defs } = schema as { $defs: Readonly<Record<string, Schema>> };

/** Cases that print every property between them; each case is held against the schema where it is tested. */
const printing = [
  "clusters/told-by-a-sibling",
  "deployments/argocd-applicationset-directory-left-out",
  "policies/ambient-profile/fail-1.20",
  "policies/calico-ebpf/fail-manifests",
  "policies/cilium-host-probes/fail-another-ipv6-range",
  "policies/desktop-cluster/fail-colima-start",
  "policies/eks-pod-eni-enforcing-mode/fail-strict",
  "policies/gateway-api-crds/fail-backendtlspolicy-too-old",
  "policies/k3d-cni-dirs/fail-defaults-with-newer-image",
  "policies/k3d-cni-dirs/pass-config-file-without-flannel",
  "policies/known-profile/fail-compatibility-version",
  "policies/kubernetes-version/fail-minikube",
  "policies/minikube-netns-dir/fail-newer-minikube-with-platform",
  "policies/minikube-vm-driver/fail-kernel-argument",
  "policies/multus-cni-dirs/fail-other-directory",
  "policies/openshift-ovn-gateway/pass-install-config-patched",
  "policies/pod-security/fail-talos-other-exemption",
  "policies/retired-registry/fail-download",
  "policies/selinux-type/fail-cni-alone",
  "policies/uncapturable-pods/fail-fargate-eksctl",
  "policies/untaint-controller/fail-tainted-nodes",
  "policies/webhook-port/fail-gke-module",
  "policies/webhook-port/fail-gke-other-firewall",
];

describe("the schema of the cluster documents", () => {
  it("describes no property that is never printed", async () => {
    const documents = await Promise.all(printing.map(async (folder) => inspectedDocument(await lintCase(folder))));
    const printed = keysIn(documents);
    const described = Object.values($defs).flatMap(({ properties = {} }) => Object.keys(properties as object));
    expect(
      described.filter((name) => !printed.has(name)),
      "add a case that prints it to `printing`",
    ).toEqual([]);
  });

  it("says what each type is for", () => {
    const silent = ["ClusterDocument", "Install", "Effective", "Strength"].filter((name) => !$defs[name]?.description);
    expect(silent).toEqual([]);
  });

  it("refuses what is no cluster document", () => {
    const validate = new Ajv2020({ strictTypes: false }).compile(schema);
    expect(validate({ schemaVersion: 1, clusters: [] })).toBe(true);
    expect(validate({ schemaVersion: 2, clusters: [] })).toBe(false);
    expect(validate({ schemaVersion: 1, clusters: [{ name: "x", installs: [] }] })).toBe(false);
  });
});

function lintCase(folder: string): Promise<Report> {
  return lint({ cwd: join(fixtures, folder), kustomize: "off" });
}

function keysIn(value: unknown): Set<string> {
  const found = new Set<string>();
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== "object" || next === null) continue;
    if (!Array.isArray(next)) for (const key of Object.keys(next)) found.add(key);
    waiting.push(...Object.values(next));
  }
  return found;
}
