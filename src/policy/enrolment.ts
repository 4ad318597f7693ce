import type { ClusterDocument, Resource } from "../model/cluster.ts";
import { isRecord, type Labels, list, record } from "./selector.ts";

/** The label that adds a namespace or a pod to the ambient mesh, or removes it. */
export const modeLabel = "istio.io/dataplane-mode";

/** A namespace of a cluster whose labels are all known. */
export interface KnownNamespace {
  readonly name: string;
  readonly labels: Labels;
  /** A JSON pointer to its object. */
  readonly at: string;
}

/** Returns the namespaces of a cluster that are in the ambient mesh, whatever sets their label. */
export function enrolledNamespaces({ resources }: ClusterDocument): readonly KnownNamespace[] {
  return resources.flatMap((resource, index) => {
    const labels = readLabels(resource);
    if (resource.kind !== "Namespace" || labels[modeLabel] !== "ambient") return [];
    const own = { "kubernetes.io/metadata.name": resource.name };
    return { name: resource.name, labels: { ...labels, ...own }, at: `/resources/${index}` };
  });
}

function readLabels({ object }: Resource): Labels {
  return record(record(object.metadata).labels);
}

/** A workload in the repository, with the properties of its pods. */
export interface Workload {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** False if the pods opt out of the mesh, share the node's network, or run in a sandbox that isolates their network. */
  readonly isCaptured: boolean;
  /** The ports that the kubelet probes; null for a port that the workload does not declare. */
  readonly probePorts: readonly (number | null)[];
  /** True if neither the labels nor the network of the pods exclude them from the mesh. */
  readonly isEnrollable: boolean;
  readonly runtimeClassName: string | null;
  /** True if the runtime class has one of the names that gVisor and Kata Containers use. */
  readonly isSandboxed: boolean;
  /** A JSON pointer to its object. */
  readonly at: string;
  /** A JSON pointer from the object to the description of its pods. */
  readonly template: string;
}

/** Returns the workloads that policies check: those in enrolled namespaces that a policy isolates, and those with a runtime class. */
export function workloadsOf({ resources }: ClusterDocument): readonly Workload[] {
  return resources.flatMap((resource, index) => {
    const template = findPodTemplate(resource);
    if (!template || resource.namespace === null) return [];
    const { labels } = record(template.metadata);
    const spec = record(template.spec);
    const isEnrollable = record(labels)[modeLabel] !== "none" && spec.hostNetwork !== true;
    const { kind, name, namespace } = resource;
    const runtimeClassName = typeof spec.runtimeClassName === "string" ? spec.runtimeClassName : null;
    const isSandboxed = /^(gvisor|runsc|kata.*)$/.test(runtimeClassName ?? "");
    const network = { isEnrollable, runtimeClassName, isSandboxed, isCaptured: isEnrollable && !isSandboxed };
    const place = { at: `/resources/${index}`, template: templates[kind] ?? "/spec/template" };
    return { kind, name, namespace, labels: record(labels), probePorts: listProbePorts(spec), ...network, ...place };
  });
}

const templates: Readonly<Record<string, string>> = { Pod: "", CronJob: "/spec/jobTemplate/spec/template" };

function findPodTemplate({ kind, object }: Resource): Readonly<Record<string, unknown>> | undefined {
  if (kind === "Pod") return object;
  const spec = record(object.spec);
  const template = kind === "CronJob" ? record(record(spec.jobTemplate).spec).template : spec.template;
  return /^(Deployment|StatefulSet|DaemonSet|Job|CronJob)$/.test(kind) && isRecord(template) ? template : undefined;
}

const probes = ["livenessProbe", "readinessProbe", "startupProbe"] as const;

function listProbePorts(spec: Readonly<Record<string, unknown>>): (number | null)[] {
  const containers = [...list(spec.containers), ...list(spec.initContainers)].map(record);
  return containers.flatMap((container) => {
    const named = new Map(list(container.ports).map((port) => [record(port).name, record(port).containerPort]));
    return probes.flatMap((name) => {
      const probe = record(container[name]);
      const target = [probe.httpGet, probe.tcpSocket, probe.grpc].find(isRecord);
      if (!target) return [];
      const port = Number(named.get(target.port) ?? target.port);
      return Number.isInteger(port) ? port : null;
    });
  });
}
