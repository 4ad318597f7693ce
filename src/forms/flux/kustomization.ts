import { posix } from "node:path";
import { type Cursor, findAt, findEntriesAt, findItemsAt, findStringAt, isPlace } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import { findNamed, type Viewpoint } from "../../reader/lookup.ts";
import type { Reader } from "../../reader/source.ts";
import type { Change } from "../kustomize/change.ts";
import { listPatches } from "../kustomize/patch.ts";
import { substituteVariables, type Variables } from "./variables.ts";

/** Checks whether a document makes Flux deploy a directory: a Kustomization, or the FluxInstance that syncs the root of a cluster. */
export function isFluxKustomization({ apiVersion, kind }: Document): boolean {
  if (kind === "FluxInstance") return apiVersion?.startsWith("fluxcd.controlplane.io/") ?? false;
  return kind === "Kustomization" && (apiVersion?.startsWith("kustomize.toolkit.fluxcd.io/") ?? false);
}

/** The Flux Kustomizations of a repository. */
export function listFluxKustomizations(reader: Reader): Document[] {
  const ofFlux = (text: string) => text.includes("kustomize.toolkit.fluxcd.io/") || text.includes("fluxcd.controlplane.io/");
  const sources = reader.sources.filter(({ words }) => words.has(fluxMarkers[0]) || words.has(fluxMarkers[1]));
  return sources.flatMap((source) => source.documents({ test: ofFlux })).filter(isFluxKustomization);
}

/** Words in files that define what Flux deploys. */
export const fluxMarkers = ["kustomize.toolkit.fluxcd.io/", "fluxcd.controlplane.io/"] as const;

/**
 * The directory of this repository that a Flux Kustomization deploys, without a trailing slash; undefined if the path is unknown
 * or in another repository.
 */
export function findFluxDirectory(document: Document, reader: Reader): string | undefined {
  const { root, kind } = document;
  const spec = kind === "FluxInstance" ? findAt(root, "spec", "sync") : findAt(root, "spec");
  const path = findAt(spec, "path");
  if (!spec || path?.kind === "unknown") return undefined;
  const written = posix.normalize(`/${findStringAt(path) ?? ""}`);
  if (kind === "Kustomization" && isElsewhere(document, written === "/", reader)) return undefined;
  return reader.resolve("", written)?.replace(/^\.$|\/$/, "");
}

/**
 * Checks whether the source is another repository, which has a different address than the source that bootstrapped the cluster.
 * If the addresses are unknown, a path that exists here belongs to this repository. The root exists in every repository, so for
 * the root the source counts as another repository.
 */
function isElsewhere({ root, namespace, file }: Document, isRoot: boolean, reader: Reader): boolean {
  const name = findStringAt(root, "spec", "sourceRef", "name");
  if (name === undefined || name === bootstrap) return false;
  const address = (source: string) => {
    const [found] = findNamed(reader, findStringAt(root, "spec", "sourceRef", "kind") ?? "GitRepository", source, {
      files: [file],
      namespace,
    });
    return findStringAt(found?.root, "spec", "url")
      ?.replace(/^\w+:\/\/(?:[^@/]*@)?|\.git$/g, "")
      .toLowerCase();
  };
  const [own, other] = [address(bootstrap), address(name)];
  return own === undefined || other === undefined ? isRoot : own !== other;
}

/** The name that `flux bootstrap` gives to the cluster's repository. */
const bootstrap = "flux-system";

/** The changes that a Flux Kustomization makes to what it deploys. */
export function buildFluxChange(document: Document, viewpoint: string, reader: Reader): Change {
  const spec = findAt(document.root, "spec");
  const namespace = findAt(spec, "targetNamespace");
  const variables = readVariables(document, { files: [viewpoint, document.file], namespace: document.namespace }, reader);
  return {
    patches: [...listComponentPatches(document, reader), ...listPatches(spec, document.file, reader)],
    namespace: document.kind === "Kustomization" && !isEmpty(namespace) ? namespace : undefined,
    fillFor: variables && ((deployed) => (isLeftAlone(deployed) ? undefined : (cursor) => substituteVariables(cursor, variables))),
  };
}

