import { existsSync, readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { policies } from "../../policies/index.ts";
import schema from "../../schemas/policy.schema.json" with { type: "json" };
import type { ClusterDocument } from "../../src/model/cluster.ts";
import documentJson from "../fixtures/policies-unit/two-installs.json" with { type: "json" };

const fixtures = "test/fixtures/policies";

/** The ids that users write in their configuration and comments; one that is renamed or dropped breaks those. */
const promised = [
  "aks-admissions-enforcer",
  "ambient-profile",
  "calico-connect-time-lb",
  "calico-ebpf",
  "cilium-bpf-masquerade",
  "cilium-cni-exclusive",
  "cilium-host-probes",
  "cilium-host-routing",
  "cilium-l7-policy",
  "cilium-socket-lb",
  "cluster-name",
  "cni-conf-file-name",
  "discovery-selectors",
  "data-plane-labels",
  "eks-pod-eni-enforcing-mode",
  "gateway-injection",
  "gke-autopilot",
  "gke-cni-bin-dir",
  "gke-critical-pods-quota",
  "gke-duplicate-quota",
  "gke-platform",
  "hbone-port",
  "host-probes",
  "ineffective-value",
  "istioctl-known-value",
  "istiod-namespace",
  "k3d-cni-dirs",
  "k3d-traefik",
  "k3s-cni-dirs",
  "known-platform",
  "known-profile",
  "microk8s-cni-dirs",
  "minikube-netns-dir",
  "native-nftables",
  "minikube-vm-driver",
  "openshift-injected-platform",
  "openshift-node-namespace",
  "openshift-ovn-gateway",
  "openshift-platform",
  "overridden-value",
  "platform-on-every-chart",
  "untaint-controller",
  "version-skew",
  "ztunnel-istiod-address",
  "ztunnel-network",
  "ztunnel-trust",
  "ztunnel-without-cni",
];

it.each(promised)("%s is a policy", (id) => {
  expect(policies.map((policy) => policy.id)).toContain(id);
});

it.each(policies)("$id has a folder that passes and one that fails", ({ id }) => {
  const names = existsSync(`${fixtures}/${id}`) ? readdirSync(`${fixtures}/${id}`) : [];
  expect(names).toEqual(expect.arrayContaining([expect.stringMatching(/^pass-/), expect.stringMatching(/^fail-/)]));
});

it("has folders of policies only", () => {
  const ids = policies.map(({ id }) => id);
  expect(readdirSync(fixtures).filter((name) => !ids.includes(name))).toEqual([]);
});

it("lists every policy file, once", () => {
  const files = readdirSync("policies").flatMap((file) => /^(.*)\.(json|ts)$/.exec(file)?.[1] ?? []);
  expect(policies.map(({ id }) => id).sort()).toEqual(files.filter((name) => name !== "index").sort());
});

it.each(policies)("$id says what a reader needs", ({ title, description, remedy, links }) => {
  expect(title.length).toBeLessThanOrEqual(70);
  expect(description).toMatch(/\.$/);
  expect(remedy).toMatch(/\.$/);
  for (const link of links) expect(link).toMatch(/^https:\/\//);
  expect(
    links.some((link) => /^https:\/\/(istio\.io\/latest\/docs|docs\.[\w.-]+)\//.test(link)),
    "a page of documentation",
  ).toBe(true);
  expect(links.length).toBeGreaterThan(1);
});

const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
it.each(policies)("$id judges any cluster without failing", (policy) => {
  const document = documentJson as unknown as ClusterDocument;
  const empty: ClusterDocument = { ...document, installs: [], resources: [], evidence: [] };
  expect(() => [document, empty].map((cluster) => [...policy.check(cluster)])).not.toThrow();
});

const validate = ajv.compile(schema);
const jsonFiles = readdirSync("policies").filter((file) => file.endsWith(".json"));

it.each(jsonFiles)("%s is what the published schema describes", (file) => {
  expect(validate(JSON.parse(readFileSync(`policies/${file}`, "utf8"))), ajv.errorsText(validate.errors)).toBe(true);
});

it("has policies in JSON, too", () => {
  expect(jsonFiles).not.toEqual([]);
});

it("refuses a policy file with a misspelt key or a broken schema", () => {
  const policy = JSON.parse(readFileSync("policies/openshift-injected-platform.json", "utf8"));
  expect(validate({ ...policy, remdy: "" })).toBe(false);
  expect(validate({ ...policy, require: { properties: 1 } })).toBe(false);
  expect(validate({ ...policy, versions: "newest" })).toBe(false);
});
