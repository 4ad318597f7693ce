import { type ClusterDocument, definePolicy, isInRange, type Proposal, record, type Violation } from "../src/policy/define.ts";
import { isByHelm, listControlPlanes, type Part, readEffectiveText } from "./lib/control-plane.ts";

const taint = "cni.istio.io/not-ready";

export default definePolicy({
  id: "untaint-controller",
  title: "Give a start-up taint the controller that removes it",
  severity: "error",
  description:
    "Nodes that start with the taint `cni.istio.io/not-ready` take no pods until istiod removes it, once istio-cni is ready on them. istiod has a controller for that. `taint.enabled: true` starts it from 1.30 on; before, it only grants the rights, and the variable `PILOT_ENABLE_NODE_UNTAINT_CONTROLLERS` starts it. The controller looks for istio-cni in istiod's own namespace unless `taint.namespace` names another. Where it does not run or looks elsewhere, new nodes never get pods.",
  remedy: 'Set `taint.enabled: true` and `taint.namespace` on istiod, and before 1.30 `env.PILOT_ENABLE_NODE_UNTAINT_CONTROLLERS: "true"`.',
  links: [
    "https://istio.io/latest/docs/setup/additional-setup/cni/",
    "https://github.com/istio/istio.io/issues/15003",
    "https://github.com/istio/istio/issues/58542",
    "https://github.com/kubernetes-sigs/karpenter/issues/1684",
  ],
  *check(cluster) {
    const evidence = cluster.evidence.findIndex(({ fact, strength }) => fact === `node-taint=${taint}` && strength !== "weak");
    const planes = listControlPlanes(cluster).map((part) => ({ part, controller: findController(part) }));
    for (const { part, controller } of planes) {
      if (controller) yield* reportController(cluster, part, controller, evidence);
    }
    const isIdle = planes.length > 0 && planes.every(({ controller }) => controller && !controller.running && !controller.enabled);
    if (evidence !== -1 && isIdle)
      yield reportMissingController(
        evidence,
        planes.map(({ part }) => part),
      );
  },
});

interface Controller {
  readonly enabled: boolean;
  readonly running: boolean;
  readonly namespace: string | undefined;
}

/** Finds the controller; undefined if it is unknown, or is for another taint. */
function findController({ install }: Part): Controller | undefined {
  const setting = record(install.effective?.taintController);
  if (typeof setting.enabled !== "boolean" || typeof setting.running !== "boolean" || setting.taint !== taint) return undefined;
  const namespace = typeof setting.namespace === "string" ? setting.namespace : readEffectiveText(install, "namespace");
  return { enabled: setting.enabled, running: setting.running, namespace };
}

function* reportController(cluster: ClusterDocument, part: Part, controller: Controller, evidence: number): Generator<Violation> {
  const { enabled, running, namespace } = controller;
  const own = findAgentNamespace(cluster);
  const isElsewhere = enabled && own !== undefined && namespace !== undefined && own !== namespace;
  const isIdle = enabled && !running && isInRange(part.install.version, ">=1.22 <1.30");
  if (!isElsewhere && !isIdle) return;
  const idle = "`taint.enabled` does not start the controller in this version";
  const elsewhere = `the controller looks for istio-cni in \`${namespace}\`, and istio-cni is in \`${own}\``;
  const reasons = [...(isIdle ? [idle] : []), ...(isElsewhere ? [elsewhere] : [])];
  yield {
    at: `/installs/${part.index}/effective/taintController`,
    severity: evidence === -1 ? "warning" : "error",
    message: `istiod removes no start-up taint from new nodes: ${reasons.join(", and ")}`,
    remedy: `Set ${Object.entries(listMissingValues(isIdle, isElsewhere ? own : undefined))
      .map(([key, value]) => `\`${key}: ${value === "true" ? '"true"' : value}\``)
      .join(" and ")} on istiod.`,
    related: evidence === -1 ? [] : [{ at: `/evidence/${evidence}`, message: "new nodes start with the taint" }],
    fix: fixUntaintController(part, listMissingValues(isIdle, isElsewhere ? own : undefined)),
  };
}

/** The namespace of the cluster's only istio-cni. */
function findAgentNamespace({ installs }: ClusterDocument): string | undefined {
  const agents = installs.filter(({ component }) => component === "cni");
  return agents.length === 1 && agents[0] ? readEffectiveText(agents[0], "namespace") : undefined;
}

function listMissingValues(isIdle: boolean, namespace: string | undefined): Readonly<Record<string, string>> {
  return {
    ...(isIdle && { "pilot.env.PILOT_ENABLE_NODE_UNTAINT_CONTROLLERS": "true" }),
    ...(namespace !== undefined && { "pilot.taint.namespace": namespace }),
  };
}

function fixUntaintController({ index, install }: Part, values: Readonly<Record<string, string>>): Proposal | null {
  if (!isByHelm(install)) return null;
  const prefix = install.component === "ambient" ? "istiod." : "";
  const set = Object.fromEntries(Object.entries(values).map(([key, value]) => [`${prefix}${key}`, value]));
  return { title: "Let the controller remove the taint", changes: [{ install: index, set }] };
}

function reportMissingController(evidence: number, planes: readonly Part[]): Violation {
  return {
    at: `/evidence/${evidence}`,
    message: `New nodes start with the taint \`${taint}\`, and no istiod runs the controller that removes it`,
    related: planes
      .slice(0, 4)
      .map(({ index }) => ({ at: `/installs/${index}/effective/taintController`, message: "this istiod removes no taint" })),
    fix: null,
  };
}
