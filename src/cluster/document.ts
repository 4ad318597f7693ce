import type { Cluster, ClusterDocument, Evidence, FoundResource, PlatformLikely, Resource } from "../model/cluster.ts";
import { collectUnknownPointers, toPlainValue } from "../model/cursor.ts";
import type { Location, Place } from "../model/location.ts";
import { memory, once } from "../model/remembered.ts";
import { buildFacts, locateFacts } from "./facts.ts";
import type { Group } from "./group.ts";
import { listJoinedUnits } from "./joined-units.ts";
import { listValuePlaces } from "./places.ts";
import type { PlatformDecision, ReachedEvidence } from "./platform.ts";
import type { ResolvedInstall } from "./resolve.ts";

type Locate = (place: Place) => Location;

/** The inputs of a cluster document. */
export interface Parts {
  readonly group: Group;
  readonly decision: PlatformDecision;
  readonly installs: readonly ResolvedInstall[];
  readonly resources: readonly FoundResource[];
  readonly undeployed: readonly FoundResource[];
  readonly reached: readonly ReachedEvidence[];
}

/** Builds the document of a cluster, with the place of everything that a pointer can name. */
export function buildCluster(parts: Parts, locate: Locate): Cluster {
  return {
    document: buildDocument(parts, locate),
    drafts: parts.installs.map(({ draft }) => draft),
    resources: parts.resources,
    placeAt: openPointers(parts),
  };
}

/** Most clusters have no findings, or findings in one install only, so places are computed on demand. */
function openPointers({ installs, resources, undeployed, reached }: Parts): Cluster["placeAt"] {
  const installed = installs.map(({ places }) => once(places));
  // Listing the places of one resource costs a hundred times more than finding the resource, and few are needed.
  const recall = memory<ReadonlyMap<string, Place>>();
  const inResource = (index: string, { root }: FoundResource) => recall(index, () => new Map(listValuePlaces(root, "")));
  const elsewhere = (kind: string | undefined, index: string, rest: string) => {
    if (kind === "resources") {
      const resource = resources[Number(index)];
      if (rest === "" || !resource) return resource?.place;
      return rest.startsWith("/object") ? inResource(index, resource).get(rest.slice("/object".length)) : undefined;
    }
    if (rest !== "") return undefined;
    return kind === "undeployed" ? undeployed[Number(index)]?.place : reached[Number(index)]?.piece.place;
  };
  const facts = once(() => locateFacts(reached.map(({ piece }) => piece)));
  return (pointer) => {
    if (pointer === "") return installed[0]?.().get("");
    if (pointer.startsWith("/facts/")) return facts().get(pointer);
    const [, kind, index = "", rest = ""] = /^\/(installs|resources|undeployed|evidence)\/(0|[1-9]\d*)((?:\/.*)?)$/s.exec(pointer) ?? [];
    if (kind === undefined) return undefined;
    return kind === "installs" ? installed[Number(index)]?.().get(rest) : elsewhere(kind, index, rest);
  };
}

function buildDocument(parts: Parts, locate: Locate): ClusterDocument {
  const undeployed = parts.undeployed.map((resource) => buildResource(resource, locate));
  const configuredCnis = (parts.group.configured?.cni ?? []).map((cni) => buildConfiguredEvidence(cni));
  const units = listJoinedUnits(parts.group);
  return {
    name: parts.group.name.slice(0, longestName),
    platform: parts.decision.platform,
    platformSource: parts.decision.source,
    platformStrength: parts.decision.strength,
    ...(parts.decision.likely && { platformLikely: buildLikely(parts.decision.likely, locate) }),
    ambient: findAmbient(parts.installs),
    installs: parts.installs.map(({ install }) => install),
    resources: parts.resources.map((resource) => buildResource(resource, locate)),
    ...(undeployed.length > 0 && { undeployed }),
    evidence: [...parts.reached.map((reached) => buildEvidence(reached, locate)), ...configuredCnis],
    facts: buildFacts(parts.reached.map(({ piece }) => piece)),
    ...(units.length > 0 && { units }),
  };
}

function buildLikely({ piece }: ReachedEvidence, locate: Locate): PlatformLikely {
  const { file, line, column } = locate(piece.place);
  return { platform: piece.platform ?? "other", message: piece.message, file, line, column };
}

/** Every finding contains the name, which may have been read from a file. */
const longestName = 1000;

function buildResource(resource: FoundResource, locate: Locate): Resource {
  const { apiVersion, kind, name, namespace } = resource;
  const { file, line, column } = locate(resource.place);
  const unknown = [...collectUnknownPointers(resource.root)];
  const object = toPlainValue(resource.root) as Resource["object"];
  return { apiVersion, kind, name, namespace, object, ...(unknown.length > 0 && { unknown }), file, line, column };
}

function buildEvidence({ piece, link }: ReachedEvidence, locate: Locate): Evidence {
  const { file, line, column } = locate(piece.place);
  const { platform = null, cni = null, fact = null, strength, message } = piece;
  return { platform, cni, fact, strength, link, message, file, line, column };
}

function buildConfiguredEvidence(cni: string): Evidence {
  const message = `the configuration names ${cni}`;
  return {
    platform: null,
    cni,
    fact: null,
    strength: "strong",
    link: "configuration",
    message,
    file: ".istio-preflight.yaml",
    line: 1,
    column: 1,
  };
}

/**
 * True if a chart runs with ambient, ztunnel is installed, or a profile implies it; null if only an unknown value could decide it.
 */
function findAmbient(installs: readonly ResolvedInstall[]): boolean | null {
  const isAmbient = ({ install }: ResolvedInstall) =>
    install.component === "ztunnel" ||
    install.component === "ambient" ||
    install.effective?.ambient === true ||
    /(^|-)ambient$/.test(install.profile ?? "");
  if (installs.some(isAmbient)) return true;
  return installs.some(({ install }) => install.unknown.includes("/effective/ambient")) ? null : false;
}
