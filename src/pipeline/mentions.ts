import type { Cluster, Mention } from "../model/cluster.ts";
import type { Reader } from "../reader/source.ts";

/** The words for each feature, and the text of charts whose name is known only at deployment and could be the feature. */
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

/** Every file that mentions a feature contains at least one of these words. */
export const mentionWords: readonly string[] = Object.values(words).flat();

/**
 * Adds the features that files of the repository mention, including files that are not read further. Policies about something
 * missing check these first.
 */
export function withMentions(clusters: readonly Cluster[], reader: Reader): Cluster[] {
  const found = new Set(reader.sources.flatMap((source) => [...source.words]));
  const mentions = (Object.keys(words) as Mention[]).filter((name) => words[name].some((word) => found.has(word)));
  if (mentions.length === 0) return [...clusters];
  return clusters.map((cluster) => ({ ...cluster, document: { ...cluster.document, mentions } }));
}
