import { type ClusterDocument, definePolicy, type Install, type RelatedPointer, type Resource } from "../src/policy/define.ts";

const priorityClass = "system-node-critical";

export default definePolicy({
  id: "gke-duplicate-quota",
  title: "Leave the quota for node-critical pods to Istio's charts on GKE",
  severity: "note",
  platforms: ["gke"],
  description:
    "From 1.26, the charts of istio-cni and ztunnel make the ResourceQuota that GKE asks for where the platform is `gke`. A quota that the repository adds to the same namespace, as older instructions say, is then a second one. Kubernetes counts each pod against both, and the smaller one limits: a cluster that grows beyond it has nodes without istio-cni or ztunnel, with the event `exceeded quota` on the DaemonSet.",
  remedy:
    "Remove the quota from the repository, or keep it and turn the charts' own off (`cni.resourceQuotas.enabled: false` on cni, `resourceQuotas.enabled: false` on ztunnel).",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#google-kubernetes-engine-gke",
    "https://github.com/istio/istio/issues/56376",
    "https://github.com/istio/istio.io/pull/17118",
  ],
  *check(cluster) {
    const makers = indexQuotaMakers(cluster);
    for (const [index, resource] of cluster.resources.entries()) {
      const [first, ...others] = (isHandWritten(resource) && makers.get(resource.namespace ?? "")) || [];
      if (!first) continue;
      yield {
        at: `/resources/${index}/object/metadata/name`,
        message: `ResourceQuota \`${resource.name}\` admits \`${priorityClass}\` pods to \`${resource.namespace}\`, where ${first.maker} makes a quota for ${first.pods} of them itself`,
        remedy: writeGkeDuplicateQuotaRemedy([first, ...others]),
        related: [first, ...others].map(({ at, maker }) => ({ at, message: `${maker} makes its own quota` })),
      };
    }
  },
});

function writeGkeDuplicateQuotaRemedy(makers: readonly Maker[]): string {
  const keys = makers.map(({ maker }) => `\`${maker.startsWith("istio-cni") ? "cni." : ""}resourceQuotas.enabled: false\` on ${maker}`);
  return `Remove this quota, or keep it and set ${[...new Set(keys)].join(" and ")}.`;
}

interface Maker extends Pick<RelatedPointer, "at"> {
  readonly maker: string;
  readonly pods: number;
}

/** Lists the charts that create a quota, by namespace. */
function indexQuotaMakers({ installs }: ClusterDocument): ReadonlyMap<string, readonly Maker[]> {
  const makers = new Map<string, Maker[]>();
  for (const [index, install] of installs.entries()) {
    const quota = readQuota(install);
    if (!quota) continue;
    const maker = install.component === "cni" ? "istio-cni's chart" : "ztunnel's chart";
    const known = makers.get(quota.namespace) ?? [];
    makers.set(quota.namespace, known);
    if (known.length < 4) known.push({ at: `/installs/${index}/effective/resourceQuota`, maker, pods: quota.pods });
  }
  return makers;
}

function readQuota({ effective }: Install): { readonly namespace: string; readonly pods: number } | undefined {
  const { namespace, pods } = record(effective?.resourceQuota);
  return typeof namespace === "string" && typeof pods === "number" ? { namespace, pods } : undefined;
}

/** Checks whether a quota is written by hand. Committed chart output has Helm's labels. */
function isHandWritten({ kind, namespace, object }: Resource): boolean {
  if (kind !== "ResourceQuota" || namespace === null) return false;
  const labels = record(record(object.metadata).labels);
  if (labels["helm.sh/chart"] !== undefined || labels["app.kubernetes.io/managed-by"] === "Helm") return false;
  const { scopeSelector } = record(object.spec);
  const terms = record(scopeSelector).matchExpressions;
  return Array.isArray(terms) && terms.some((term) => namesNodeCritical(record(term)));
}

/** Only a quota that names the class is meant for these pods. */
function namesNodeCritical({ scopeName, operator, values }: Fields): boolean {
  return scopeName === "PriorityClass" && operator === "In" && Array.isArray(values) && values.includes(priorityClass);
}

type Fields = Readonly<Record<string, unknown>>;

function record(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
