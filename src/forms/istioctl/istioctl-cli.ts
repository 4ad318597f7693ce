import { parseOperatorSet } from "../../istio/istioctl.ts";
import { buildOperatorDrafts } from "../../istio/operator-drafts.ts";
import type { Operation } from "../../model/client.ts";
import { type Cursor, findAt, isPlace } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Draft, Layer } from "../../model/install.ts";
import type { Place } from "../../model/location.ts";
import {
  type CommandContext,
  findNamedFile,
  isForRemoval,
  locateFlagValue,
  locateLastWord,
  openLayer,
  parsePartlyKnown,
} from "../../reader/command-values.ts";
import { openDocuments } from "../../reader/documents.ts";
import type { Form } from "../../reader/source.ts";
import { readFileLayer } from "../../reader/values-layer.ts";
import { defineValueFlags, type Flag, isOpen, readArguments } from "../../scripts/flags.ts";
import { findIstioVersion } from "../../scripts/istio-version.ts";
import { listCommands } from "../../scripts/own-programs.ts";
import { formatShownPath } from "../../syntax/shell/paths.ts";
import type { Word } from "../../syntax/shell/script.ts";
import { formatWord } from "../../syntax/shell/script.ts";

/**
 * The istioctl commands `istioctl install`, `upgrade` and `manifest generate` in shell scripts.
 * https://istio.io/latest/docs/reference/commands/istioctl/#istioctl-install
 */
const istioctlCli: Form = {
  id: "istioctl-cli",
  markers: ["istioctl", "ISTIOCTL"],
  *extract(source, reader) {
    for (const script of source.scripts()) {
      for (const command of listCommands(script.commands, "istioctl")) {
        if (isForRemoval(command)) continue;
        const call = readCall(command.args);
        const context = { command, file: source.path, unit: script.unit, reader };
        if (call) yield* listCommandDrafts(call, findIstioVersion(script, command), context);
      }
    }
  },
};

export default istioctlCli;

const istioctlFlags = defineValueFlags(
  ...["f filename", "s set", "r revision", "d manifests", "charts", "c kubeconfig", "context", "i istioNamespace", "n namespace"],
  ...["o output", "component", "readiness-timeout", "vklog", "as", "as-group", "as-uid", "kubeclient-timeout", "tls-server-name"],
  ...["log_as_json", "log_caller", "log_output_level", "log_stacktrace_level", "log_target", "cluster-name", "remote-contexts"],
);

interface IstioctlCall {
  readonly operation: Operation;
  readonly isOffline: boolean;
  readonly isForced: boolean;
  readonly flags: readonly Flag[];
  /** A word that may contain further options. */
  readonly open: Word | undefined;
}

function readCall(args: readonly Word[]): IstioctlCall | undefined {
  const { positionals, flags } = readArguments(args, istioctlFlags);
  const words = positionals.filter((word) => !isOpen(word)).map(formatWord);
  const verb = words[0] === "manifest" ? words.slice(0, 2).join(" ") : words[0];
  if (verb === undefined || !/^(install|upgrade|manifest (apply|install|generate))$/.test(verb)) return undefined;
  const isForced = flags.some(({ name }) => name === "force");
  // https://istio.io/latest/docs/reference/commands/istioctl/#istioctl-manifest-generate
  const asksCluster = flags.some(({ name, value }) => name === "cluster-specific" && (!value || formatWord(value) !== "false"));
  const operation = /generate$/.test(verb) ? "template" : verb === "upgrade" ? "upgrade" : "install";
  return { operation, isOffline: verb === "manifest generate" && !asksCluster, isForced, flags, open: positionals.find(isOpen) };
}

function listCommandDrafts(call: IstioctlCall, version: Cursor | undefined, context: CommandContext): Iterable<Draft> {
  const { command, file, unit } = context;
  const files = call.flags.filter(({ name }) => name === "filename").flatMap(({ value }) => (value ? readSpecFiles(value, context) : []));
  const layers = [...files.map(({ layer }) => layer), ...openLayer(call.open, context), ...setLayers(call.flags, context)];
  const namespace = files.findLast((found) => found.namespace)?.namespace;
  const common = {
    form: "istioctl-cli",
    version,
    client: { program: "istioctl", operation: call.operation, version },
    rendering: call.isOffline ? "offline" : "live",
    home: { after: locateLastWord(command), path: ["values"] },
    place: command.place,
    scope: { file, script: true, unit, cluster: command.cluster },
  } as const;
  return buildOperatorDrafts(common, layers, {
    namespace,
    detectsGke: !call.isOffline,
    isForced: call.isForced,
    istioVersion: context.reader.istioVersion,
  });
}

interface SpecFile {
  readonly layer: Layer;
  readonly namespace: Cursor | undefined;
}

/** Reads the `spec` of each IstioOperator in a file. */
function readSpecFiles(word: Word, context: CommandContext): SpecFile[] {
  const name = formatWord(word);
  const place = locateFlagValue(word, context.command);
  const { reader } = context;
  const found = findNamedFile(name, context);
  if (found.kind === "missing") return [{ layer: readFileLayer(reader, found.path, formatShownPath(name), place), namespace: undefined }];
  if (found.kind === "unknown") return [createUnknownSpec(name, found.reason, place)];
  const documents = found.kind === "text" ? openDocuments(found.text, reader.problem) : reader.source(found.path)?.documents;
  const operators = documents?.(/IstioOperator/).filter(({ kind }) => kind === "IstioOperator") ?? [];
  const path = found.kind === "path" ? found.path : name;
  return operators.length > 0
    ? operators.map((document) => readSpecFile(path, document))
    : [createUnknownSpec(path, "there is no IstioOperator in it", place)];
}

function createUnknownSpec(name: string, reason: string, origin: Place): SpecFile {
  return { layer: { name, values: { kind: "unknown", origin, reason } }, namespace: undefined };
}

function readSpecFile(name: string, { root, file }: Document): SpecFile {
  const origin = isPlace(root.origin) ? root.origin : { file, start: 0, end: 0 };
  const spec = findAt(root, "spec") ?? { kind: "map", origin, entries: new Map() };
  return { layer: { name, values: spec }, namespace: findAt(root, "metadata", "namespace") };
}

/** The layers of `--set` and of the flags that are short forms of it. */
function setLayers(flags: readonly Flag[], { command }: CommandContext): Layer[] {
  return flags.flatMap(({ name, value }) => {
    const path = name === "set" ? "" : aliases.get(name);
    if (path === undefined || !value || (name !== "set" && isOwnManifests(value))) return [];
    const text = `${path}${formatWord(value)}`;
    const place = locateFlagValue(value, command);
    const parse = (expression: string) => parseOperatorSet(expression, place);
    return [
      { name: `--${name} ${formatWord(value)}`, values: value.kind === "unknown" ? parsePartlyKnown(text, parse, value) : parse(text) },
    ];
  });
}

const aliases: ReadonlyMap<string, string> = new Map([
  ["revision", "revision="],
  ["manifests", "installPackagePath="],
  ["charts", "installPackagePath="],
]);

/** Checks whether the manifests are those of an unpacked release. They are the same as the charts built into its istioctl. */
function isOwnManifests(value: Word): boolean {
  return /(^|\/)manifests\/?$/.test(formatWord(value));
}
