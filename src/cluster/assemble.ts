import type { Cluster, FoundEvidence, FoundResource, Platform } from "../model/cluster.ts";
import type { Configuration, ConfiguredCluster } from "../model/configuration.ts";
import type { ScriptCall } from "../model/deployment.ts";
import type { Problem } from "../model/finding.ts";
import { type GlobBudget, matchesGlob, openGlobBudget, requireGlobBudget } from "../model/glob.ts";
import type { Draft } from "../model/install.ts";
import type { Location, Place } from "../model/location.ts";
import { type CallTree, openCallTree } from "./call-tree.ts";
import { type Descriptions, findDescriptions } from "./descriptions.ts";
import { buildCluster } from "./document.ts";
import { collectEvidence } from "./evidence.ts";
import { buildConfiguredGroups, type Group, groupDrafts, wholeRepository } from "./group.ts";
import { withLabels } from "./namespaces.ts";
import { decideDeclaredPlatform, inferPlatform, type PlatformDecision, type ReachedEvidence, undecided } from "./platform.ts";
import { type ResolvedInstall, resolveInstall } from "./resolve.ts";
import { selectResources, selectUndeployed } from "./scope.ts";
import { withoutShared } from "./shared-values.ts";
import { buildTerritory, buildTree } from "./territory.ts";
import { limitValues } from "./values-budget.ts";

/** Everything that was read, before it is assigned to clusters. */
export interface Extracted {
  readonly drafts: readonly Draft[];
  readonly resources: readonly FoundResource[];
  /** Resources that are certainly not deployed. */
  readonly undeployed: readonly FoundResource[];
  readonly evidence: readonly FoundEvidence[];
  /** The calls between scripts. */
  readonly calls: readonly ScriptCall[];
}

export interface AssembleContext {
  readonly configuration: Configuration;
  /** The platform of every cluster, from the command line. */
  readonly platform: Platform | undefined;
  /** The prefix of all paths of this repository. */
  readonly prefix: string;
  /** The name of the directory, which configurations may use for a cluster that is the whole repository. */
  readonly directoryName: string;
  readonly locate: (place: Place) => Location;
  readonly problem: (problem: Problem) => void;
}

/** Sorts drafts, resources and evidence into clusters and computes their documents. */
export function assembleClusters(extracted: Extracted, context: AssembleContext): Cluster[] {
  const read = { ...extracted, drafts: limitValues(extracted.drafts, context.problem) };
  const budget = openGlobBudget();
  const configured = buildConfiguredGroups(context.configuration.clusters, read.drafts, budget);
  const claimed = new Set(configured.flatMap((group) => group.drafts));
  const rest = read.drafts.filter((draft) => !claimed.has(draft));
  const calls = openCallTree(read.calls, read.drafts, read.evidence);
  const inferred = groupDrafts(rest, read.evidence, context.prefix, calls);
  const groups = [...configured, ...inferred.map((group) => withConfiguration(group, context))];
  const descriptions = memoized(findDescriptions);
  const clusters = groups.map((group) => assemble(group, groups, read, { ...context, budget, calls, descriptions }));
  requireGlobBudget(budget, "clusters");
  return clusters;
}

/** The context that all clusters are assembled with. */
interface Assembling {
  readonly budget: GlobBudget;
  readonly calls: CallTree;
  readonly descriptions: (evidence: readonly FoundEvidence[]) => Descriptions;
}

/** Caches a computation on a list. */
function memoized<Item, Result>(compute: (list: readonly Item[]) => Result): (list: readonly Item[]) => Result {
  const known = new Map<readonly Item[], Result>();
  return (list) => {
    const result = known.get(list) ?? compute(list);
    known.set(list, result);
    return result;
  };
}

/**
 * Adds the configuration entry that names the cluster without paths. A cluster that is the whole repository used to be named after
 * the directory.
 */
function withConfiguration(group: Group, { configuration: { clusters }, directoryName }: AssembleContext): Group {
  const named = (wanted: string) => clusters.find(({ name, paths }) => name === wanted && paths.length === 0);
  const configured = named(group.name) ?? (group.name === wholeRepository ? named(directoryName) : undefined);
  return configured ? { ...group, name: configured.name, configured } : group;
}

