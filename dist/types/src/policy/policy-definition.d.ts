import type { Policy } from "../model/policy.js";
/** Declares a policy, with types. Built-in and custom policies are declared in the same way. */
export declare function definePolicy(policy: Policy): Policy;
