import type { Clue, Cluster, ClusterDocument, Evidence, FoundResource, Platform, Resource } from "../model/cluster.ts";
import type { Configuration, ConfiguredCluster } from "../model/configuration.ts";
import { plain, unknownPointers } from "../model/cursor.ts";
import type { Problem } from "../model/finding.ts";
import { type GlobBudget, matchesGlob, openGlobBudget, requireGlobBudget } from "../model/glob.ts";
import type { Draft } from "../model/install.ts";
import type { Location, Place } from "../model/location.ts";
import { memory, once } from "../model/remembered.ts";
import { factPlaces, factsOf } from "./facts.ts";
import { configuredGroups, type Group, groupDrafts } from "./group.ts";
import { withLabels } from "./namespaces.ts";
import { valuePlaces } from "./places.ts";
import { type PlatformDecision, platformDeclared, platformFromClues } from "./platform.ts";
import { type ResolvedInstall, resolveInstall } from "./resolve.ts";
import { cluesFor, resourcesFor, undeployedFor } from "./scope.ts";
import { withoutShared } from "./shared-values.ts";
import { withinBudget } from "./values-budget.ts";

/** Everything that was read, before it is known which cluster it belongs to. */
export interface Extracted {
  readonly drafts: readonly Draft[];
  readonly resources: readonly FoundResource[];
  /** Those that certainly nothing deploys. */
  readonly undeployed: readonly FoundResource[];
  readonly clues: readonly Clue[];
}

export interface AssembleContext {
  readonly configuration: Configuration;
  /** The platform of every cluster, from the command line. */
  readonly platform: Platform | undefined;
  /** What paths of this repository start with, and what to call a cluster that is the whole of it. */
  readonly prefix: string;
  readonly rootName: string;
  readonly locate: (place: Place) => Location;
  readonly problem: (problem: Problem) => void;
}

/** Sorts drafts, resources and evidence into clusters and computes their documents. */
export function assembleClusters(extracted: Extracted, context: AssembleContext): Cluster[] {
  const read = { ...extracted, drafts: withinBudget(extracted.drafts, context.problem) };
  const budget = openGlobBudget();
  const configured = configuredGroups(context.configuration.clusters, read.drafts, budget);
  const claimed = new Set(configured.flatMap((group) => group.drafts));
  const rest = read.drafts.filter((draft) => !claimed.has(draft));
  const inferred = groupDrafts(rest, read.clues, context.prefix, context.rootName);
  const groups = [...configured, ...inferred.map((group) => withConfiguration(group, context.configuration))];
  const clusters = groups.map((group) => assemble(group, groups, read, { ...context, budget }));
  requireGlobBudget(budget, "clusters");
  return clusters;
}

/** What the configuration says of a cluster by its name alone. */
function withConfiguration(group: Group, { clusters }: Configuration): Group {
  const configured = clusters.find(({ name, paths }) => name === group.name && paths.length === 0);
  return configured ? { ...group, configured } : group;
}

function assemble(
  group: Group,
  groups: readonly Group[],
  read: Extracted,
  context: AssembleContext & { readonly budget: GlobBudget },
): Cluster {
  const { configured } = group;
  const globs = configured?.paths ?? [];
  const inPaths = ({ place, deployer }: { readonly place: Place; readonly deployer?: string }) =>
    globs.some((glob) => [place.file, deployer].some((file) => file !== undefined && matchesGlob(file, glob, context.budget)));
  const own = cluesOfVariant(group, read.clues);
  const clues = globs.length > 0 ? read.clues.filter(inPaths) : cluesFor(group, own, groups, context.prefix);
  const found = globs.length > 0 ? read.resources.filter(inPaths) : resourcesFor(group, read.resources, groups);
  const resources = withLabels(found);
  const undeployed = undeployedFor(group, read.undeployed, groups);
  const known = decide(configured, clues, context);
  if (known.contradiction.length > 0) context.problem(contradictionProblem(group, known, clues));
  const is = (platform: Platform) => (known.platform ? known.platform === platform : undefined);
  const { locate, problem, configuration } = context;
  const { istioVersion } = configuration;
  const resolving = { locate, problem, istioVersion, gke: is("gke"), openshift: is("openshift") };
  const installs = withoutShared(group.drafts.map((draft) => resolveInstall(draft, resolving)));
  const declared = platformDeclared(installs.map(declaredBy));
  const decision = known.platform || known.contradiction.length > 0 ? known : declared;
  return withPlaces({ group, decision, installs, resources, undeployed, clues }, context);
}

/** The platform that an install has; what istioctl refuses declares nothing. */
function declaredBy({ install: { platform, rejected } }: ResolvedInstall): string | null {
  return rejected.some(({ key }) => /(^|\.)platform$/.test(key)) ? null : platform;
}

/** Values that are named after a platform are for clusters of that platform. */
function cluesOfVariant({ drafts }: Group, clues: readonly Clue[]): readonly Clue[] {
  const named = drafts.find(({ scope }) => scope.platform !== undefined)?.scope.platform;
  if (named === undefined) return clues;
  const known = variants.get(clues) ?? new Map<string, readonly Clue[]>();
  const own = known.get(named) ?? clues.filter(({ platform }) => platform === undefined || platform === named);
  variants.set(clues, known.set(named, own));
  return own;
}

