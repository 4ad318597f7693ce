import type { Cluster, ClusterDocument } from "../model/cluster.ts";
import type { Finding, Problem } from "../model/finding.ts";
import type { Policy } from "../model/policy.ts";
import { evaluate, type TextOf } from "../policy/evaluate.ts";
import { clip } from "../report/escape.ts";
import { formatClusterName, hasPlatformRules, tallyFindings, writePlatformEntry } from "../report/wording.ts";

/** The inputs for platform problems. */
export interface PlatformContext {
  /** The policies that run without the sandbox. */
  readonly policies: readonly Policy[];
  readonly text: TextOf;
  /** Removes the findings that the repository suppresses. */
  readonly withoutSuppressed: (findings: readonly Finding[]) => readonly Finding[];
}

/** Reports clusters whose platform is not proven: the likely platform, what would be reported for it, and how to confirm it. */
export function reportPlatforms(clusters: readonly Cluster[], context: PlatformContext): Problem[] {
  return clusters.flatMap((cluster) => {
    const { document } = cluster;
    if (document.platform !== null || !document.installs.some(({ component }) => hasPlatformRules(component))) return [];
    return document.platformLikely && cluster.asLikely ? reportLikelyPlatform(cluster, context) : reportUnknownPlatform(cluster, context);
  });
}

function reportLikelyPlatform(cluster: Cluster, context: PlatformContext): Problem[] {
  const { name, platformLikely } = cluster.document;
  if (!platformLikely || !cluster.asLikely) return [];
  const { platform, file, line, message: because } = platformLikely;
  const place = cluster.placeAt(`/evidence/${cluster.document.evidence.findIndex((piece) => isPiece(piece, cluster.document))}`);
  const found = findIfLikely(cluster, cluster.asLikely(), context);
  const amount = found.length === 0 ? "nothing" : tallyFindings(found);
  const message = `${formatClusterName(clip(name, 100))} is probably on ${platform}, because ${because} (${file}:${line}); ${amount} would be reported. Confirm it in \`.istio-preflight.yaml\`:\n${indentText(writePlatformEntry(name, platform))}`;
  return [{ code: "platform-likely", message, ...(place && { place }) }];
}

function isPiece(
  { file, line, column, platform }: ClusterDocument["evidence"][number],
  { platformLikely: likely }: ClusterDocument,
): boolean {
  return likely !== undefined && platform === likely.platform && file === likely.file && line === likely.line && column === likely.column;
}

/** Finds what is reported only if the likely platform is confirmed. */
function findIfLikely(cluster: Cluster, likely: Cluster, { policies, text, withoutSuppressed }: PlatformContext): readonly Finding[] {
  const keyOf = ({ rule, location, message }: Finding) => JSON.stringify([rule, location.file, location.line, message]);
  const now = new Set(evaluate([cluster], policies, text).findings.map(keyOf));
  return withoutSuppressed(evaluate([likely], policies, text).findings.filter((finding) => !now.has(keyOf(finding))));
}

function reportUnknownPlatform(cluster: Cluster, { policies }: PlatformContext): Problem[] {
  const { document } = cluster;
  const isSkipped = ({ platforms, ambient }: Policy) => platforms !== undefined && !(ambient && document.ambient === false);
  const place = cluster.placeAt("");
  const message = `The platform of ${formatClusterName(clip(document.name, 100))} is unknown, so the rules of single platforms were not checked there. Name it in \`.istio-preflight.yaml\`, with the platform that it has:\n${indentText(writePlatformEntry(document.name, "gke"))}`;
  return !policies.some(isSkipped) ? [] : [{ code: "platform-unknown", message, ...(place && { place }) }];
}

/** Indents text, because indented lines are printed as they are. */
function indentText(text: string): string {
  return text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}
