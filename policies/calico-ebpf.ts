import { definePolicy, isInRange, type Proposal } from "../src/policy/define.ts";
import { balancingOff, findCalicoVersion, isBalancing, isFelixUnknown, pointToEbpf, readFelixSettings } from "./lib/calico.ts";

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
    const version = findCalicoVersion(cluster);
    const dataplane = pointToEbpf(cluster);
    if (version === undefined || dataplane === undefined || !isInRange(version.text, "<3.28.2")) return;
    const bypass = readFelixSettings(cluster, "bpfHostConntrackBypass");
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

/**
 * Users who keep the eBPF dataplane would violate `calico-connect-time-lb` next, so the remedy turns off that load balancing as
 * well.
 */
function writeCalicoEbpfRemedy(dataplane: string, felix: string | undefined, isBalanced: boolean): string {
  const place = felix?.startsWith("/installs/") ? "the chart's `defaultFelixConfiguration`" : "the FelixConfiguration `default`";
  const iptables = dataplane.endsWith("/bpfEnabled") ? "`bpfEnabled: false`" : "`linuxDataplane: Iptables`";
  const also = isBalanced ? ` With the eBPF dataplane, also set ${quoteEntries(balancingOff)} in ${place}.` : "";
  return `Upgrade Calico to 3.28.2 or later; or set \`bpfHostConntrackBypass: false\` in ${place}; or use the iptables dataplane (${iptables}).${also}`;
}

function quoteEntries(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([key, value]) => `\`${key}: ${value}\``)
    .join(" and ");
}

/**
 * Proposes the setting in the existing FelixConfiguration, or in the one that the chart creates. The choice of a Calico version is
 * left to the user.
 */
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
