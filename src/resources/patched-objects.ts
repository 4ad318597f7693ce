import type { FoundResource } from "../model/cluster.ts";
import { type Cursor, type Entry, findAt, findItemsAt, findPlaceAt, findStringAt, type MapCursor, splitPointer } from "../model/cursor.ts";
import type { Place } from "../model/location.ts";
import type { Reader, Source } from "../reader/source.ts";
import { defineValueFlags, findFlagValue, readArguments } from "../scripts/flags.ts";
import { listCommands } from "../scripts/own-programs.ts";
import type { Command, Script, Word } from "../syntax/shell/script.ts";
import { formatWord } from "../syntax/shell/script.ts";
import { readYaml } from "../syntax/yaml/yaml.ts";

/** Objects of kinds that policies check and that a script patches, with the content of the patch. */
export function* findPatchedObjects(source: Source, reader: Reader): Generator<FoundResource> {
  if (source.handedBy || !/\bpatch\b/.test(source.text)) return;
  for (const script of source.scripts()) yield* findPatchedByScript(script, reader);
}

const kinds: ReadonlyMap<string, { readonly kind: string; readonly apiVersion: string }> = new Map(
  [
    { kind: "Installation", apiVersion: "operator.tigera.io/v1", names: ["installation", "installations"] },
    { kind: "FelixConfiguration", apiVersion: "projectcalico.org/v3", names: ["felixconfiguration", "felixconfigurations"] },
    { kind: "Namespace", apiVersion: "v1", names: ["namespace", "namespaces", "ns"] },
  ].flatMap(({ names, ...object }) => names.map((name) => [name, object] as const)),
);

const patchFlags = defineValueFlags(
  ...[
    "n namespace",
    "p patch",
    "patch-file",
    "type",
    "context",
    "kubeconfig",
    "o output",
    "s server",
    "field-manager",
    "dry-run",
    "subresource",
  ],
);

function* findPatchedByScript({ commands, unit }: Script, reader: Reader): Generator<FoundResource> {
  const programs = ["kubectl", "oc", "calicoctl"];
  for (const command of programs.flatMap((program) => listCommands(commands, program))) {
    const found = readPatchCommand(command, reader);
    if (found) yield { ...found, script: { unit } };
  }
}

function readPatchCommand({ args, place }: Command, reader: Reader): FoundResource | undefined {
  const { positionals, flags } = readArguments(args, patchFlags);
  const [verb, ...target] = positionals.map((word) => (word.kind === "scalar" ? word.value : ""));
  if (verb !== "patch") return undefined;
  const [written = "", ...rest] = target.flatMap((word) => word.split("/"));
  const known = kinds.get((written.split(".")[0] ?? "").toLowerCase());
  const name = rest[0];
  if (!known || !name) return undefined;
  const patch = readPatchContent(findFlagValue(flags, "patch"), place, reader);
  const root = flags.some(({ name: flag, value }) => flag === "type" && value && formatWord(value) === "json")
    ? fromOperations(patch, place)
    : patch;
  const scalar = (value: string): Cursor => ({ kind: "scalar", origin: place, value });
  const fields = { apiVersion: scalar(known.apiVersion), kind: scalar(known.kind) };
  return { ...known, name, namespace: null, root: withFields(root, fields, name, place), place, isPartial: true };
}

/** Reads a patch. If it is known only when the script runs, it is unknown. */
function readPatchContent(word: Word | undefined, place: Place, reader: Reader): Cursor {
  const unread: Cursor = { kind: "unknown", origin: place, reason: "the patch is known only when the script runs" };
  if (word?.kind !== "scalar") return word ?? unread;
  const text = word.text ?? { file: place.file, content: word.value, segments: [[0, locateWordOr(word, place).start]] };
  const { root, problems } = readYaml(text);
  for (const problem of problems) reader.problem(problem);
  return root ?? unread;
}

function locateWordOr(word: Word, fallback: Place): Place {
  return findPlaceAt(word) ?? fallback;
}

/**
 * Converts a list of operations to the map that they write. Anything other than a list of operations is unknown; operations
 * without a value are skipped.
 */
function fromOperations(patch: Cursor, place: Place): Cursor {
  if (patch.kind !== "list") return { kind: "unknown", origin: place, reason: "the patch is not a list of operations" };
  let root: MapCursor = { kind: "map", origin: place, entries: new Map() };
  for (const operation of findItemsAt(patch)) {
    const path = findStringAt(operation, "path");
    const value = findAt(operation, "value");
    if (path === undefined || value === undefined) continue;
    const steps = splitPointer(path);
    root = writeAtPath(root, steps, value);
  }
  return root;
}

function writeAtPath(map: MapCursor, [step = "", ...rest]: readonly string[], value: Cursor): MapCursor {
  const below = map.entries.get(step)?.value;
  const inner: MapCursor = below?.kind === "map" ? below : { kind: "map", origin: value.origin, entries: new Map() };
  const entry: Entry = { key: value.origin, value: rest.length > 0 ? writeAtPath(inner, rest, value) : value };
  return { ...map, entries: new Map([...map.entries, [step, entry]]) };
}

function withFields(root: Cursor, fields: Readonly<Record<string, Cursor>>, name: string, place: Place): MapCursor {
  const entries = new Map<string, Entry>(Object.entries(fields).map(([key, value]) => [key, { key: place, value }]));
  const own = root.kind === "map" ? root.entries : new Map<string, Entry>([["spec", { key: place, value: root }]]);
  const labels = findAt(root, "metadata", "labels");
  const metadata = new Map<string, Entry>([["name", { key: place, value: { kind: "scalar", origin: place, value: name } }]]);
  if (root.kind === "map" && labels) metadata.set("labels", { key: labels.origin, value: labels });
  return {
    kind: "map",
    origin: place,
    entries: new Map([...own, ...entries, ["metadata", { key: place, value: { kind: "map", origin: place, entries: metadata } }]]),
  };
}