const variants = new WeakMap<readonly Clue[], Map<string, readonly Clue[]>>();

function decide(configured: ConfiguredCluster | undefined, clues: readonly Clue[], context: AssembleContext): PlatformDecision {
  if (context.platform) return { platform: context.platform, source: "flag", strength: "strong", contradiction: [] };
  if (configured?.platform) return { platform: configured.platform, source: "configuration", strength: "strong", contradiction: [] };
  return platformFromClues(clues);
}

function contradictionProblem(group: Group, { contradiction }: PlatformDecision, clues: readonly Clue[]): Problem {
  const names = contradiction.join(" and ");
  const place = clues.find((clue) => clue.platform === contradiction[0])?.place;
  const message = `The evidence for the platform of ${group.name} contradicts itself (${names}). Name the platform under \`clusters:\` in .istio-preflight.yaml.`;
  return { code: "platform-contradiction", message, ...(place ? { place } : {}) };
}

interface Parts {
  readonly group: Group;
  readonly decision: PlatformDecision;
  readonly installs: readonly ResolvedInstall[];
  readonly resources: readonly FoundResource[];
  readonly undeployed: readonly FoundResource[];
  readonly clues: readonly Clue[];
}

function withPlaces(parts: Parts, context: AssembleContext): Cluster {
  return {
    document: documentOf(parts, context),
    drafts: parts.installs.map(({ draft }) => draft),
    resources: parts.resources,
    placeAt: placesOf(parts),
  };
}

/** Most clusters have nothing wrong, and others in one install: what nobody asks for is not looked up. */
function placesOf({ installs, resources, undeployed, clues }: Parts): Cluster["placeAt"] {
  const installed = installs.map(({ places }) => once(places));
  // The places of one resource cost a hundred times what it takes to find it, and few are asked for.
  const recall = memory<ReadonlyMap<string, Place>>();
  const inResource = (index: string, { root }: FoundResource) => recall(index, () => new Map(valuePlaces(root, "")));
  const elsewhere = (kind: string | undefined, index: string, rest: string) => {
    if (kind === "resources") {
      const resource = resources[Number(index)];
      if (rest === "" || !resource) return resource?.place;
      return rest.startsWith("/object") ? inResource(index, resource).get(rest.slice("/object".length)) : undefined;
    }
    if (rest !== "") return undefined;
    return (kind === "undeployed" ? undeployed : clues)[Number(index)]?.place;
  };
  const facts = once(() => factPlaces(clues));
  return (pointer) => {
    if (pointer === "") return installed[0]?.().get("");
    if (pointer.startsWith("/facts/")) return facts().get(pointer);
    const [, kind, index = "", rest = ""] = /^\/(installs|resources|undeployed|evidence)\/(0|[1-9]\d*)((?:\/.*)?)$/s.exec(pointer) ?? [];
    if (kind === undefined) return undefined;
    return kind === "installs" ? installed[Number(index)]?.().get(rest) : elsewhere(kind, index, rest);
  };
}

function documentOf(parts: Parts, context: AssembleContext): ClusterDocument {
  const undeployed = parts.undeployed.map((resource) => resourceOf(resource, context));
  const configuredCnis = (parts.group.configured?.cni ?? []).map((cni) => configuredEvidence(cni));
  return {
    name: parts.group.name.slice(0, longestName),
    platform: parts.decision.platform,
    platformSource: parts.decision.source,
    platformStrength: parts.decision.strength,
    ambient: ambientOf(parts.installs),
    installs: parts.installs.map(({ install }) => install),
    resources: parts.resources.map((resource) => resourceOf(resource, context)),
    ...(undeployed.length > 0 && { undeployed }),
    evidence: [...parts.clues.map((clue) => evidenceOf(clue, context)), ...configuredCnis],
    facts: factsOf(parts.clues),
  };
}

/** Every finding carries the name, which may have been read from a file. */
const longestName = 1000;

function resourceOf(resource: FoundResource, context: AssembleContext): Resource {
  const { apiVersion, kind, name, namespace } = resource;
  const { file, line, column } = context.locate(resource.place);
  const unknown = [...unknownPointers(resource.root)];
  const object = plain(resource.root) as Resource["object"];
  return { apiVersion, kind, name, namespace, object, ...(unknown.length > 0 && { unknown }), file, line, column };
}

function evidenceOf(clue: Clue, context: AssembleContext): Evidence {
  const { file, line, column } = context.locate(clue.place);
  const { platform = null, cni = null, fact = null, strength, message } = clue;
  return { platform, cni, fact, strength, message, file, line, column };
}

function configuredEvidence(cni: string): Evidence {
  const message = `the configuration names ${cni}`;
  return { platform: null, cni, fact: null, strength: "strong", message, file: ".istio-preflight.yaml", line: 1, column: 1 };
}

/** Ambient where a chart runs with it, ztunnel is installed, or a profile says so; unknown where only an unknown value could tell. */
function ambientOf(installs: readonly ResolvedInstall[]): boolean | null {
  const isAmbient = ({ install }: ResolvedInstall) =>
    install.component === "ztunnel" ||
    install.component === "ambient" ||
    install.effective?.ambient === true ||
    /(^|-)ambient$/.test(install.profile ?? "");
  if (installs.some(isAmbient)) return true;
  return installs.some(({ install }) => install.unknown.includes("/effective/ambient")) ? null : false;
}
