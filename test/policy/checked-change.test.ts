import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { policies } from "../../policies/index.ts";
import type { ClusterDocument } from "../../src/model/cluster.ts";
import type { Violation } from "../../src/model/finding.ts";
import { lint } from "../../src/pipeline/lint.ts";
import { acceptViolations } from "../../src/policy/violations.ts";

const document = {
  installs: [{ version: "1.30.2", values: { hub: "gcr.io/istio-release" }, ignored: [{ key: "platform" }], overridden: [], rejected: [] }],
  resources: [{ kind: "NetworkPolicy", object: { spec: { ingress: [{ ports: [{ port: 80 }] }] } } }],
  evidence: [],
} as unknown as ClusterDocument;

const quota = {
  apiVersion: "v1",
  kind: "ResourceQuota",
  metadata: { name: "istio-pods", namespace: "istio-system" },
  spec: { hard: { pods: 1 } },
};

function proposed(change: unknown): unknown {
  const violation = { at: "/installs/0", message: "It is wrong", fix: { title: "Repair it", changes: [change] } };
  return acceptViolations([violation], document)[0]?.fix?.changes[0];
}

describe("a fix of a policy from outside", () => {
  it.each([
    { install: 0, set: { "global.platform": "gke" } },
    { resource: 0, set: { "spec.replicas": 2 } },
    { remove: "/installs/0/values/hub" },
    { move: "/installs/0/ignored/0", to: "global.platform" },
    { replace: "/installs/0/values/hub", was: "gcr.io/istio-release", with: "docker.io/istio" },
    { append: "/resources/0/object/spec/ingress/0/ports", item: { port: 15008, protocol: "TCP" } },
    { append: "/resources/0/object/spec/ingress/0/ports", item: 15008 },
    { add: quota, beside: "/installs/0" },
  ])("may propose %j", (change) => {
    expect(proposed(change)).toEqual(change);
  });

  const named = (metadata: unknown) => ({ add: { ...quota, metadata }, beside: "/installs/0" });
  const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) });

  it.each([
    ["a file elsewhere", named({ name: "../../.github/workflows/x" })],
    ["a file elsewhere, by the kind", { add: { ...quota, kind: "/../X" }, beside: "/installs/0" }],
    ["a file with an absolute name", named({ name: "/etc/cron.d/x" })],
    ["a hidden file", named({ name: ".istio-preflight" })],
    ["a name with a line break", named({ name: "a\nb" })],
    ["a namespace that is a path", named({ name: "a", namespace: "../b" })],
    ["an object without a name", { add: { kind: "ConfigMap" }, beside: "/installs/0" }],
    ["a list as an object", { add: [quota], beside: "/installs/0" }],
    [
      "an object of very many keys",
      { add: { ...quota, data: Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`k${i}`, 1])) }, beside: "/installs/0" },
    ],
    ["an object of great depth", { add: { ...quota, spec: deep(200) }, beside: "/installs/0" }],
    ["an object with a very long text", { add: { ...quota, data: { a: "x".repeat(3_000) } }, beside: "/installs/0" }],
    ["an object with text that does not show", { add: { ...quota, data: { a: "x\u202ey\u001b[2J" } }, beside: "/installs/0" }],
    ["an object beside nothing", { add: quota, beside: "/elsewhere/0" }],
    ["an object beside a path", { add: quota, beside: "../../x" }],
    ["a move of what is read", { move: "/installs/0/values/hub", to: "global.hub" }],
    ["a move of what is not there", { move: "/installs/0/ignored/7", to: "global.hub" }],
    ["a move into a script", { move: "/installs/0/ignored/0", to: "a$(id)" }],
    ["a field of no resource", { resource: 3, set: { a: 1 } }],
    ["a field of `__proto__`", { resource: "__proto__", set: { a: 1 } }],
    ["a field that is a script", { resource: 0, set: { a: "$(id)" } }],
    ["an item of no list", { append: "/resources/0/object/spec", item: 1 }],
    ["an item of an install", { append: "/installs/0/ignored", item: 1 }],
    ["an item with a key that is YAML", { append: "/resources/0/object/spec/ingress/0/ports", item: { "a: 1\nb": 2 } }],
    ["an item that is a script", { append: "/resources/0/object/spec/ingress/0/ports", item: "`id`" }],
    ["an item of great depth", { append: "/resources/0/object/spec/ingress/0/ports", item: { a: { b: 1 } } }],
    ["nothing", {}],
    ["no map", "rm -rf"],
  ])("may not propose %s", (_, change) => {
    expect(() => proposed(change)).toThrow(/each change of a `fix`|not in the document|JSON pointer/);
  });
});

/** They are the proof that what users can write suffices. */
const proposing = [
  "calico-connect-time-lb",
  "cilium-host-probes",
  "gke-critical-pods-quota",
  "hbone-port",
  "host-probes",
  "ineffective-value",
  "istioctl-known-value",
  "openshift-ovn-gateway",
  "overridden-value",
];

test.each(proposing)("what the built-in rule %s proposes, policies from outside may propose", async (id) => {
  const policy = policies.find((one) => one.id === id);
  const folder = `test/fixtures/policies/${id}`;
  const names = readdirSync(folder).filter((name) => name.startsWith("fail-"));
  let count = 0;
  for (const name of names.slice(0, 8)) {
    const { clusters } = await lint({ cwd: join(folder, name), kustomize: "off" });
    for (const cluster of clusters) {
      const violations = JSON.parse(JSON.stringify([...(policy?.check(cluster) ?? [])]));
      const fixes = violations.map(({ fix }: Violation) => fix?.changes);
      expect(acceptViolations(violations, cluster).map(({ fix }) => fix?.changes)).toEqual(fixes);
      count += fixes.filter(Boolean).length;
    }
  }
  expect(count).toBeGreaterThan(0);
});
