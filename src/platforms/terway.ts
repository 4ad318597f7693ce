import { ackNetworkPolicies } from "./network-policy-facts.ts";
import { defineDetector } from "./signal.ts";

export default defineDetector("terway", ackNetworkPolicies);
