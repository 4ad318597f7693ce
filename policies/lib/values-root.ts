import type { Install } from "../../src/policy/define.ts";

const roots: Readonly<Partial<Record<Install["tool"], string>>> = { istioctl: "values.", sail: "spec.values." };

/** The prefix of a chart's keys in a tool: `values.` for istioctl, empty for Helm. */
export function findValuesRoot(tool: Install["tool"]): string {
  return roots[tool] ?? "";
}
