import type { Policy } from "../model/policy.ts";

/** Declares a policy, with types. Built-in policies and users' policies are made the same way. */
export function definePolicy(policy: Policy): Policy {
  return policy;
}