function assemble(group: Group, groups: readonly Group[], read: Extracted, context: AssembleContext & Assembling): Cluster {
  const { configured } = group;
  const globs = configured?.paths ?? [];
  const inPaths = ({ place, deployer }: { readonly place: Place; readonly deployer?: string }) =>
    globs.some((glob) => [place.file, deployer].some((file) => file !== undefined && matchesGlob(file, glob, context.budget)));
  const own = selectVariant(group, read.evidence);
  const reached =
    globs.length > 0
      ? read.evidence.filter(inPaths).map(reachByConfiguration)
      : collectEvidence(group, buildEvidenceContext(own, groups, context));
  const evidence = reached.map(({ piece }) => piece);
  const found = globs.length > 0 ? read.resources.filter(inPaths) : selectResources(group, read.resources, groups);
  const resources = withLabels(found);
  const undeployed = selectUndeployed(group, read.undeployed, groups);
  const known = decide(configured, reached, context);
  if (known.contradiction.length > 0) context.problem(describeContradiction(group, known, evidence));
  if (known.source === "flag") reportOverridden(group, inferPlatform(reached), evidence, context);
  const is = (platform: Platform) => (known.platform ? known.platform === platform : undefined);
  const { locate, problem, configuration } = context;
  const { istioVersion } = configuration;
  const resolving = { locate, problem, istioVersion, gke: is("gke"), openshift: is("openshift") };
  const installs = withoutShared(group.drafts.map((draft) => resolveInstall(draft, resolving)));
  const declared = decideDeclaredPlatform(installs.map(readDeclaredPlatform));
  const isOpen = known.platform === null && known.contradiction.length === 0;
  const decision = isOpen && declared.platform !== null ? declared : known;
  const { likely } = decision;
  const cluster = buildCluster({ group, decision, installs, resources, undeployed, reached }, locate);
  if (!likely?.piece.platform) return cluster;
  const confirmed = { ...context, platform: likely.piece.platform, problem: () => {} };
  return { ...cluster, asLikely: () => assemble(group, groups, read, confirmed) };
}

/** The platform that an install declares; a platform that istioctl rejects does not count. */
function readDeclaredPlatform({ install: { platform, rejected } }: ResolvedInstall): string | null {
  return rejected.some(({ key }) => /(^|\.)platform$/.test(key)) ? null : platform;
}

/** Keeps only evidence for the platform that the values are named after, if there is one. */
function selectVariant({ drafts }: Group, evidence: readonly FoundEvidence[]): readonly FoundEvidence[] {
  const named = drafts.find(({ scope }) => scope.platform !== undefined)?.scope.platform;
  if (named === undefined) return evidence;
  const known = variants.get(evidence) ?? new Map<string, readonly FoundEvidence[]>();
  const own = known.get(named) ?? evidence.filter(({ platform }) => platform === undefined || platform === named);
  variants.set(evidence, known.set(named, own));
  return own;
}

const variants = new WeakMap<readonly FoundEvidence[], Map<string, readonly FoundEvidence[]>>();

function decide(
  configured: ConfiguredCluster | undefined,
  reached: readonly ReachedEvidence[],
  context: AssembleContext,
): PlatformDecision {
  if (context.platform) return { ...undecided, platform: context.platform, source: "flag", strength: "strong" };
  if (configured?.platform) return { ...undecided, platform: configured.platform, source: "configuration", strength: "strong" };
  return inferPlatform(reached);
}

function reachByConfiguration(piece: FoundEvidence): ReachedEvidence {
  return { piece, link: "configuration" };
}

function buildEvidenceContext(
  evidence: readonly FoundEvidence[],
  groups: readonly Group[],
  { calls, descriptions, prefix }: AssembleContext & Assembling,
) {
  const tree = buildTree(evidence, groups);
  return { groups, tree, territory: buildTerritory(groups), calls, descriptions: descriptions(evidence), prefix };
}

/** Reports a platform on the command line that contradicts what the files prove. It is used anyway, but may be a mistake. */
function reportOverridden(
  group: Group,
  proved: PlatformDecision,
  evidence: readonly FoundEvidence[],
  { platform, problem }: AssembleContext,
): void {
  if (proved.strength !== "strong" || proved.platform === null || proved.platform === platform) return;
  const place = evidence.find((piece) => piece.platform === proved.platform && piece.strength === "strong")?.place;
  const message = `\`--platform ${platform}\` overrides what the files prove of ${group.name}: it is on ${proved.platform}.`;
  problem({ code: "platform-overridden", message, ...(place ? { place } : {}) });
}

function describeContradiction(group: Group, { contradiction }: PlatformDecision, evidence: readonly FoundEvidence[]): Problem {
  const names = contradiction.join(" and ");
  const place = evidence.find((piece) => piece.platform === contradiction[0])?.place;
  const message = `The evidence for the platform of ${group.name} contradicts itself (${names}). Name the platform under \`clusters:\` in .istio-preflight.yaml.`;
  return { code: "platform-contradiction", message, ...(place ? { place } : {}) };
}
