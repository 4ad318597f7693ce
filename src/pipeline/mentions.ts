import type { Cluster, Mention } from "../model/cluster.ts";
import type { Reader } from "../reader/source.ts";

/** The words that mention something, and those behind which it may hide: a chart's name that only the deployment knows. */
const words: Readonly<Record<Mention, readonly string[]>> = {
  "istio-cni": [
    ...[
      "istio-cni",
      "istio_cni",
      "istio/cni",
      "IstioCNI",
      "charts/cni",
      "install-cni",
      "chart: cni",
      "operator.tigera.io/v1\nkind: Istio\n",
    ],
    ...["istio/$", "istio/{{", 'istio/"$', "chart: $", "chart: {{", 'chart: "{{', "chart: '{{", "charts/$", "charts/{{"],
  ],
  "revision-tag": ["istio-revision-tag", "istioctl tag", "istioctl x tag", "istioctl experimental tag"],
};

/** Words of which a file has one if it mentions something. */
export const mentionWords: readonly string[] = Object.values(words).flat();

/** What the files of a repository mention, read or not: policies that miss something look here before they say so. */
export function withMentions(clusters: readonly Cluster[], reader: Reader): Cluster[] {
  const found = new Set(reader.sources.flatMap((source) => [...source.words]));
  const mentions = (Object.keys(words) as Mention[]).filter((name) => words[name].some((word) => found.has(word)));
  if (mentions.length === 0) return [...clusters];
  return clusters.map((cluster) => ({ ...cluster, document: { ...cluster.document, mentions } }));
}
