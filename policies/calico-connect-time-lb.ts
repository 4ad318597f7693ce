import { type ClusterDocument, definePolicy, isInRange, type Proposal } from "../src/policy/define.ts";
import { balancingOff, findCalicoVersion, isBalancing, isFelixUnknown, pointToEbpf, readFelixSettings } from "./lib/calico.ts";

export default definePolicy({
  id: "calico-connect-time-lb",
  title: "Turn Calico's connect-time load balancing off under ambient",
  severity: "warning",
  ambient: true,
  description:
    "Calico's eBPF dataplane translates the address of a Service to one of a pod inside the caller's socket, for TCP by default. Ztunnel then sees a call to a pod and not to a Service: waypoints are bypassed, and L7 policies and routes have no effect, without an error anywhere.",
  remedy: "Set `bpfConnectTimeLoadBalancing: Disabled` and `bpfHostNetworkedNATWithoutCTLB: Enabled` in the FelixConfiguration `default`.",
  links: [
    "https://docs.tigera.io/calico/latest/reference/resources/felixconfig",
    "https://github.com/projectcalico/calico/pull/8139",
    "https://github.com/istio/istio/issues/55481",
  ],
  *check(cluster) {
    const dataplane = pointToEbpf(cluster);
    if (dataplane === undefined || isFelixUnknown(cluster) || !hasWorkingProbes(cluster)) return;
    const balancing = readFelixSettings(cluster, "bpfConnectTimeLoadBalancing");
    const [written] = balancing.filter(({ value }) => value !== undefined);
    const [former] = readFelixSettings(cluster, "bpfConnectTimeLoadBalancingEnabled").filter(({ value }) => value !== undefined);
    if (!isBalancing(cluster)) return;
    const isIdle = cluster.undeployed?.some(({ kind }) => kind === "FelixConfiguration") === true;
    if (balancing.length === 0 && isIdle) return;
    const state = written ? `is \`${String(written.value)}\`` : former ? "is on" : "defaults to `TCP`";
    yield {
      at: (written ?? former ?? balancing[0])?.at ?? dataplane,
      message: `Calico runs its eBPF dataplane and \`bpfConnectTimeLoadBalancing\` ${state}, so traffic to Services bypasses waypoints; it must be \`Disabled\``,
      related: [{ at: dataplane, message: "the eBPF dataplane is turned on here" }],
      fix: fixCalicoConnectTimeLb(balancing.at(-1)?.at),
    };
  },
});

/** Checks whether probes work otherwise. If they do not, another rule reports the first cause. */
function hasWorkingProbes(cluster: ClusterDocument): boolean {
  const version = findCalicoVersion(cluster)?.text ?? null;
  return isInRange(version, ">=3.28.2") || readFelixSettings(cluster, "bpfHostConntrackBypass").some(({ value }) => value === false);
}

/** Proposes the setting in the existing FelixConfiguration, or in the one that the chart creates. */
function fixCalicoConnectTimeLb(pointer: string | undefined): Proposal | null {
  const [, kind, index] = pointer?.split("/") ?? [];
  if (kind === undefined) return null;
  const title = "Set `bpfConnectTimeLoadBalancing: Disabled`";
  const below = (path: string) => Object.fromEntries(Object.entries(balancingOff).map(([key, value]) => [`${path}.${key}`, value]));
  if (kind === "resources") return { title, changes: [{ resource: Number(index), set: below("spec") }] };
  return { title, changes: [{ install: Number(index), set: below("defaultFelixConfiguration") }] };
}
