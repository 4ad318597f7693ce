import { defineDetector } from "./finder.ts";
import { ackNetworkPolicies } from "./network-policy-facts.ts";

export default defineDetector("terway", ackNetworkPolicies);
