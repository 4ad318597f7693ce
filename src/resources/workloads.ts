import { posix } from "node:path";
import type { FoundResource } from "../model/cluster.ts";
import { findPlaceAt, findStringAt } from "../model/cursor.ts";
import type { Document, Marker } from "../model/document.ts";
import type { Reader } from "../reader/source.ts";

/**
 * Finds workloads whose probes a policy may drop: those beside a policy that isolates an enrolled namespace, and those beside an
 * enrolled namespace whose pods run on Fargate.
 */
export function findWorkloadsBeside(resources: readonly FoundResource[], onFargate: ReadonlySet<string>, reader: Reader): FoundResource[] {
  const policies = resources.filter(({ kind, namespace }) => kind.endsWith("NetworkPolicy") && namespace !== null);
  const enrolled = new Set(resources.filter(isEnrolled).map(({ name }) => name));
  const isolating = policies.filter(({ namespace }) => enrolled.has(namespace ?? ""));
  const directories = new Map(isolating.map(({ place, namespace }) => [`${posix.dirname(place.file)}/`.replace(/^\.\//, ""), namespace]));
  for (const { name, place } of resources.filter((resource) => isEnrolled(resource) && onFargate.has(resource.name))) {
    const directory = posix.dirname(place.file);
    if (directory !== ".") directories.set(`${directory}/`, name);
  }
  const found = new Map<string, FoundResource>();
  for (const [directory, namespace] of directories) {
    for (const document of listWorkloads(directory, reader)) {
      const own = document.namespace ?? namespace;
      if (own === null || own === undefined || !enrolled.has(own)) continue;
      const workload = describeWorkload(document, own);
      found.set(`${workload.place.file}:${workload.place.start}`, workload);
    }
  }
  return [...found.values()];
}

function isEnrolled({ kind, root }: FoundResource): boolean {
  return kind === "Namespace" && findStringAt(root, "metadata", "labels", "istio.io/dataplane-mode") === "ambient";
}

/** The maximum number of manifests for one namespace, above what real repositories have. */
const mostFiles = 200;

/** Matches a line with the kind of a workload. */
export const isWorkload: Marker & RegExp = /^(?:kind|\s{0,4}"kind"):\s*["']?(?:Deployment|StatefulSet|DaemonSet|Job|CronJob|Pod)\b/m;

function listWorkloads(directory: string, reader: Reader): Document[] {
  const below = reader.below(directory);
  const paths = below.filter((path) => /\.ya?ml$/.test(path) && !/(^|\/)templates\//.test(path));
  const excess = paths[mostFiles];
  if (excess !== undefined) {
    const message = `More than ${mostFiles} manifests lie beside a network policy; from here on no workloads are looked for in them.`;
    reader.problem({ code: "workloads-limit", message, place: { file: excess, start: 0, end: 0 } });
  }
  return paths
    .slice(0, mostFiles)
    .flatMap((path) => reader.source(path)?.documents(isWorkload) ?? [])
    .filter(({ kind }) => kinds.has(kind ?? ""));
}

const kinds: ReadonlySet<string> = new Set(["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Pod"]);

function describeWorkload(document: Document, namespace: string): FoundResource {
  return {
    apiVersion: document.apiVersion ?? "",
    kind: document.kind ?? "",
    name: document.name ?? "",
    namespace,
    root: document.root,
    place: findPlaceAt(document.root, "kind") ?? { file: document.file, start: 0, end: 0 },
  };
}
