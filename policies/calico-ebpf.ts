import { definePolicy, isInRange, type Proposal } from "../src/policy/define.ts";
import { balancingOff, calicoVersion, ebpfPointer, felixSettings, isBalancing, isFelixUnknown } from "./lib/calico.ts";

export default definePolicy({
  id: "calico-ebpf",
  title: "Run Calico's eBPF dataplane from 3.28.2 on under ambient",
  severity: "error",
  ambient: true,
  description:
    "Before 3.28.2, Calico's eBPF dataplane drops the answers to the kubelet's health probes, whose source Istio rewrites to 169.254.7.127. Readiness probes of pods that join the mesh fail, although no network policy forbids them. With `bpfHostConntrackBypass: false` on Felix, the packets take the way on which they are not dropped.",
  remedy:
    "Upgrade Calico to 3.28.2 or later; or set `bpfHostConntrackBypass: false` in the FelixConfiguration `default`; or use the iptables dataplane (`linuxDataplane: Iptables`).",
  links: [
    "https://docs.tigera.io/calico/latest/operations/ebpf/enabling-ebpf",
    "https://github.com/istio/istio/issues/52765",
    "https://github.com/projectcalico/calico/issues/9157",
    "https://github.com/projectcalico/calico/pull/9199",
  ],
  *check(cluster) {
    const version = calicoVersion(cluster);
    const dataplane = ebpfPointer(cluster);
    if (version === undefined || dataplane === undefined || !isInRange(version.text, "<3.28.2")) return;
    const bypass = felixSettings(cluster, "bpfHostConntrackBypass");
    if (isFelixUnknown(cluster) || bypass.some(({ value }) => value === false)) return;
    const isBalanced = isBalancing(cluster);
    yield {
      at: dataplane,
      message: `Calico ${version.text} runs its eBPF dataplane, under which health probes of ambient pods fail before 3.28.2`,
      related: [{ at: version.at, message: `Calico ${version.text} is installed here` }],
      remedy: writeCalicoEbpfRemedy(dataplane, bypass[0]?.at, isBalanced),
      fix: fixCalicoEbpf(bypass[0]?.at, isBalanced),
    };
  },
});

/** Who keeps the eBPF dataplane meets `calico-connect-time-lb` next, unless that is turned off along with it. */
function writeCalicoEbpfRemedy(dataplane: string, felix: string | undefined, isBalanced: boolean): string {
  const place = felix?.startsWith("/installs/") ? "the chart's `defaultFelixConfiguration`" : "the FelixConfiguration `default`";
  const iptables = dataplane.endsWith("/bpfEnabled") ? "`bpfEnabled: false`" : "`linuxDataplane: Iptables`";
  const also = isBalanced ? ` With the eBPF dataplane, also set ${entries(balancingOff)} in ${place}.` : "";
  return `Upgrade Calico to 3.28.2 or later; or set \`bpfHostConntrackBypass: false\` in ${place}; or use the iptables dataplane (${iptables}).${also}`;
}

function entries(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([key, value]) => `\`${key}: ${value}\``)
    .join(" and ");
}

/** In the FelixConfiguration that is there, or the one that the chart makes; which version to run is a person's choice. */
function fixCalicoEbpf(pointer: string | undefined, isBalanced: boolean): Proposal | null {
  const [, kind, index] = pointer?.split("/") ?? [];
  if (kind === undefined) return null;
  const values = Object.entries({ bpfHostConntrackBypass: false, ...(isBalanced && balancingOff) });
  const below = (path: string) => Object.fromEntries(values.map(([key, value]) => [`${path}.${key}`, value]));
  const change =
    kind === "resources"
      ? { resource: Number(index), set: below("spec") }
      : { install: Number(index), set: below("defaultFelixConfiguration") };
  return { title: "Set `bpfHostConntrackBypass: false`", safe: false, changes: [change] };
}
