import type { Budget } from "../model/budget.ts";
import type { ClusterName } from "../model/cluster-name.ts";
import type { Document, Marker } from "../model/document.ts";
import type { Problem } from "../model/finding.ts";
import type { Place } from "../model/location.ts";
import type { SourceText } from "../model/source-text.ts";
import { defineValueFlags, readArguments } from "../scripts/flags.ts";
import { listCommands } from "../scripts/own-programs.ts";
import type { Command, Script } from "../syntax/shell/script.ts";
import { formatWord } from "../syntax/shell/script.ts";
import { openDocuments } from "./documents.ts";
import type { Reader, Source } from "./source.ts";

/** Extracts the YAML that the scripts of a file apply to a cluster (`kubectl apply -f - <<EOF`): one source for each script. */
export function extractHandedSources(source: Source, report: (problem: Problem) => void, budget: Budget): Source[] {
  if (!mayHand(source)) return [];
  return source.scripts().flatMap((script) => {
    const texts = collectHandedTexts(script);
    return texts.length > 0 ? [buildHandedSource(source, script, texts, { problem: report, budget })] : [];
  });
}

function mayHand({ path, text }: Source): boolean {
  const isScript = !/\.ya?ml$/i.test(path) || text.includes("<<");
  return isScript && text.includes("apiVersion:") && (/\b(kubectl|oc)\b/.test(text) || text.includes("/server/manifests"));
}

interface Handed {
  readonly text: SourceText;
  /** The cluster that the YAML is applied to, if the script names it. */
  readonly cluster: ClusterName | undefined;
  readonly namespace: string | undefined;
}

function buildHandedSource(
  source: Source,
  script: Script,
  texts: readonly Handed[],
  { problem, budget }: Pick<Reader, "problem" | "budget">,
): Source {
  const readers = texts.map(({ text, namespace }) => ({ read: openDocuments(text, problem, budget), namespace }));
  const known = new Map<Document, Document>();
  const placed = (document: Document, namespace: string | undefined) => {
    const found = known.get(document) ?? { ...document, namespace: document.namespace ?? namespace };
    known.set(document, found);
    return found;
  };
  const documents = (marker: Marker) =>
    readers.flatMap(({ read, namespace }) => read(marker).map((document) => placed(document, namespace)));
  const { path, words, isThrowaway } = source;
  const starts = texts.map(({ text, cluster }) => ({ start: text.segments[0]?.[1] ?? 0, cluster }));
  starts.sort((one, other) => one.start - other.start);
  const clusterAt = ({ start }: Place) => starts.findLast((handed) => handed.start <= start)?.cluster;
  return { path, words, isThrowaway, text: source.text, documents, scripts: () => [], handedBy: { unit: script.unit, clusterAt } };
}

const kubectlFlags = defineValueFlags(
  ...["f filename", "n namespace", "context", "kubeconfig", "cluster", "s server", "l selector", "o output", "field-manager", "user"],
  ...["token", "dry-run", "timeout", "prune-allowlist", "validate", "as", "k kustomize"],
);

/** K3s and RKE2 apply the manifests in this directory: https://docs.rke2.io/install/packaged_components */
const manifestsDirectory = /^\/var\/lib\/rancher\/(?:k3s|rke2)\/server\/manifests\//;

function collectHandedTexts({ commands, files }: Script): Handed[] {
  const texts = new Map<number | undefined, Handed>();
  for (const [path, text] of files) {
    if (manifestsDirectory.test(path)) texts.set(text.segments[0]?.[1], { text, namespace: undefined, cluster: undefined });
  }
  for (const command of [...listCommands(commands, "kubectl"), ...listCommands(commands, "oc")]) {
    for (const handed of findHandedTexts(command)) texts.set(handed.text.segments[0]?.[1], handed);
  }
  return [...texts.values()];
}

function findHandedTexts(command: Command): Handed[] {
  const { positionals, flags } = readArguments(command.args, kubectlFlags);
  const verb = positionals[0] && formatWord(positionals[0]);
  const isDry = flags.some(({ name, value }) => name === "dry-run" && (!value || formatWord(value) !== "none"));
  if (isDry || !/^(apply|create|replace)$/.test(verb ?? "")) return [];
  const given = flags.findLast(({ name }) => name === "namespace")?.value;
  const namespace = given?.kind === "scalar" ? given.value : undefined;
  const names = flags.flatMap(({ name, value }) => (name === "filename" && value ? formatWord(value) : []));
  return names.flatMap((name) => {
    const text = name === "-" || name === "/dev/stdin" ? command.input : command.written.get(name);
    return text ? [{ text, namespace, cluster: command.cluster }] : [];
  });
}
