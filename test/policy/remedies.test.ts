import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { lint } from "../../src/pipeline/lint.ts";

// What a remedy says, done by hand where no fix does it.
const clusterwide = `apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata:
  name: allow-ambient-hostprobes
spec:
  endpointSelector: {}
  enableDefaultDeny: {egress: false, ingress: false}
  ingress: [{fromCIDR: [169.254.7.127/32]}]
`;

function namespaced(cidr: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-ambient-hostprobes
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Ingress]
  ingress: [{from: [{ipBlock: {cidr: "${cidr}"}}]}]
`;
}

const felix = `apiVersion: projectcalico.org/v3
kind: FelixConfiguration
metadata:
  name: default
spec:
  bpfConnectTimeLoadBalancing: Disabled
  bpfHostNetworkedNATWithoutCTLB: Enabled
`;

const remedies = [
  ...["allow-list", "other-pods", "node-entities", "only-hbone", "always", "one-of-two-workloads", "workload", "another-probe-port"].map(
    (name) => ["cilium-host-probes", `fail-${name}`, "shop/admit-host-probes.yaml", clusterwide] as const,
  ),
  ...["vpc-cni-chart", "auto-mode", "aks-cilium", "workload", "some-pods", "vpc-cni-eksctl"].map(
    (name) => ["host-probes", `fail-${name}`, "shop/admit-host-probes.yaml", namespaced("169.254.7.127/32")] as const,
  ),
  ["host-probes", "fail-ipv6-on-eks", "shop/admit-host-probes.yaml", namespaced("fd16:9254:7127:1337:ffff::/80")] as const,
  ["calico-ebpf", "fail-chart", "apps/felix.yaml", `${felix}  bpfHostConntrackBypass: false\n`] as const,
  ["calico-connect-time-lb", "fail-operator-alone", "mesh/felix.yaml", felix] as const,
  [
    "cilium-cni-exclusive",
    "fail-rke2-config",
    "manifests/rke2-cilium-config.yaml",
    "apiVersion: helm.cattle.io/v1\nkind: HelmChartConfig\nmetadata:\n  name: rke2-cilium\n  namespace: kube-system\nspec:\n  valuesContent: |-\n    cni:\n      exclusive: false\n",
  ] as const,
];

it.each(remedies)("%s: what the remedy of %s says leaves nothing to find", async (rule, name, file, text) => {
  const directory = mkdtempSync(join(tmpdir(), "remedies-"));
  try {
    cpSync(`test/fixtures/policies/${rule}/${name}`, directory, { recursive: true });
    const before = await lint({ cwd: directory, kustomize: "off" });
    expect(before.findings.some((finding) => finding.rule === rule)).toBe(true);
    const path = join(directory, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: "wx" });
    const after = await lint({ cwd: directory, kustomize: "off" });
    expect(after.findings.map((finding) => `${finding.rule}: ${finding.message}`)).toEqual([]);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

const k3sDirectories = "--set cni.cniConfDir=/etc/cni/net.d --set cni.cniBinDir=/opt/cni/bin";

/** What stands in a file, and what the remedy says to write in its place. */
const replacements = [
  ["known-profile", "fail-compatibility-version", "install.sh", "compatibilityVersion=1.22", "compatibilityVersion=1.25"],
  ["known-profile", "fail-other", "install.sh", " --set profile=production", ""],
  ["known-profile", "fail-istioctl-later-profile", "install.sh", "profile=openshift-ambient", "profile=ambient"],
  [
    "known-profile",
    "fail-patch-unknown",
    "istiod.tf",
    '"openshift-ambient"\n  }',
    '"ambient"\n  }\n\n  set {\n    name  = "global.platform"\n    value = "openshift"\n  }',
  ],
  ["known-platform", "fail-aks-terraform", "main.tf", '  set = [{ name = "global.platform", value = "aks" }]\n', ""],
  ["openshift-platform", "fail-istioctl", "install.sh", "profile=ambient", "profile=openshift-ambient"],
  ["openshift-platform", "fail-istio-operator", "mesh.yaml", "profile: ambient", "profile: openshift-ambient"],
  ["openshift-platform", "fail-version-unknown", "install.sh", "profile=ambient", "profile=ambient --set global.platform=openshift"],
  ["openshift-node-namespace", "fail-helm-cli", "install.sh", "istio/cni -n istio-system", "istio/cni -n kube-system"],
  ["k3s-cni-dirs", "fail-platform-without-flannel", "bootstrap.sh", "platform=k3s", `platform=k3s ${k3sDirectories}`],
  ["k3s-cni-dirs", "fail-platform-with-calico", "bootstrap.sh", "platform=k3s", `platform=k3s ${k3sDirectories}`],
  ["minikube-netns-dir", "fail-older-minikube", "up.sh", "istio/cni -n", "istio/cni --set global.platform=minikube -n"],
] as const;

it.each(replacements)("%s: what the remedy of %s says, written in %s, leaves nothing to find", async (rule, name, file, was, instead) => {
  const directory = mkdtempSync(join(tmpdir(), "remedies-"));
  try {
    cpSync(`test/fixtures/policies/${rule}/${name}`, directory, { recursive: true });
    const before = await lint({ cwd: directory, kustomize: "off" });
    expect(before.findings.some((finding) => finding.rule === rule)).toBe(true);
    const path = join(directory, file);
    const text = readFileSync(path, "utf8");
    expect(text).toContain(was);
    writeFileSync(path, text.replace(was, instead));
    const after = await lint({ cwd: directory, kustomize: "off" });
    expect(after.findings.map((finding) => `${finding.rule}: ${finding.message}`)).toEqual([]);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
