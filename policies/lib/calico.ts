import { type ClusterDocument, isInRange, record } from "../../src/policy/define.ts";

/** A setting of Calico and its place in the repository. */
export interface CalicoSetting {
  readonly value: unknown;
  readonly at: string;
}

/** Finds where the eBPF dataplane is turned on: in the operator's chart, in its Installation, or in Felix's configuration. */
export function pointToEbpf(cluster: ClusterDocument): string | undefined {
  const { installs, resources } = cluster;
  const chart = installs.findIndex(({ component, effective }) => component === "calico" && effective?.linuxDataplane === "BPF");
  if (chart !== -1) return `/installs/${chart}/effective/linuxDataplane`;
  const operator = resources.findIndex(({ kind, apiVersion, object }) => {
    return kind === "Installation" && apiVersion.startsWith("operator.tigera.io/") && readDataplane(object.spec) === "BPF";
  });
  if (operator !== -1) return `/resources/${operator}/object/spec/calicoNetwork/linuxDataplane`;
  return readFelixSettings(cluster, "bpfEnabled").find(({ value }) => value === true)?.at;
}

function readDataplane(installation: unknown): unknown {
  return record(record(installation).calicoNetwork).linuxDataplane;
}

/** Reads a field of all FelixConfigurations of a cluster, including the chart's; `value` is undefined if the field is missing. */
export function readFelixSettings({ installs, resources }: ClusterDocument, field: string): readonly CalicoSetting[] {
  const charts = installs.flatMap(({ component, version, values }, index) => {
    const felix = record(record(values).defaultFelixConfiguration);
    const at = `/installs/${index}/values/defaultFelixConfiguration/${field}`;
    // It is not known whether older charts read the key: https://github.com/projectcalico/calico/issues/9157
    const isRead = isInRange(version?.replace(/^v/, "") ?? null, ">=3.28");
    return component === "calico" && isRead && felix.enabled === true ? [{ value: felix[field], at }] : [];
  });
  const objects = resources.flatMap(({ kind, object }, index) => {
    return kind === "FelixConfiguration" ? [{ value: record(object.spec)[field], at: `/resources/${index}/object/spec/${field}` }] : [];
  });
  return [...charts, ...objects];
}

/** The settings that turn off connect-time load balancing and keep Services reachable from nodes. */
export const balancingOff = { bpfConnectTimeLoadBalancing: "Disabled", bpfHostNetworkedNATWithoutCTLB: "Enabled" } as const;

/** Checks whether Calico uses connect-time load balancing, which is the default. */
export function isBalancing(cluster: ClusterDocument): boolean {
  const written = readFelixSettings(cluster, "bpfConnectTimeLoadBalancing").find(({ value }) => value !== undefined);
  const former = readFelixSettings(cluster, "bpfConnectTimeLoadBalancingEnabled").find(({ value }) => value !== undefined);
  return written ? written.value !== "Disabled" : former?.value !== false;
}

/** Checks whether a value known only at deployment may set a field of Felix. */
export function isFelixUnknown({ installs, resources }: ClusterDocument): boolean {
  const isOpen = (pointer: string) => pointer === "/values" || pointer.startsWith("/values/defaultFelixConfiguration");
  return (
    installs.some(({ component, unknown }) => component === "calico" && unknown.some(isOpen)) ||
    resources.some(
      ({ kind, unknown = [] }) => kind === "FelixConfiguration" && unknown.some((pointer) => pointer === "" || pointer.startsWith("/spec")),
    )
  );
}

/** Finds the version of the installed Calico, from its chart or its manifests. */
export function findCalicoVersion({ installs, evidence }: ClusterDocument): { readonly text: string; readonly at: string } | undefined {
  const index = installs.findIndex(({ component, version }) => component === "calico" && version !== null);
  const written = installs[index]?.version;
  if (written) return { text: written.replace(/^v/, ""), at: `/installs/${index}/version` };
  const proof = evidence.findIndex(({ fact }) => fact?.startsWith("calico-version="));
  const said = evidence[proof]?.fact?.slice("calico-version=".length);
  return said === undefined ? undefined : { text: said, at: `/evidence/${proof}` };
}
