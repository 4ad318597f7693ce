import type { Cluster } from "../model/cluster.ts";
import { findAt, type Scalar, unescapePointer } from "../model/cursor.ts";
import type {
  AddOption,
  AddResource,
  AppendItem,
  Change,
  Fix,
  MoveValue,
  Proposal,
  RemoveValue,
  ReplaceText,
  SetFields,
  SetValues,
  TextEdit,
} from "../model/fix.ts";
import { mergeValues } from "../model/values.ts";
import { addFile, type FixContext } from "./added-file.ts";
import { appendItem } from "./appended-item.ts";
import { insertValue } from "./insertion.ts";
import type { TextOf } from "./lines.ts";
import { splitPath } from "./path.ts";
import { removeEntry } from "./removal.ts";
import { renameKey } from "./renamed-key.ts";
import { writeReplacement } from "./scalar-text.ts";
import { addAfterCommand, replaceScalar, setValue } from "./set-value.ts";
import { judgeSoundness, type Soundness } from "./soundness.ts";

/** Converts the changes that a policy proposes to text edits; undefined if one of them has no certain place in the files. */
export function findFix(cluster: Cluster, proposal: Proposal, context: FixContext): Fix | undefined {
  const edits: TextEdit[] = [];
  for (const change of proposal.changes) {
    const made = editText(cluster, change, context, proposal.changes);
    if (!made) return undefined;
    edits.push(...made);
  }
  const distinct = joinEdits([...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()].sort(compareByPlace), context.textOf);
  const soundness = hasOverlap(distinct) ? undefined : judgeSoundness(cluster, proposal, distinct, context);
  if (!soundness) return undefined;
  const fix = { title: proposal.title, safe: proposal.safe ?? true, edits: distinct };
  const reason = fix.safe ? explainDoubt(cluster, proposal, soundness) : undefined;
  return reason === undefined ? fix : { ...fix, safe: false, reason };
}

/** Explains why a fix that its rule considers safe is not safe here. */
function explainDoubt({ drafts }: Cluster, { changes }: Proposal, soundness: Soundness): string | undefined {
  if (soundness === "other") return "the value stands under another name, which others may use";
  const pointers = changes.map((change) => {
    if ("install" in change) return `/installs/${change.install}`;
    if ("remove" in change) return change.remove;
    if ("move" in change) return change.move;
    return "replace" in change && !isAddress.test(change.replace) ? change.replace : "";
  });
  const isTemplate = pointers.some((pointer) => drafts[Number(/^\/installs\/(\d+)/.exec(pointer)?.[1])]?.isTemplate);
  return isTemplate ? "other installs may be made from the same template" : undefined;
}

/** An address is wrong for every install that is rendered from the same line, so it is safe to change in a template. */
const isAddress = /^\/installs\/\d+\/(repository|hub)$/;

/** Returns the edits for one change; `changes` are all changes of the same proposal. */
function editText(cluster: Cluster, change: Change, context: FixContext, changes: readonly Change[]): TextEdit[] | undefined {
  if ("option" in change) return toEditList(addOption(cluster, change, context));
  if ("install" in change) return setValues(cluster, change, context);
  if ("resource" in change) return setFields(cluster, change, context);
  if ("remove" in change) return toEditList(removeValue(cluster, change, context, changes));
  if ("move" in change) return moveValue(cluster, change, context);
  if ("replace" in change) return toEditList(replaceText(cluster, change, context));
  if ("append" in change) return toEditList(appendToResource(cluster, change, context));
  return addObject(cluster, change, context);
}

/** An Application is in the cluster where Argo CD runs, which need not be the cluster that it deploys to. */
function addObject({ drafts, placeAt }: Cluster, { add, beside }: AddResource, context: FixContext): TextEdit[] | undefined {
  const draft = drafts[Number(/^\/installs\/(\d+)$/.exec(beside)?.[1])];
  const destination = draft?.scope.destination;
  const isElsewhere =
    draft?.form.startsWith("argocd-") &&
    destination !== undefined &&
    !/^(in-cluster|https:\/\/kubernetes\.default\.svc\/?)$/.test(destination);
  const file = placeAt(beside)?.file;
  return file === undefined || isElsewhere ? undefined : addFile(file, add, context);
}

function toEditList(edit: TextEdit | undefined): TextEdit[] | undefined {
  return edit && [edit];
}

function setValues(cluster: Cluster, { install, set }: SetValues, { textOf }: FixContext): TextEdit[] | undefined {
  const draft = cluster.drafts[install];
  return draft && editEach(set, (path, value) => setValue(draft, path, value, textOf));
}

function addOption({ drafts }: Cluster, { install, option }: AddOption, { textOf }: FixContext): TextEdit | undefined {
  const home = drafts[install]?.home;
  return home && "after" in home ? addAfterCommand(home.after, option, textOf) : undefined;
}

