import { listApplications } from "../forms/argocd/application.ts";
import { expandApplications, listApplicationSets } from "../forms/argocd/applicationset.ts";
import type { FoundResource } from "../model/cluster.ts";
import { type Cursor, type Entry, findAt, findPlaceAt, findStringAt, type MapCursor } from "../model/cursor.ts";
import type { Place } from "../model/location.ts";
import type { Reader, Source } from "../reader/source.ts";
import { defineValueFlags, readArguments } from "../scripts/flags.ts";
import { listCommands } from "../scripts/own-programs.ts";
import type { Command, Script, Word } from "../syntax/shell/script.ts";
import { formatWord } from "../syntax/shell/script.ts";

/** Namespaces whose labels are set by something other than their manifest, as objects with only these labels. */
export function* findLabelledNamespaces(source: Source, reader: Reader): Generator<FoundResource> {
  if (/\blabel\b/.test(source.text) && !source.handedBy) for (const script of source.scripts()) yield* findLabelledByScript(script);
  if (!source.text.includes("managedNamespaceMetadata")) return;
  const made = listApplicationSets(source).flatMap((document) => expandApplications(document, reader));
  for (const { root } of [...listApplications(source), ...made]) {
    const labels = findAt(root, "spec", "syncPolicy", "managedNamespaceMetadata", "labels");
    const place = findPlaceAt(root, "spec", "syncPolicy", "managedNamespaceMetadata", "labels");
    const name = findStringAt(root, "spec", "destination", "namespace");
    if (labels && place && name !== undefined) yield createNamespace(name, labels, place);
  }
}

/** Creates a Namespace object with only a name and labels. */
export function createNamespace(name: string, labels: Cursor, place: Place): FoundResource {
  const scalar = (value: string): Cursor => ({ kind: "scalar", origin: place, value });
  const metadata = buildLabelMap({ name: scalar(name), labels }, place);
  const root = buildLabelMap({ apiVersion: scalar("v1"), kind: scalar("Namespace"), metadata }, place);
  return { apiVersion: "v1", kind: "Namespace", name, namespace: null, root, place, isPartial: true };
}

function buildLabelMap(values: Readonly<Record<string, Cursor>>, place: Place): MapCursor {
  const entries = Object.entries(values).map(([key, value]): [string, Entry] => [key, { key: place, value }]);
  return { kind: "map", origin: place, entries: new Map(entries) };
}

const kubectlFlags = defineValueFlags(
  ...["n namespace", "context", "kubeconfig", "cluster", "s server", "user", "l selector", "o output", "f filename", "field-selector"],
  ...["field-manager", "dry-run", "resource-version", "as", "token", "k kustomize"],
);

function* findLabelledByScript({ commands, unit }: Script): Generator<FoundResource> {
  for (const command of [...listCommands(commands, "kubectl"), ...listCommands(commands, "oc")]) {
    for (const namespace of readLabelCommand(command)) yield { ...namespace, script: { unit, cluster: command.cluster } };
  }
}

/** The namespaces that a command labels: `kubectl label namespace shop istio.io/dataplane-mode=ambient` */
function readLabelCommand({ args, place }: Command): FoundResource[] {
  const { positionals, flags } = readArguments(args, kubectlFlags);
  const [verb, ...words] = positionals;
  const isDry = flags.some(({ name, value }) => name === "dry-run" && (!value || formatWord(value) !== "none"));
  if (!verb || formatWord(verb) !== "label" || isDry) return [];
  const labels = mapFrom(words.filter(isLabel), place);
  return readNamespaceNames(words.filter((word) => !isLabel(word))).map((name) => createNamespace(name, labels, place));
}

function readNamespaceNames(words: readonly Word[]): string[] {
  const texts = words.map((word) => (word.kind === "scalar" ? word.value : ""));
  const [kind = "", ...names] = texts;
  if (isNamespaceKind(kind)) return names.filter((name) => /^[\w.-]+$/.test(name));
  return texts.flatMap((text) => {
    const [, own = "", name] = /^(\w+)\/([\w.-]+)$/.exec(text) ?? [];
    return name !== undefined && isNamespaceKind(own) ? name : [];
  });
}

function isNamespaceKind(word: string): boolean {
  return /^(ns|namespaces?|projects?)$/i.test(word);
}

/** Checks whether a word sets a label (`key=value`) or removes one (`key-`). */
function isLabel(word: Word): boolean {
  return /^[\w./-]+(=|-$)/.test(formatWord(word));
}

function mapFrom(words: readonly Word[], origin: Place): MapCursor {
  const entries = words.map((word): [string, Entry] => {
    const [, key = "", sign] = /^([\w./-]+?)(=|-$)/.exec(formatWord(word)) ?? [];
    return [key, { key: word.origin, value: labelValue(word, sign === "=" ? `${key}=`.length : undefined) }];
  });
  return { kind: "map", origin, entries: new Map(entries) };
}

function labelValue(word: Word, start: number | undefined): Cursor {
  if (start === undefined) return { kind: "scalar", origin: word.origin, value: null };
  if (word.kind === "unknown") return word;
  return { kind: "scalar", origin: word.origin, value: word.value.slice(start) };
}
