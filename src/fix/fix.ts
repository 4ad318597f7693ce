import { type Cluster, placeOfPointer } from "../model/cluster.ts";
import { type Cursor, isPlace, itemsAt, stringAt, unescapePointer } from "../model/cursor.ts";
import type { Change, Fix, Proposal, TextEdit } from "../model/fix.ts";
import type { Draft } from "../model/install.ts";
import { mergeValues } from "../model/values.ts";
import type { TextOf } from "./insertion.ts";
import { removal } from "./removal.ts";
import { replacementText } from "./scalar-text.ts";
import { setValue } from "./set-value.ts";

/** What is known of the repository besides the cluster. */
export interface FixContext {
  readonly textOf: TextOf;
  /** An object as YAML. */
  readonly print: (object: unknown) => string;
  readonly exists: (file: string) => boolean;
  /** The kustomization in a directory (with a trailing slash), where there is one. */
  readonly kustomization: (directory: string) => Cursor | undefined;
}

/** Turns what a policy proposes into text edits; undefined where one of its changes has no sure place in the files. */
export function fixOf(cluster: Cluster, proposal: Proposal, context: FixContext): Fix | undefined {
  const edits: TextEdit[] = [];
  for (const change of proposal.changes) {
    const made = editsOf(cluster, change, context);
    if (!made) return undefined;
    edits.push(...made);
  }
  const distinct = [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()].sort(byPlace);
  return hasOverlap(distinct) ? undefined : { title: proposal.title, safe: proposal.safe ?? true, edits: distinct };
}

function editsOf(cluster: Cluster, change: Change, context: FixContext): TextEdit[] | undefined {
  if ("set" in change) return setEdits(cluster.drafts[change.install], change.set, context);
  if ("remove" in change) return removeEdits(cluster, change.remove, context);
  if ("replace" in change) return replaceEdits(cluster, change.replace, change.with, context);
  return addEdits(cluster.drafts[change.beside], change.add, context);
}

function setEdits(draft: Draft | undefined, set: Readonly<Record<string, unknown>>, { textOf }: FixContext): TextEdit[] | undefined {
  const edits = Object.entries(set).map(([path, value]) => draft && setValue(draft, path.split("."), value as string, textOf));
  return edits.every((edit) => edit !== undefined) ? edits : undefined;
}

function removeEdits(cluster: Cluster, pointer: string, { textOf }: FixContext): TextEdit[] | undefined {
  const [, install, path] = /^\/installs\/(\d+)\/values\/(.+)$/.exec(pointer) ?? [];
  const draft = cluster.drafts[Number(install)];
  if (!draft || path === undefined) return undefined;
  const values = mergeValues(draft.layers.map((layer) => layer.values));
  const edit = removal(values, path.split("/").map(unescapePointer), textOf);
  return edit && [edit];
}

function replaceEdits(
  cluster: Cluster,
  pointer: string,
  value: string | number | boolean | null,
  { textOf }: FixContext,
): TextEdit[] | undefined {
  const place = cluster.places.has(pointer) ? placeOfPointer(cluster, pointer) : undefined;
  const text = place && textOf(place.file);
  if (!place || text === undefined || place.end <= place.start) return undefined;
  const written = text.slice(place.start, place.end);
  return written.includes("\n") ? undefined : [{ ...place, text: replacementText(value, written) }];
}

/** A file of its own beside the one that deploys the install, listed in the kustomization there. */
function addEdits(draft: Draft | undefined, object: Readonly<Record<string, unknown>>, context: FixContext): TextEdit[] | undefined {
  if (!draft || draft.scope.script || draft.tool === "istioctl") return undefined;
  const directory = draft.scope.file.slice(0, draft.scope.file.lastIndexOf("/") + 1);
  const { kind, metadata } = object as { readonly kind: string; readonly metadata: { readonly name: string } };
  const name = `${metadata.name}.${kind.toLowerCase()}.yaml`;
  const file = directory + name;
  if (context.exists(file)) return undefined;
  const made = { file, start: 0, end: 0, text: context.print(object) };
  const kustomization = context.kustomization(directory);
  if (!kustomization) return [made];
  const listed = listEdit(kustomization, name, context.textOf);
  return listed && [made, listed];
}

function listEdit(kustomization: Cursor, name: string, textOf: TextOf): TextEdit | undefined {
  const last = itemsAt(kustomization, "resources").findLast((item) => stringAt(item) !== undefined);
  const place = last && isPlace(last.origin) ? last.origin : undefined;
  const text = place && textOf(place.file);
  if (!place || text === undefined) return undefined;
  const margin = text.slice(text.lastIndexOf("\n", place.start - 1) + 1, place.start);
  if (!/^[ \t]*- +$/.test(margin)) return undefined;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  return { file: place.file, start: place.end, end: place.end, text: `${newline}${margin}${name}` };
}

function byPlace(one: TextEdit, other: TextEdit): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.start - other.start || one.end - other.end;
}

function hasOverlap(edits: readonly TextEdit[]): boolean {
  return edits.some((edit, index) => {
    const next = edits[index + 1];
    return next !== undefined && next.file === edit.file && next.start < edit.end;
  });
}
