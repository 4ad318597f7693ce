import type { FoundResource } from "../model/cluster.ts";
import { findAt, findPlaceAt } from "../model/cursor.ts";
import type { Document, Marker } from "../model/document.ts";
import type { Reader, Source } from "../reader/source.ts";
import { findLabelledNamespaces } from "./namespace-labels.ts";
import { findPatchedObjects } from "./patched-objects.ts";
import { findWorkloadsBeside, isWorkload } from "./workloads.ts";

/** Labels of namespaces that policies check. */
const namespaceLabels = ["dataplane-mode", "pod-security.kubernetes.io/", "topology.istio.io/network", "istio-injection", "istio.io/rev"];

/** Words of which a file with such a resource contains at least one. */
export const resourceMarkers: readonly string[] = [
  ...["ResourceQuota", "NetworkPolicy", "SecurityGroupPolicy", "kind: Namespace", '"Namespace"', ...namespaceLabels],
  ...["TLSRoute", "TCPRoute", "GRPCRoute", "BackendTLSPolicy", "kind: Gateway", "karpenter.sh/", "runtimeClassName"],
  ...[
    "auto.gke.io",
    "operator.openshift.io",
    "operator.tigera.io",
    "FelixConfiguration",
    "felixconfiguration",
    "kubernetes_resource_quota",
  ],
];

const kinds: ReadonlySet<string> = new Set([
  ...["ResourceQuota", "NetworkPolicy", "CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy", "GlobalNetworkPolicy"],
  ...["AllowlistSynchronizer", "WorkloadAllowlist", "SecurityGroupPolicy", "Namespace", "Network", "Installation", "FelixConfiguration"],
  ...["Gateway", "TLSRoute", "TCPRoute", "GRPCRoute", "BackendTLSPolicy", "NodePool"],
]);

const kindLine =
  /^(?:kind|\s{0,4}"kind"):\s*["']?(?:ResourceQuota|Cilium\w*NetworkPolicy|(?:Global)?NetworkPolicy|SecurityGroupPolicy|FelixConfiguration|TLSRoute|TCPRoute|GRPCRoute|BackendTLSPolicy)\b/m;

/** Kinds that also exist in other API groups. */
const kindsOfGroups = [
  { group: /^(?:apiVersion|\s{0,4}"apiVersion"):\s*["']?auto\.gke\.io\//m, kind: /^/ },
  { group: /operator\.(?:openshift|tigera)\.io\//, kind: /\bkind"?:\s*["']?(?:Network|Installation)\b/ },
  { group: /\bgateway\.networking\.k8s\.io\//, kind: /\bkind"?:\s*["']?Gateway\b/ },
  { group: /\bkarpenter\.sh\//, kind: /\bkind"?:\s*["']?NodePool\b/ },
] as const;

/**
 * Creates a marker that limits parsing: of the many namespaces, only those with ambient-related labels, or that contain an
 * install, are relevant.
 */
function createResourceMarker(installed: ReadonlySet<string>): Marker {
  const isOfInstall = (text: string) => [...text.matchAll(/\bname"?:\s*["']?([\w.-]+)/g)].some(([, name = ""]) => installed.has(name));
  return {
    test: (text) =>
      kindLine.test(text) ||
      kindsOfGroups.some(({ group, kind }) => group.test(text) && kind.test(text)) ||
      (/\bkind"?:\s*["']?Namespace\b/.test(text) && (namespaceLabels.some((label) => text.includes(label)) || isOfInstall(text))) ||
      (text.includes("runtimeClassName") && isWorkload.test(text)),
  };
}

/** Namespaces of which more is read: those that contain an install, and those whose pods run on Fargate. */
export interface ConcernedNamespaces {
  readonly installed: ReadonlySet<string>;
  readonly onFargate: ReadonlySet<string>;
}

/** Collects the resources of the repository that policies check. */
export function collectResources(reader: Reader, { installed, onFargate }: ConcernedNamespaces): FoundResource[] {
  const marker = createResourceMarker(installed);
  const sources = reader.sources.filter(({ words }) => resourceMarkers.some((word) => words.has(word)));
  const found = sources.flatMap((source) => [
    ...listSourceObjects(source, marker),
    ...findLabelledNamespaces(source, reader),
    ...findPatchedObjects(source, reader),
  ]);
  const keyOf = ({ place }: FoundResource) => `${place.file}:${place.start}`;
  const known = new Set(found.map(keyOf));
  return [...found, ...findWorkloadsBeside(found, onFargate, reader).filter((workload) => !known.has(keyOf(workload)))];
}

function listSourceObjects(source: Source, marker: Marker): FoundResource[] {
  return source
    .documents(marker)
    .filter((document) => kinds.has(document.kind ?? "") || isOfRuntimeClass(document))
    .map((document) => {
      const resource = describeResource(document);
      const { handedBy } = source;
      return handedBy ? { ...resource, script: { unit: handedBy.unit, cluster: handedBy.clusterAt(resource.place) } } : resource;
    });
}

/** Checks whether a workload sets a runtime class, so its pods may run in a sandbox. */
function isOfRuntimeClass({ kind, root }: Document): boolean {
  if (!isWorkload.test(`kind: ${kind}`)) return false;
  const specs = [["spec"], ["spec", "template", "spec"], ["spec", "jobTemplate", "spec", "template", "spec"]];
  return specs.some((path) => findAt(root, ...path, "runtimeClassName") !== undefined);
}

/** Converts a document to a resource. */
export function describeResource(document: Document): FoundResource {
  const place = findPlaceAt(document.root, "kind") ?? { file: document.file, start: 0, end: 0 };
  return {
    apiVersion: document.apiVersion ?? "",
    kind: document.kind ?? "",
    name: document.name ?? "",
    namespace: document.namespace ?? null,
    root: document.root,
    place,
    destination: document.destination,
    ...(document.file === place.file ? {} : { deployer: document.file }),
  };
}
