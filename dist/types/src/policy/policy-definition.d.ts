import type { Policy } from "../model/policy.js";
/** Declares a policy, with types. Built-in policies and users' policies are made the same way. */
export declare function definePolicy(policy: Policy): Policy;
