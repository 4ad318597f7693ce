import { definePolicy, isInRange, type Proposal } from "../src/policy/define.ts";
import { balancingOff, calicoVersion, ebpfPointer, felixSettings, isBalancing, isFelixUnknown } from "./lib/calico.ts";

const remedy =
  "Upgrade Calico to 3.28.2 or later; or set `bpfHostConntrackBypass: false` in the FelixConfiguration `default`; or use the iptables dataplane (`linuxDataplane: Iptables`).";

export default definePolicy({
  id: "calico-ebpf",
  title: "Run Calico's eBPF dataplane from 3.28.2 on under ambient",
  severity: "error",
  ambient: true,
  description:
    "Before 3.28.2, Calico's eBPF dataplane drops the answers to the kubelet's health probes, whose source Istio rewrites to 169.254.7.127. Readiness probes of pods that join the mesh fail, although no network policy forbids them. With `bpfHostConntrackBypass: false` on Felix, the packets take the way on which they are not dropped.",
  remedy,
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
      ...(isBalanced && { remedy: `${remedy.slice(0, -1)}. With the eBPF dataplane, also set ${entries(balancingOff)} there.` }),
      fix: fixOf(bypass.find(({ at }) => at.startsWith("/resources/"))?.at, isBalanced),
    };
  },
});

function entries(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([key, value]) => `\`${key}: ${value}\``)
    .join(" and ");
}

/** In a FelixConfiguration that is there; which version to run is a person's choice. */
function fixOf(pointer: string | undefined, isBalanced: boolean): Proposal | null {
  const resource = Number(pointer?.split("/")[2]);
  if (pointer === undefined) return null;
  const values = { bpfHostConntrackBypass: false, ...(isBalanced && balancingOff) };
  const set = Object.fromEntries(Object.entries(values).map(([key, value]) => [`spec.${key}`, value]));
  return { title: "Set `bpfHostConntrackBypass: false`", safe: false, changes: [{ resource, set }] };
}
