import { type Cursor, findEntriesAt, findStringAt } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";

/** The result of matching a document; `maybe` if it cannot be decided without the cluster. */
export type Match = "yes" | "no" | "maybe";

/**
 * Determines whether a patch's `target` selects a document.
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/
 */
export function matchTarget(target: Cursor, document: Document): Match {
  const [group, version] = splitVersion(document.apiVersion);
  const fields = { group, version, kind: document.kind, name: document.name, namespace: document.namespace };
  const matches = Object.entries(fields).map(([field, value]) => matchPattern(findStringAt(target, field), value));
  const labels = matchLabels(findStringAt(target, "labelSelector"), document, "labels");
  return combineMatches([...matches, labels, matchLabels(findStringAt(target, "annotationSelector"), document, "annotations")]);
}

/** Determines whether a strategic-merge patch applies to a document, by the kind and name in the patch. */
export function matchIdentity(patch: Cursor, document: Document): Match {
  const [group] = splitVersion(findStringAt(patch, "apiVersion"));
  const isSameKind = findStringAt(patch, "kind") === document.kind && group === splitVersion(document.apiVersion)[0];
  if (!isSameKind) return "no";
  const name = findStringAt(patch, "metadata", "name");
  if (name === undefined || document.name === undefined) return "maybe";
  const namespace = findStringAt(patch, "metadata", "namespace");
  if (name !== document.name) return "no";
  return namespace === undefined || document.namespace === undefined || namespace === document.namespace ? "yes" : "no";
}

function splitVersion(apiVersion: string | undefined): readonly [string, string] {
  const [first = "", second] = (apiVersion ?? "").split("/");
  return second === undefined ? ["", first] : [first, second];
}

function combineMatches(matches: readonly Match[]): Match {
  if (matches.includes("no")) return "no";
  return matches.includes("maybe") ? "maybe" : "yes";
}

/**
 * Matches a value against a pattern. Names in a target are regular expressions, anchored at both ends; words, alternatives and
 * `.*` are supported.
 */
function matchPattern(pattern: string | undefined, value: string | undefined): Match {
  if (pattern === undefined || pattern === ".*") return "yes";
  const plain = pattern.replace(/^\^?\(?/, "").replace(/\)?\$?$/, "");
  if (!/^[\w./|*-]*$/.test(plain) || /(^|[^.])\*/.test(plain)) return "maybe";
  if (value === undefined) return "maybe";
  return plain.split("|").some((alternative) => matchesPieces(alternative.split(".*"), value)) ? "yes" : "no";
}

function matchesPieces(pieces: readonly string[], value: string): boolean {
  if (pieces.length === 1) return pieces[0] === value;
  const first = pieces[0] ?? "";
  const last = pieces.at(-1) ?? "";
  if (!value.startsWith(first) || !value.endsWith(last) || value.length < first.length + last.length) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = value.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return at <= value.length - last.length;
}

function matchLabels(selector: string | undefined, document: Document, field: "labels" | "annotations"): Match {
  if (selector === undefined) return "yes";
  const labels = new Map(findEntriesAt(document.root, "metadata", field).map(([key, { value }]) => [key, findStringAt(value)]));
  // Commas also separate the values in parentheses.
  const requirements = selector.match(/[^,(]+(?:\([^)]*\))?/g) ?? [];
  return combineMatches(requirements.map((requirement) => matchRequirement(requirement.trim(), labels)));
}

function matchRequirement(requirement: string, labels: ReadonlyMap<string, string | undefined>): Match {
  const [, key = "", operator, list = ""] = /^([\w./-]+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(requirement) ?? [];
  const [, name = "", sign, value = ""] = /^([\w./-]+)\s*(==|=|!=)\s*([\w.-]*)$/.exec(requirement) ?? [];
  const [, negation, bare] = /^(!?)\s*([\w./-]+)$/.exec(requirement) ?? [];
  if (operator) {
    const isIn = list.split(",").some((item) => item.trim() === labels.get(key));
    return isIn === (operator === "in") ? "yes" : "no";
  }
  if (sign) return (labels.get(name) === value) === (sign !== "!=") ? "yes" : "no";
  if (bare === undefined) return "maybe";
  return labels.has(bare) === (negation !== "!") ? "yes" : "no";
}
