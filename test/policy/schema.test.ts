import { expect, it } from "vitest";
import type { ClusterDocument } from "../../src/model/cluster.ts";
import type { Violation } from "../../src/model/finding.ts";
import { UsageError } from "../../src/model/usage-error.ts";
import { policyFromJson } from "../../src/policy/schema.ts";
import documentJson from "../fixtures/policies-unit/two-installs.json" with { type: "json" };

const document = documentJson as unknown as ClusterDocument;

const metadata = {
  id: "some-rule",
  title: "Do it right",
  severity: "error",
  subject: "installs",
  message: "it is `{{/effective/cniConfDir}}`",
  remedy: "Do it.",
  description: "It breaks.",
  links: ["https://example.com"],
};

function violations(policy: Record<string, unknown>, over: ClusterDocument = document): Violation[] {
  return [...policyFromJson({ ...metadata, ...policy }).check(over)];
}

function effective(properties: Record<string, unknown>, required: string[] = []): Record<string, unknown> {
  return { properties: { effective: { type: "object", properties, required } } };
}

it("skips what `where` does not select", () => {
  const require = effective({ cniConfDir: { const: "/elsewhere" } });
  expect(violations({ require, where: { properties: { component: { const: "cni" } } } })).toHaveLength(1);
  expect(violations({ require, where: { properties: { component: { const: "istiod" } } } })).toEqual([]);
});

it("points at the first value that fails and relates the others", () => {
  const found = violations({
    where: { properties: { component: { const: "cni" } } },
    require: effective({ cniConfDir: { const: "/a" }, cniBinDir: { const: "/b" } }),
  });
  expect(found).toEqual([
    {
      at: "/installs/0/effective/cniConfDir",
      message: "it is `/etc/cni/net.d`",
      related: [{ at: "/installs/0/effective/cniBinDir", message: "`cniBinDir` is `/opt/cni/bin`" }],
    },
  ]);
});

it("points at a property that is missing", () => {
  const found = violations({ where: { properties: { component: { const: "cni" } } }, require: effective({}, ["not/there"]) });
  expect(found.map(({ at }) => at)).toEqual(["/installs/0/effective/not~1there"]);
});

it("says nothing about what is unknown, whether it is wrong or missing", () => {
  const where = { properties: { component: { const: "ztunnel" } } };
  expect(violations({ where, require: effective({ resourceQuota: { type: "object" } }, ["resourceQuota"]) })).toEqual([]);
  expect(violations({ where, require: { properties: { values: { properties: { global: { required: ["platform"] } } } } } })).toEqual([]);
  expect(violations({ where, require: effective({}, ["seLinuxType"]) })).toHaveLength(1);
});

it("takes an unknown value for one that may satisfy an `anyOf`", () => {
  const where = { properties: { component: { const: "ztunnel" } } };
  const known = effective({ namespace: { const: "kube-system" } }, ["namespace"]);
  const unknown = effective({ resourceQuota: { type: "object" } }, ["resourceQuota"]);
  expect(violations({ where, require: { anyOf: [known, unknown] } })).toEqual([]);
  expect(violations({ where, require: { anyOf: [known] } })).toHaveLength(1);
});

it("lets the first branch of an `anyOf` say what fails", () => {
  const require = { anyOf: [effective({ cniBinDir: { const: "/b" } }), { properties: { component: { const: "istiod" } } }] };
  const [found] = violations({ where: { properties: { component: { const: "cni" } } }, require });
  expect(found).toMatchObject({ at: "/installs/0/effective/cniBinDir" });
  expect(found).not.toHaveProperty("related");
});

it("judges the whole cluster at once", () => {
  const [found, ...others] = violations({
    subject: "cluster",
    message: "{{value}} in {{/name}}",
    require: { properties: { installs: { items: { properties: { namespace: { const: "kube-system" } } } } } },
  });
  expect(found).toMatchObject({ at: "/installs/0/namespace", message: "istio-system in prod" });
  expect(found?.related).toEqual([{ at: "/installs/1/namespace", message: "`namespace` is `istio-system`" }]);
  expect(others).toEqual([]);
});

it("leaves out what is unknown in an install of a whole cluster", () => {
  const require = { properties: { installs: { items: { properties: { effective: { required: ["resourceQuota"] } } } } } };
  expect(violations({ subject: "cluster", require }).map(({ at }) => at)).toEqual(["/installs/0/effective/resourceQuota"]);
});

it("judges resources and evidence by their own pointers", () => {
  expect(violations({ subject: "resources", require: { properties: { kind: { const: "Pod" } } } })[0]?.at).toBe("/resources/0/kind");
  expect(violations({ subject: "evidence", require: { properties: { platform: { const: "gke" } } } })[0]?.at).toBe("/evidence/0/platform");
});

it("weighs a violation less where `warnWhere` says so", () => {
  const require = effective({ namespace: { const: "kube-system" } }, ["namespace"]);
  const found = violations({ require, warnWhere: { properties: { component: { const: "ztunnel" } } } });
  expect(found.map(({ severity }) => severity)).toEqual([undefined, "warning"]);
});

it("judges only clusters that `clusterWhere` describes, whatever the subject", () => {
  const require = { properties: { component: { const: "x" } } };
  const named = (name: string) => violations({ require, clusterWhere: { properties: { name: { const: name } } } });
  expect(named(document.name)).toHaveLength(document.installs.length);
  expect(named("another")).toEqual([]);
});

it("reads `unset` for what is missing in a message, and shortens what is long", () => {
  const require = { properties: { component: { const: "x" } } };
  expect(violations({ require, message: "{{/effective/nothing}} {{/release}}" })[0]?.message).toBe("unset unset");
  const long = { ...document, name: "n".repeat(500) };
  const [found] = violations({ subject: "cluster", require: { properties: { name: { maxLength: 1 } } }, message: "{{value}}" }, long);
  expect(found?.message).toBe(`${"n".repeat(200)}…`);
});

it("does not follow a placeholder into a prototype", () => {
  const require = { properties: { component: { const: "x" } } };
  expect(violations({ require, message: "{{/constructor/name}}" })[0]?.message).toBe("unset");
});

it("passes a fix through as data", () => {
  const fix = { set: { "global.platform": "k3s" } };
  expect(policyFromJson({ ...metadata, require: {}, fix }).fix).toEqual(fix);
});

it.each([
  [[], "a policy must be a JSON object"],
  [{ ...metadata, require: {}, id: 1 }, "`id` must be string"],
  [{ ...metadata, require: {}, subject: "pods" }, "`subject` must be equal to one of the allowed values: installs, "],
  [metadata, "`require` is missing"],
  [{ ...metadata, require: {}, remdy: "Do it." }, "unknown key `remdy`"],
  [{ ...metadata, require: {}, clusterWhere: [] }, "`clusterWhere` must be object,boolean"],
  [{ ...metadata, require: {}, warnWhere: 1 }, "`warnWhere` must be object,boolean"],
])("refuses what is no policy, in one line", (json, reason) => {
  const make = () => policyFromJson(json);
  expect(make).toThrow(UsageError);
  expect(make).toThrow(reason);
});
