import type { Policy } from "../model/policy.ts";

/** Declares a policy, with types. Built-in and custom policies are declared in the same way. */
export function definePolicy(policy: Policy): Policy {
  return policy;
}