function setFields(cluster: Cluster, { resource, set }: SetFields, { textOf }: FixContext): TextEdit[] | undefined {
  const root = cluster.resources[resource]?.root;
  if (!root) return undefined;
  return editEach(set, (path, value) => {
    const written = findAt(root, ...path);
    return written ? replaceScalar(written, value, textOf) : insertValue(root, path, value, textOf);
  });
}

function editEach(
  set: Readonly<Record<string, Scalar>>,
  edit: (path: readonly string[], value: Scalar) => TextEdit | undefined,
): TextEdit[] | undefined {
  const edits = Object.entries(set).map(([path, value]) => edit(splitPath(path), value));
  return edits.every((made) => made !== undefined) ? edits : undefined;
}

function removeValue(
  cluster: Cluster,
  { remove }: RemoveValue,
  { textOf }: FixContext,
  changes: readonly Change[] = [],
): TextEdit | undefined {
  const [, values = ""] = /^(\/installs\/\d+\/values\/)/.exec(remove) ?? [];
  const draft = cluster.drafts[Number(values.split("/")[2])];
  if (!draft || values === "") return undefined;
  const pathOf = (pointer: string) => pointer.slice(values.length).split("/").map(unescapePointer);
  const gone = changes.flatMap((change) => ("remove" in change && change.remove.startsWith(values) ? [pathOf(change.remove)] : []));
  return removeEntry(mergeValues(draft.layers.map((layer) => layer.values)), pathOf(remove), textOf, gone);
}

/** Renames the key in place if possible; otherwise writes the value at the new key and removes the old one. */
function moveValue(cluster: Cluster, { move, to }: MoveValue, context: FixContext): TextEdit[] | undefined {
  const [, install, list, index] = /^\/installs\/(\d+)\/(ignored|overridden|rejected)\/(\d+)$/.exec(move) ?? [];
  const document = cluster.document.installs[Number(install)];
  const ineffective = document?.[list as "ignored" | "overridden" | "rejected"][Number(index)];
  if (!document || !ineffective) return undefined;
  const renamed = renameKey(cluster.placeAt(`${move}/key`), ineffective.key, to, context.textOf);
  if (renamed) return [renamed];
  const isOperator = document.tool === "istioctl";
  if (ineffective.pointer === null || ineffective.value === null || (isOperator && !to.startsWith("values."))) return undefined;
  const gone = removeValue(cluster, { remove: `/installs/${install}${ineffective.pointer}` }, context);
  const path = isOperator ? to.slice("values.".length) : to;
  const set = setValues(cluster, { install: Number(install), set: { [path]: ineffective.value } }, context);
  return gone && set && [gone, ...set];
}

function replaceText(cluster: Cluster, change: ReplaceText, { textOf }: FixContext): TextEdit | undefined {
  const place = cluster.placeAt(change.replace);
  const written = place && textOf(place.file)?.slice(place.start, place.end);
  if (!place || written?.replace(/^(["'])(.*)\1$/s, "$2") !== String(change.was)) return undefined;
  return { ...place, text: writeReplacement(change.with, written) };
}

function appendToResource(cluster: Cluster, { append, item }: AppendItem, { textOf }: FixContext): TextEdit | undefined {
  const [, resource, path] = /^\/resources\/(\d+)\/object\/(.+)$/.exec(append) ?? [];
  const root = cluster.resources[Number(resource)]?.root;
  return path === undefined ? undefined : appendItem(findAt(root, ...path.split("/").map(unescapePointer)), item, textOf);
}

/** Text that is inserted before a key whose lines are removed replaces these lines instead. */
function joinEdits(edits: readonly TextEdit[], textOf: TextOf): TextEdit[] {
  const result: TextEdit[] = [];
  for (const edit of edits) {
    const gone = result.at(-1);
    const indent = gone && gone.text === "" && gone.file === edit.file ? textOf(edit.file)?.slice(gone.start, edit.start) : undefined;
    const isInside = gone && edit.start === edit.end && edit.start > gone.start && edit.start < gone.end;
    if (isInside && indent !== undefined && edit.text.endsWith(indent) && indent.trim() === "") {
      result.splice(-1, 1, { ...gone, text: indent + edit.text.slice(0, -indent.length) });
    } else result.push(edit);
  }
  return result;
}

function compareByPlace(one: TextEdit, other: TextEdit): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.start - other.start || one.end - other.end;
}

function hasOverlap(edits: readonly TextEdit[]): boolean {
  return edits.some((edit, index) => {
    const next = edits[index + 1];
    return next !== undefined && next.file === edit.file && next.start < edit.end;
  });
}
