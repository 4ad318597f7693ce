import type { PodPolicy, TrafficRule } from "./pod-policy.ts";
import { isForAddress } from "./pod-traffic.ts";

/** The traffic from an address that policies admit to pods. */
export type Admission =
  | { readonly kind: "none"; readonly isDenied: boolean }
  | { readonly kind: "all" }
  | { readonly kind: "ports"; readonly rules: readonly TrafficRule[] };

/** The effect of one policy on traffic from an address. */
export interface AddressRules {
  readonly isDenied: boolean;
  readonly admitsAll: boolean;
  /** The rules that admit the address to ports of applications. */
  readonly rules: readonly TrafficRule[];
}

/** Ports of the mesh, which no application uses for probes. */
const meshPorts: ReadonlySet<unknown> = new Set([15_006, 15_008, 15_020, 15_021, 15_090]);

/** Returns a function that reads a policy's rules for an address. Results are cached, because each policy is compared with many. */
export function createAddressReader(address: string): (policy: PodPolicy) => AddressRules {
  const known = new Map<PodPolicy, AddressRules>();
  return (policy) => {
    const found = known.get(policy) ?? readAddressRules(policy, address);
    known.set(policy, found);
    return found;
  };
}

function readAddressRules({ ingress }: PodPolicy, address: string): AddressRules {
  const admitting = ingress.admits.filter((rule) => isForAddress(rule, address));
  return {
    isDenied: ingress.denies.some((rule) => rule.ports === null && isForAddress(rule, address)),
    admitsAll: admitting.some(({ ports }) => ports === null),
    rules: admitting.filter(({ ports }) =>
      ports?.some((range) => range.protocol.toUpperCase() === "TCP" && !isOfMesh(range.first, range.last)),
    ),
  };
}

/** Checks whether a policy alone admits any traffic from the address. */
export function admitsSome({ isDenied, admitsAll, rules }: AddressRules): boolean {
  return !isDenied && (admitsAll || rules.length > 0);
}

/** Combines policies that all select the same pods. */
export function joinAdmissions(policies: readonly AddressRules[]): Admission {
  if (policies.some(({ isDenied }) => isDenied)) return { kind: "none", isDenied: true };
  if (policies.some(({ admitsAll }) => admitsAll)) return { kind: "all" };
  const rules = policies.flatMap((policy) => policy.rules);
  return rules.length === 0 ? { kind: "none", isDenied: false } : { kind: "ports", rules };
}

function isOfMesh(first: unknown, last: unknown): boolean {
  return first === last && meshPorts.has(first);
}
