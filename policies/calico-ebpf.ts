import { type ClusterDocument, definePolicy, type Install, isInRange } from "../src/policy/define.ts";

export default definePolicy({
  id: "calico-ebpf",
  title: "Run Calico's eBPF dataplane from 3.29 on under ambient",
  severity: "error",
  ambient: true,
  description:
    "Before 3.29, Calico's eBPF dataplane drops the answers to the kubelet's health probes, whose source Istio rewrites to 169.254.7.127. Readiness probes of pods that join the mesh fail, although no NetworkPolicy forbids them.",
  remedy: "Upgrade Calico to 3.29 or later, or use its iptables or nftables dataplane (`linuxDataplane: Iptables`).",
  links: [
    "https://docs.tigera.io/calico/latest/operations/ebpf/enabling-ebpf",
    "https://github.com/istio/istio/issues/52765",
    "https://github.com/projectcalico/calico/issues/9157",
  ],
  *check(cluster) {
    const version = calicoVersion(cluster);
    const dataplane = ebpfPointer(cluster);
    if (version === undefined || dataplane === undefined || !isInRange(version.text, "<3.29")) return;
    yield {
      at: dataplane,
      message: `Calico ${version.text} runs its eBPF dataplane, under which health probes of ambient pods fail before 3.29`,
      related: [{ at: version.at, message: `Calico ${version.text} is installed here` }],
    };
  },
});

/** The version of the one Calico that is installed, from its chart or its manifests. */
function calicoVersion({ installs, evidence }: ClusterDocument): { readonly text: string; readonly at: string } | undefined {
  const index = installs.findIndex(({ component, version }) => component === "calico" && version !== null);
  const written = installs[index]?.version;
  if (written) return { text: written.replace(/^v/, ""), at: `/installs/${index}/version` };
  const proof = evidence.findIndex(({ fact }) => fact?.startsWith("calico-version="));
  const told = evidence[proof]?.fact?.slice("calico-version=".length);
  return told === undefined ? undefined : { text: told, at: `/evidence/${proof}` };
}

/** Where the eBPF dataplane is turned on: in the operator's chart, its Installation, or Felix's own configuration. */
function ebpfPointer({ installs, resources }: ClusterDocument): string | undefined {
  const chart = installs.findIndex(({ component, values }) => component === "calico" && dataplaneOf(record(values).installation) === "BPF");
  if (chart !== -1) return `/installs/${chart}/values/installation/calicoNetwork/linuxDataplane`;
  const felixOfChart = installs.findIndex(turnsFelixOn);
  if (felixOfChart !== -1) return `/installs/${felixOfChart}/values/defaultFelixConfiguration/bpfEnabled`;
  const operator = resources.findIndex(({ kind, object }) => kind === "Installation" && dataplaneOf(object.spec) === "BPF");
  if (operator !== -1) return `/resources/${operator}/object/spec/calicoNetwork/linuxDataplane`;
  const felix = resources.findIndex(({ kind, object }) => kind === "FelixConfiguration" && record(object.spec).bpfEnabled === true);
  return felix === -1 ? undefined : `/resources/${felix}/object/spec/bpfEnabled`;
}

/** Whether older charts read the key is not known: https://github.com/projectcalico/calico/issues/9157 */
function turnsFelixOn({ component, version, values }: Install): boolean {
  const felix = record(record(values).defaultFelixConfiguration);
  return (
    component === "calico" && isInRange(version?.replace(/^v/, "") ?? null, ">=3.28") && felix.enabled === true && felix.bpfEnabled === true
  );
}

function dataplaneOf(installation: unknown): unknown {
  return record(record(installation).calicoNetwork).linuxDataplane;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
