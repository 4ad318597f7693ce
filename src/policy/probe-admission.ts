import type { PodPolicy, TrafficRule } from "./pod-policy.ts";
import { isForAddress } from "./pod-traffic.ts";

/** What policies admit to pods from an address. */
export type Admission =
  | { readonly kind: "none"; readonly isDenied: boolean }
  | { readonly kind: "all" }
  | { readonly kind: "ports"; readonly rules: readonly TrafficRule[] };

/** What one policy says of an address. */
export interface AddressRules {
  readonly isDenied: boolean;
  readonly admitsAll: boolean;
  /** The rules that admit it to ports of applications. */
  readonly rules: readonly TrafficRule[];
}

/** Ports of the mesh, on which no application is probed. */
const meshPorts: ReadonlySet<unknown> = new Set([15_006, 15_008, 15_020, 15_021, 15_090]);

/** Reads what policies say of an address; each policy once, as it is compared with many. */
export function readingAddress(address: string): (policy: PodPolicy) => AddressRules {
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

/** Whether a policy by itself admits the address to something. */
export function admitsSome({ isDenied, admitsAll, rules }: AddressRules): boolean {
  return !isDenied && (admitsAll || rules.length > 0);
}

/** What policies that all select some pods admit to them. */
export function joinAdmissions(policies: readonly AddressRules[]): Admission {
  if (policies.some(({ isDenied }) => isDenied)) return { kind: "none", isDenied: true };
  if (policies.some(({ admitsAll }) => admitsAll)) return { kind: "all" };
  const rules = policies.flatMap((policy) => policy.rules);
  return rules.length === 0 ? { kind: "none", isDenied: false } : { kind: "ports", rules };
}

function isOfMesh(first: unknown, last: unknown): boolean {
  return first === last && meshPorts.has(first);
}
