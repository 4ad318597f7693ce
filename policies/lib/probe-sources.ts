import type { ClusterDocument } from "../../src/policy/define.ts";

/** The source addresses of the kubelet's probes after istio-cni rewrites them. */
export interface ProbeSources {
  readonly ipv4: string;
  /** Null in versions that do not rewrite the source of IPv6 probes. */
  readonly ipv6: string | null;
}

/** Source: https://istio.io/latest/docs/ambient/install/platform-prerequisites/#cilium */
const defaults: ProbeSources = { ipv4: "169.254.7.127", ipv6: "fd16:9254:7127:1337:ffff:ffff:ffff:ffff" };

/** Finds the addresses that the cluster's istio-cni uses; undefined if they are unknown or differ between installs. */
export function findProbeSources({ installs }: ClusterDocument): ProbeSources | undefined {
  const agents = installs.filter(({ component, effective }) => (component === "cni" || component === "ambient") && effective !== null);
  const found = agents.map(({ effective, unknown }): ProbeSources | undefined => {
    if (unknown.some((pointer) => /^\/effective\/hostProbeAddress/.test(pointer))) return undefined;
    const { hostProbeAddress: four, hostProbeAddressV6: six } = effective ?? {};
    return { ipv4: typeof four === "string" ? four : defaults.ipv4, ipv6: typeof six === "string" || six === null ? six : defaults.ipv6 };
  });
  const [first, ...others] = found.length > 0 ? found : [defaults];
  return others.every((other) => other?.ipv4 === first?.ipv4 && other?.ipv6 === first?.ipv6) ? first : undefined;
}

/**
 * Lists the addresses that the cluster's pods are probed from, the first family first; undefined if the address families are not
 * written.
 */
export function listWrittenSources(cluster: ClusterDocument, { ipv4, ipv6 }: ProbeSources): readonly string[] | undefined {
  const families = listProbeFamilies(cluster);
  return families?.flatMap((family) => (family === "ipv4" ? ipv4 : (ipv6 ?? [])));
}

type Family = "ipv4" | "ipv6";

function listProbeFamilies({ installs, evidence }: ClusterDocument): readonly Family[] | undefined {
  const facts = new Set(evidence.flatMap(({ fact, strength }) => (strength === "strong" && fact?.startsWith("ip-family=") ? fact : [])));
  if (facts.size === 1) return facts.has("ip-family=ipv6") ? ["ipv6"] : ["ipv4", "ipv6"];
  const values = installs.filter(({ component }) => component === "cilium").map((install) => record(install.values));
  if (!values.some(({ ipv6 }) => record(ipv6).enabled === true)) return undefined;
  return values.some(({ ipv4 }) => record(ipv4).enabled === false) ? ["ipv6"] : ["ipv4", "ipv6"];
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
