import type { Component } from "../model/install.ts";

/**
 * Finds the component that a chart installs, by its name and repository; undefined for unrelated charts. Names that many charts
 * could have count only if the repository's address contains `istio`.
 */
export function findChartComponent(chart: string, repository: string | undefined): Component | undefined {
  const name = chart.replace(/\/$/, "").split("/").at(-1) ?? "";
  const mirrored = /^istio-(?:helm-)?(base|istiod|cni|ztunnel)$/.exec(name)?.[1];
  const unmistakable = components.get(name) ?? (mirrored === undefined ? undefined : istioComponents.get(mirrored));
  if (unmistakable) return unmistakable;
  return isIstioRepository(repository) ? istioComponents.get(name) : undefined;
}

/** Checks whether an address (or the local name of a repository) serves Istio's charts. */
export function isIstioRepository(repository: string | undefined): boolean {
  return repository !== undefined && /(^|[^a-z])istio([^a-z]|$)/i.test(repository);
}

/** Chart and directory names that are unique to one component. */
const components: ReadonlyMap<string, Component> = new Map([
  ["istiod", "istiod"],
  ["istio-discovery", "istiod"],
  ["ztunnel", "ztunnel"],
  ["cilium", "cilium"],
  ["aws-vpc-cni", "aws-vpc-cni"],
  ["tigera-operator", "calico"],
]);

/** Chart names in Istio's own repositories; mirrors may prefix them with `istio-`. */
const istioComponents: ReadonlyMap<string, Component> = new Map([
  ["base", "base"],
  ["istiod", "istiod"],
  ["cni", "cni"],
  ["ztunnel", "ztunnel"],
  ["gateway", "gateway"],
  ["ambient", "ambient"],
]);
