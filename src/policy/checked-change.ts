import type { ClusterDocument } from "../model/cluster.ts";
import type { AddResource, AppendItem, Change } from "../model/fix.ts";
import { isPath, isRecord, isScalar, isValues } from "./metadata.ts";
import { readPointer } from "./template.ts";

/**
 * Returns the change that a sandboxed policy proposes, or undefined unless it is a known kind of change, refers to parts of the
 * document, and writes only plain text. `pointer` checks a pointer and throws if it is invalid.
 */
export function acceptChange(value: unknown, document: ClusterDocument, pointer: (value: unknown) => string): Change | undefined {
  if (!isRecord(value)) return undefined;
  if (value.set !== undefined) return acceptSet(value, document);
  if (value.remove !== undefined) return { remove: pointer(value.remove) };
  if (value.move !== undefined) return acceptMove(value, document);
  if (value.append !== undefined) return acceptAppend(value, document);
  if (value.add !== undefined) return isObject(value.add) ? { add: value.add, beside: pointer(value.beside) } : undefined;
  const { replace, was, with: text } = value;
  if (replace === undefined || !isScalar(was) || !isScalar(text)) return undefined;
  return { replace: pointer(replace), was: was as string, with: text as string };
}

type Proposed = Readonly<Record<string, unknown>>;

function acceptSet({ install, resource, set }: Proposed, document: ClusterDocument): Change | undefined {
  if (!isValues(set)) return undefined;
  if (typeof install === "number" && document.installs[install]) return { install, set };
  return typeof resource === "number" && document.resources[resource] ? { resource, set } : undefined;
}

/** Only values that the chart or tool does not read can be moved, because their place is known. */
function acceptMove({ move, to }: Proposed, document: ClusterDocument): Change | undefined {
  if (typeof move !== "string" || !isPath(to)) return undefined;
  if (!/^\/installs\/\d{1,6}\/(ignored|overridden|rejected)\/\d{1,6}$/.test(move)) return undefined;
  return readPointer(document, move) === undefined ? undefined : { move, to };
}

function acceptAppend({ append, item }: Proposed, document: ClusterDocument): Change | undefined {
  if (typeof append !== "string" || append.length > 1_000 || !/^\/resources\/\d{1,6}\/object\//.test(append)) return undefined;
  return isItem(item) && Array.isArray(readPointer(document, append)) ? { append, item } : undefined;
}

function isItem(item: unknown): item is AppendItem["item"] {
  if (typeof item === "string" || typeof item === "number") return isScalar(item);
  if (!isRecord(item)) return false;
  const entries = Object.entries(item);
  return entries.length > 0 && entries.length <= 20 && entries.every(([key, value]) => plainKey.test(key) && isScalar(value));
}

const plainKey = /^[A-Za-z][\w.-]{0,62}$/;

/** Checks for a Kubernetes object of ordinary size. Its name and kind become the name of the new file. */
function isObject(value: unknown): value is AddResource["add"] {
  if (!isRecord(value) || !isRecord(value.metadata)) return false;
  const { apiVersion, kind, metadata } = value;
  const { name, namespace = "default" } = metadata;
  const isNamed = isText(name, objectName) && isText(namespace, objectName) && isText(kind, /^[A-Z][A-Za-z0-9]{0,62}$/);
  return isNamed && isText(apiVersion, /^([a-z0-9.-]{1,200}\/)?v[a-z0-9]{1,20}$/) && isModest(value);
}

const objectName = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;

function isText(value: unknown, pattern: RegExp): boolean {
  return typeof value === "string" && pattern.test(value);
}

const mostNodes = 500;
const deepest = 20;
const longestText = 2_000;

/** Counts maps, lists, keys and scalars; stops if the object is deeper than any real object. */
function isModest(object: unknown): boolean {
  let count = 0;
  const isWithin = (value: unknown, depth: number): boolean => {
    count += 1;
    if (count > mostNodes || depth > deepest) return false;
    if (typeof value === "string") return value.length <= longestText && !unprintable.test(value);
    if (typeof value === "number") return Number.isFinite(value);
    if (typeof value !== "object" || value === null) return value === null || typeof value === "boolean";
    if (Array.isArray(value)) return value.every((item) => isWithin(item, depth + 1));
    return Object.entries(value).every(([key, item]) => isWithin(key, depth + 1) && isWithin(item, depth + 1));
  };
  return isWithin(object, 0);
}

/** A file that people read must show all its characters. */
const unprintable = /[^\n\P{C}]|[\u2028\u2029]/u;
