import {
  type Cursor,
  type Entry,
  findAt,
  findItemsAt,
  findStringAt,
  isPlace,
  type MapCursor,
  readCursorText,
  type ScalarCursor,
} from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Reader } from "../../reader/source.ts";
import { readYaml } from "../../syntax/yaml/yaml.ts";
import { applyJsonPatch } from "./json-patch.ts";
import { type Match, matchIdentity, matchTarget } from "./selector.ts";

/** A patch of Kustomize or Flux: a map is a strategic merge, a list contains JSON6902 operations. */
export interface Patch {
  readonly target: Cursor | undefined;
  readonly content: Cursor;
}

/** The patches that a kustomization, or the spec of a Flux Kustomization, lists. */
export function listPatches(spec: Cursor | undefined, file: string, reader: Reader): Patch[] {
  const listed = ["patches", "patchesJson6902"].flatMap((key) => findItemsAt(spec, key));
  return [
    ...listed.flatMap((item) =>
      readPatchContents(findAt(item, "patch") ?? findAt(item, "path"), file, reader).map((content) => ({
        target: findAt(item, "target"),
        content,
      })),
    ),
    ...findItemsAt(spec, "patchesStrategicMerge").flatMap((item) =>
      readPatchContents(item, file, reader).map((content) => ({ target: undefined, content })),
    ),
  ];
}

/** Reads a patch: a path, text with the patch itself, or (in Flux) a map. Only text has several lines. */
function readPatchContents(patch: Cursor | undefined, file: string, reader: Reader): Cursor[] {
  if (patch?.kind !== "scalar") return patch ? [patch] : [];
  const written = String(patch.value);
  if (isPatchText(written)) return readInlineContents(patch);
  const path = reader.resolve(file, written);
  return (path === undefined ? undefined : reader.source(path))?.documents(/(?:)/).map(({ root }) => root) ?? [];
}

/** Checks whether an entry of `patchesStrategicMerge` is an inline patch and not a path. */
export function isPatchText(written: string): boolean {
  return written.includes("\n") || /^\s*[[{]/.test(written);
}

function readInlineContents(patch: ScalarCursor): Cursor[] {
  const text = readCursorText(patch);
  const root = text && readYaml(text).root;
  return root ? [root] : [];
}

/** Determines whether a patch changes a document. */
export function patchMatches({ target, content }: Patch, document: Document): Match {
  if (target) return target.kind === "map" ? matchTarget(target, document) : "maybe";
  return content.kind === "map" ? matchIdentity(content, document) : "no";
}

/**
 * Applies a patch to a document's root; undefined if the patch deletes it. Where it is not certain that the patch applies, the
 * patched values become unknown.
 */
export function applyPatch(root: Cursor, { content }: Patch, match: Match): Cursor | undefined {
  const sure = match === "yes";
  if (content.kind === "list") return applyJsonPatch(root, content.items, sure);
  if (content.kind !== "map") return root;
  if (findStringAt(content, "$patch") === "delete") return sure ? undefined : root;
  return merge(root, sure ? dropIdentity(content) : (toUncertain(dropIdentity(content)) as MapCursor), isCustom(root));
}

/** Removes the identity from a patch: it only serves to find the patched document. */
export function dropIdentity(patch: MapCursor): MapCursor {
  const entries = new Map([...patch.entries].filter(([key]) => key !== "apiVersion" && key !== "kind"));
  const metadata = entries.get("metadata");
  if (metadata?.value.kind === "map") {
    const kept = [...metadata.value.entries].filter(([key]) => key !== "name" && key !== "namespace");
    entries.set("metadata", { ...metadata, value: { ...metadata.value, entries: new Map(kept) } });
  }
  return { ...patch, entries };
}

/**
 * Checks whether a document is a custom resource. Kustomize merges lists of Kubernetes' built-in kinds by name, but replaces
 * those of custom resources.
 */
function isCustom(root: Cursor): boolean {
  const apiVersion = findStringAt(root, "apiVersion") ?? "";
  return apiVersion.includes(".") && !apiVersion.includes(".k8s.io/");
}

function merge(below: Cursor | undefined, patch: Cursor, custom: boolean): Cursor {
  if (patch.kind === "list" && below?.kind === "list" && !custom) return mergeLists(below.items, patch.items, patch);
  if (patch.kind !== "map") return patch;
  const entries = new Map<string, Entry>(below?.kind === "map" ? below.entries : []);
  for (const [key, entry] of patch.entries) {
    if (entry.value.kind === "scalar" && entry.value.value === null) entries.delete(key);
    else entries.set(key, { key: entry.key, value: merge(entries.get(key)?.value, entry.value, custom) });
  }
  return { ...(below?.kind === "map" ? below : patch), entries };
}

function mergeLists(below: readonly Cursor[], patch: readonly Cursor[], list: Cursor): Cursor {
  const names = new Map(patch.map((item) => [findStringAt(item, "name"), item]));
  if (names.has(undefined)) return list;
  const known = new Set(below.map((item) => findStringAt(item, "name")));
  const merged = below.map((item) => {
    const over = names.get(findStringAt(item, "name"));
    return over ? merge(item, over, false) : item;
  });
  return { kind: "list", origin: list.origin, items: [...patch.filter((item) => !known.has(findStringAt(item, "name"))), ...merged] };
}

/** A cursor of the same shape with only unknown values. */
function toUncertain(cursor: Cursor): Cursor {
  if (cursor.kind !== "map")
    return isPlace(cursor.origin) ? { kind: "unknown", origin: cursor.origin, reason: "a patch that may apply" } : cursor;
  return {
    ...cursor,
    entries: new Map([...cursor.entries].map(([key, entry]) => [key, { key: entry.key, value: toUncertain(entry.value) }])),
  };
}
