import type { UnplacedEvidence } from "./finder.ts";

/** Makes the fact about a cluster's Kubernetes version, whatever its precision: `v1.33.1`, `1.33`. */
export function buildKubernetesVersionFact(written: string | undefined): UnplacedEvidence | undefined {
  const version = /^v?(1\.\d{1,3}(?:\.\d{1,3})?)(?![\d.])/.exec(written ?? "")?.[1];
  if (version === undefined) return undefined;
  return { fact: `kubernetes-version=${version}`, strength: "strong", message: `the cluster runs Kubernetes ${version}` };
}

/** Makes the fact about the K3s version, as its releases and (with a dash) its images are named. */
export function buildK3sVersionFact(written: string | undefined): UnplacedEvidence | undefined {
  const [, version, build] = /^(v1\.\d{1,3}\.\d{1,3})[+-](k3s\d{1,3})\b/.exec(written ?? "") ?? [];
  if (version === undefined) return undefined;
  return { fact: `k3s-version=${version}+${build}`, strength: "strong", message: `the cluster runs K3s ${version}+${build}` };
}

/** Makes the fact about IPv6 from the ranges of pod addresses: `10.42.0.0/16,2001:cafe:42::/56`. IPv4 alone is no evidence. */
export function readIpFamilyFact(written: string | undefined): UnplacedEvidence | undefined {
  const ranges = (written ?? "").split(",").map((range) => range.trim());
  if (!ranges.every((range) => /^[\da-f.:]{2,60}\/\d{1,3}$/i.test(range))) return undefined;
  const sixes = ranges.filter((range) => range.includes(":"));
  if (sixes.length === 0) return undefined;
  return buildIpFamilyFact(sixes.length === ranges.length ? "ipv6" : "dual");
}

/** Makes the fact that pods have IPv6 addresses, alone or together with IPv4. */
export function buildIpFamilyFact(family: "dual" | "ipv6"): UnplacedEvidence {
  const message = family === "dual" ? "pods have IPv4 and IPv6 addresses" : "pods have IPv6 addresses";
  return { fact: `ip-family=${family}`, strength: "strong", message };
}
