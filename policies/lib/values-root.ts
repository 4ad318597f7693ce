import type { Install } from "../../src/policy/define.ts";

const roots: Readonly<Partial<Record<Install["tool"], string>>> = { istioctl: "values.", sail: "spec.values." };

/** What a chart's keys are written below with a tool: `values.` for istioctl, nothing for Helm. */
export function valuesRoot(tool: Install["tool"]): string {
  return roots[tool] ?? "";
}
