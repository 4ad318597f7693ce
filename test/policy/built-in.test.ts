import { expect, it } from "vitest";
import { policies } from "../../policies/index.ts";
import type { ClusterDocument } from "../../src/model/cluster.ts";
import type { Install } from "../../src/model/install.ts";
import documentJson from "../fixtures/policies-unit/two-installs.json" with { type: "json" };

// What no form yields yet, or only real charts would: the rules see documents, so documents say it.
const base = documentJson as unknown as ClusterDocument;

function install(over: Partial<Install>): Partial<Install> {
  return { ...base.installs[0], values: {}, effective: {}, ...over };
}

function judge(id: string, installs: Partial<Install>[], over: Partial<ClusterDocument> = {}) {
  const policy = policies.find((one) => one.id === id);
  const document = { ...base, evidence: [], resources: [], installs: installs as Install[], ...over };
  return [...(policy?.check(document) ?? [])].map(({ at, severity, remedy }) => [at, severity ?? "", remedy ?? ""]);
}

const sail = { tool: "sail", form: "sail-operator" } as const;

it("leaves the Sail Operator its own namespaces on OpenShift, as long as istiod trusts ztunnel there", () => {
  const cni = install({ ...sail, component: "cni", namespace: "istio-cni" });
  const ztunnel = install({ ...sail, component: "ztunnel", namespace: "ztunnel" });
  const istiod = (accounts: string) => install({ ...sail, component: "istiod", effective: { trustedNodeAccounts: accounts } });
  expect(judge("openshift-node-namespace", [cni, ztunnel, istiod("ztunnel/ztunnel")])).toEqual([]);
  expect(judge("openshift-node-namespace", [cni, ztunnel, istiod("istio-system/ztunnel, ztunnel/ztunnel")])).toEqual([]);
  expect(judge("openshift-node-namespace", [cni, ztunnel, istiod("kube-system/ztunnel")])).toEqual([
    ["/installs/1/namespace", "", expect.stringContaining("pilot.trustedZtunnelNamespace: ztunnel")],
  ]);
});

it("accepts a ztunnel that one of several control planes trusts, or that an unknown one may", () => {
  const ztunnel = install({ component: "ztunnel", namespace: "kube-system" });
  const refusing = install({ component: "istiod", platform: "openshift", effective: { trustedNodeAccounts: "istio-system/ztunnel" } });
  const trusting = install({ component: "istiod", effective: { trustedNodeAccounts: "kube-system/ztunnel" } });
  const unknown = install({ component: "istiod", effective: {}, unknown: ["/effective/trustedNodeAccounts"] });
  expect(judge("openshift-node-namespace", [ztunnel, refusing])).toHaveLength(1);
  expect(judge("openshift-node-namespace", [ztunnel, refusing, trusting])).toEqual([]);
  expect(judge("openshift-node-namespace", [ztunnel, refusing, unknown])).toEqual([]);
});

it("leaves a missing platform that makes istiod trust another ztunnel to the rule that is about it", () => {
  const ztunnel = install({ component: "ztunnel", namespace: "kube-system" });
  const istiod = (over: Partial<Install>) =>
    install({ component: "istiod", effective: { trustedNodeAccounts: "istio-system/ztunnel" }, ...over });
  expect(judge("openshift-node-namespace", [ztunnel, istiod({ profile: "ambient", platform: null })])).toEqual([]);
  expect(judge("openshift-node-namespace", [ztunnel, istiod({ profile: "openshift-ambient", platform: null })])).toHaveLength(1);
});

it("compares the umbrella chart's own namespace with what its istiod trusts", () => {
  const effective = { trustedNodeAccounts: "kube-system/ztunnel" };
  const umbrella = install({ component: "ambient", platform: "openshift", namespace: "istio-system", effective });
  expect(judge("openshift-node-namespace", [umbrella])).toHaveLength(1);
});

it("does not ask the Sail Operator's or an unknown install's platform on OpenShift", () => {
  expect(judge("openshift-platform", [install({ ...sail, component: "istiod" })])).toEqual([]);
  expect(judge("openshift-platform", [install({ component: "istiod", unknown: ["/values/global"] })])).toEqual([]);
  expect(
    judge("openshift-platform", [
      install({ component: "istiod", effective: null, renderError: { code: "unknown-platform", value: "ocp" } }),
    ]),
  ).toEqual([]);
});

