import type { Policy } from "../src/policy/define.ts";
import { policyFromJson } from "../src/policy/schema.ts";
import knownPlatform from "./known-platform.json" with { type: "json" };

/** The rules that come with the tool, a line each. */
export const policies: readonly Policy[] = [policyFromJson(knownPlatform, "known-platform.json")];