/** Checks whether a label or an annotation turns off variable substitution for a document. */
function isLeftAlone({ root }: Document): boolean {
  const key = "kustomize.toolkit.fluxcd.io/substitute";
  return findStringAt(root, "metadata", "labels", key) === "disabled" || findStringAt(root, "metadata", "annotations", key) === "disabled";
}

/**
 * The directories of the components that a Flux Kustomization adds.
 * https://fluxcd.io/flux/components/kustomize/kustomizations/#components
 */
export function listFluxComponents(document: Document, reader: Reader): string[] {
  const directory = findFluxDirectory(document, reader);
  return findItemsAt(document.root, "spec", "components").flatMap((item) => {
    const written = findStringAt(item);
    const path = directory === undefined || written === undefined ? undefined : reader.resolve(`${directory}/kustomization.yaml`, written);
    return path === undefined ? [] : path.replace(/\/$/, "");
  });
}

function listComponentPatches(document: Document, reader: Reader): Change["patches"] {
  return listFluxComponents(document, reader).flatMap((directory) => {
    const source = reader.source(`${directory}/kustomization.yaml`);
    return source?.documents(/(?:)/).flatMap(({ root, file }) => listPatches(root, file, reader)) ?? [];
  });
}

function readVariables({ root }: Document, viewpoint: Viewpoint, reader: Reader): Variables | undefined {
  const postBuild = findAt(root, "spec", "postBuild");
  if (isEmpty(postBuild)) return undefined;
  const values = new Map<string, Cursor>();
  const complete = keepLastReferences(findItemsAt(postBuild, "substituteFrom")).map((item) =>
    addConfigMap(values, item, viewpoint, reader),
  );
  const own = findAt(postBuild, "substitute");
  addValues(values, own);
  const open = complete.includes(false) || own?.kind === "unknown";
  // Without any variables, Flux leaves the text unchanged.
  return values.size > 0 || open ? { values, open } : undefined;
}

/** Removes repeated references; the last occurrence counts. */
function keepLastReferences(references: readonly Cursor[]): Cursor[] {
  const last = new Map<string, Cursor>();
  for (const item of references) {
    const key = `${findStringAt(item, "kind")} ${findStringAt(item, "name")}`;
    last.delete(key);
    last.set(key, item);
  }
  return [...last.values()];
}

/** Adds the variables from a reference of `substituteFrom`; returns false if there may be more that are not visible here. */
function addConfigMap(values: Map<string, Cursor>, item: Cursor, viewpoint: Viewpoint, reader: Reader): boolean {
  const name = findStringAt(item, "kind") === "ConfigMap" ? findStringAt(item, "name") : undefined;
  const found = name === undefined ? [] : findNamed(reader, "ConfigMap", name, viewpoint);
  const [only] = found;
  if (only && found.length === 1) {
    addValues(values, findAt(only.root, "data"));
    return true;
  }
  // If several ConfigMaps match, each cluster may have its own, so these variables are unknown.
  const names = found.flatMap(({ root }) => findEntriesAt(root, "data").map(([key]) => key));
  for (const key of names) values.delete(key);
  return false;
}

function addValues(values: Map<string, Cursor>, data: Cursor | undefined): void {
  for (const [name, { key, value }] of findEntriesAt(data)) {
    const isEncrypted = findStringAt(value)?.startsWith("ENC[") ?? false;
    values.set(name, isEncrypted && isPlace(key) ? { kind: "unknown", origin: key, reason: "it is encrypted" } : value);
  }
}

function isEmpty(cursor: Cursor | undefined): boolean {
  return cursor === undefined || (cursor.kind === "scalar" && (cursor.value === null || cursor.value === ""));
}