it("takes OpenShift's own CNI directory for as good as the platform on the cni chart alone", () => {
  expect(judge("openshift-platform", [install({ component: "cni", effective: { cniBinDir: "/var/lib/cni/bin" } })])).toEqual([]);
  expect(judge("openshift-platform", [install({ component: "cni", effective: { cniBinDir: "/opt/cni/bin" } })])).toHaveLength(1);
  expect(judge("openshift-platform", [install({ component: "cni", effective: {}, unknown: ["/effective/cniBinDir"] })])).toEqual([]);
});

it("knows what each version needs on GKE", () => {
  const cni = (over: Partial<Install>) =>
    judge("gke-platform", [install({ effective: { cniBinDir: "/opt/cni/bin" }, ...over })]).map((one) => one[2]);
  expect(cni({ version: "1.28.0" })).toEqual(["Set `global.platform: gke`."]);
  expect(cni({ version: "1.28.0", rendering: "offline" })).toEqual([expect.stringContaining("and `cni.cniBinDir: /home/kubernetes/bin`")]);
  expect(cni({ version: "1.28.0", rendering: "offline", component: "ambient" })).toEqual([expect.stringContaining("cni.cni.cniBinDir")]);
  expect(cni({ version: "1.24.3", rendering: "offline" })).toEqual(["Set `cni.cniBinDir: /home/kubernetes/bin`."]);
  expect(cni({ version: "1.25.3", tool: "istioctl" })).toEqual(["Set `values.cni.cniBinDir: /home/kubernetes/bin`."]);
  expect(cni({ version: "1.24.3", tool: "istioctl" })).toEqual([expect.stringMatching(/^Set `values\.cni\.cniBinDir: /)]);
  expect(cni({ version: "1.28.0", tool: "rendered", rendering: "offline" })).toHaveLength(1);
  expect(cni({ version: "1.28.0", tool: "sail" })).toEqual([]);
  expect(cni({ version: "1.28.0", platform: "gke" })).toEqual([]);
});

it("asks for a quota once a namespace, and leaves a missing platform to the rule that is about it", () => {
  const node = { priorityClassName: "system-node-critical", namespace: "istio-system", resourceQuota: null };
  const ztunnel = install({ component: "ztunnel", effective: node });
  const cni = (over: Partial<Install>) => install({ component: "cni", effective: { ...node, cniBinDir: "/opt/cni/bin" }, ...over });
  expect(judge("gke-critical-pods-quota", [cni({ version: "1.25.0" }), ztunnel])).toHaveLength(1);
  expect(judge("gke-critical-pods-quota", [cni({ version: "1.26.0" }), ztunnel])).toEqual([]);
  expect(judge("gke-critical-pods-quota", [install({ component: "ztunnel", effective: { ...node, priorityClassName: null } })])).toEqual(
    [],
  );
  expect(
    judge("gke-critical-pods-quota", [
      ztunnel,
      install({ component: "cni", effective: { ...node, resourceQuota: { namespace: "istio-system", pods: 9 } } }),
    ]),
  ).toEqual([]);
});

it.each([
  [{ scopes: ["PriorityClass"] }, 0],
  [{ scopes: ["NotTerminating"] }, 1],
  [{ scopeSelector: { matchExpressions: [{ scopeName: "PriorityClass", operator: "Exists" }] } }, 0],
  [{ scopeSelector: { matchExpressions: [{ scopeName: "PriorityClass", operator: "NotIn", values: ["low"] }] } }, 0],
  [{ scopeSelector: { matchExpressions: [{ scopeName: "PriorityClass", operator: "NotIn", values: ["system-node-critical"] }] } }, 1],
  [{ scopeSelector: { matchExpressions: [null] } }, 1],
  [{ scopeSelector: null }, 1],
  [null, 1],
])("reads the quota %j as Kubernetes does", (spec, expected) => {
  const quota = {
    apiVersion: "v1",
    kind: "ResourceQuota",
    name: "q",
    namespace: "istio-system",
    object: { spec },
    file: "q.yaml",
    line: 1,
    column: 1,
  };
  const effective = { priorityClassName: "system-node-critical", namespace: "istio-system", resourceQuota: null };
  const found = judge("gke-critical-pods-quota", [install({ component: "ztunnel", effective })], { resources: [quota] });
  expect(found).toHaveLength(expected);
});

it("warns where platform k3s points at directories that another CNI does not use", () => {
  const effective = { cniConfDir: "/var/lib/rancher/k3s/agent/etc/cni/net.d", cniBinDir: "/var/lib/rancher/k3s/data/cni" };
  const calico = { component: "calico", effective: {} } as const;
  expect(judge("k3s-cni-dirs", [install({ platform: "k3s", effective }), install(calico)])).toEqual([
    ["/installs/0/platform", "warning", expect.stringContaining("cni.cniConfDir")],
  ]);
  expect(
    judge("k3s-cni-dirs", [
      install({ platform: "k3s", effective, values: { cni: { cniConfDir: effective.cniConfDir } } }),
      install(calico),
    ]),
  ).toEqual([]);
  expect(
    judge("k3s-cni-dirs", [install({ effective: { cniConfDir: "/etc/cni/net.d", cniBinDir: "/opt/cni/bin" } }), install(calico)]),
  ).toEqual([]);
});

it.each(["169.254.7.127/32", "169.254.0.0/16", "0.0.0.0/0", "fd16:9254:7127:1337:ffff:ffff:ffff:ffff/128"])(
  "takes %s for an address of probes",
  (cidr) => {
    const policy = (name: string, spec: unknown) => ({
      apiVersion: "cilium.io/v2",
      kind: "CiliumClusterwideNetworkPolicy",
      name,
      namespace: null,
      object: { specs: [spec, null, "odd"] },
      file: "p.yaml",
      line: 1,
      column: 1,
    });
    const deny = policy("deny", { endpointSelector: {}, ingress: [{}] });
    const admit = policy("admit", { endpointSelector: {}, ingress: [null, { fromCIDRSet: [null, { cidr }] }] });
    const cilium = install({ component: "cilium", effective: {} });
    expect(judge("cilium-host-probes", [cilium], { resources: [deny] })).toHaveLength(1);
    expect(judge("cilium-host-probes", [cilium], { resources: [deny, admit] })).toEqual([]);
  },
);

it("leaves a patch of istiod's Deployment and one of an older version to themselves, and judges a whole manifest", () => {
  const rendered = { tool: "rendered", form: "rendered-manifest", component: "istiod", profile: null } as const;
  const ztunnel = install({ component: "ztunnel", profile: null });
  const istiod = (over: Partial<Install>) => install({ ...rendered, version: "1.28.3", ...over });
  expect(judge("ambient-profile", [istiod({ effective: { ambient: false } }), ztunnel])).toEqual([]);
  expect(judge("ambient-profile", [istiod({ version: "1.21.6", effective: { ambient: false, platform: "" } }), ztunnel])).toEqual([]);
  expect(judge("ambient-profile", [istiod({ effective: { ambient: false, platform: "" } }), ztunnel])).toEqual([
    ["/installs/0/effective/ambient", "", "Render the chart with `profile: ambient`."],
  ]);
});

it("tells the Sail Operator and istioctl how to turn ambient on, and does not ask Sail for a platform", () => {
  const off = { component: "istiod", profile: null, effective: { ambient: false } } as const;
  const ztunnel = install({ component: "ztunnel", profile: null, platform: "openshift", effective: {} });
  expect(judge("ambient-profile", [install({ ...off, ...sail }), ztunnel])).toEqual([
    ["/installs/0/profile", "", "Set `spec.profile: ambient`."],
  ]);
  expect(judge("platform-on-every-chart", [install({ ...off, ...sail, platform: null }), ztunnel], { platform: "openshift" })).toEqual([]);
});

it("asks only charts of one version range for a platform, and says both keys where GKE's version is not visible", () => {
  const ztunnel = install({ component: "ztunnel", platform: "gke", version: "1.28.3" });
  const cni = (over: Partial<Install>) => install({ platform: null, version: "1.28.3", effective: { cniBinDir: "/opt/cni/bin" }, ...over });
  const found = (over: Partial<Install>) => judge("platform-on-every-chart", [cni(over), ztunnel], { platform: "gke" });
  expect(found({ version: "1.24.6" })).toEqual([]);
  expect(found({ unknown: ["/values/global"] })).toEqual([]);
  expect(found({ rendering: "offline" })).toEqual([
    ["/installs/0/platform", "error", expect.stringContaining("`cni.cniBinDir: /home/kubernetes/bin` beside it")],
  ]);
  expect(judge("gke-platform", [cni({ form: "helm-cli" }), ztunnel], { platform: "gke" })).toEqual([]);
});
