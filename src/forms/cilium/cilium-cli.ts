import type { Cursor } from "../../model/cursor.ts";
import type { Draft, Layer } from "../../model/install.ts";
import { type CommandContext, locateLastWord, readHelmLayers } from "../../reader/command-values.ts";
import type { Form } from "../../reader/source.ts";
import { defineValueFlags, findFlagValue, isOpen, readArguments } from "../../scripts/flags.ts";

/** `cilium install` and `cilium upgrade`, which install Cilium's Helm chart. https://github.com/cilium/cilium/tree/main/cilium-cli */
const ciliumCli: Form = {
  id: "cilium-cli",
  markers: ["cilium ", "CILIUM"],
  *extract(source, reader) {
    for (const { unit, commands } of source.scripts()) {
      for (const command of commands) {
        const draft = command.program === "cilium" ? installDraft({ command, file: source.path, unit, reader }) : undefined;
        if (draft) yield draft;
      }
    }
  },
};

export default ciliumCli;

const ciliumFlags = defineValueFlags(
  ...["n namespace", "context", "as", "as-group", "helm-release-name"],
  ...["f values", "set", "set-string", "set-file", "version", "repository", "chart-directory", "wait-duration"],
  ...["datapath-mode", "cluster-name", "cluster-id", "k8s-version", "nodes-without-cilium", "list-versions"],
);

/** Earlier names of these flags. */
const renamed: ReadonlyMap<string, string> = new Map([
  ["helm-set", "set"],
  ["helm-set-string", "set-string"],
  ["helm-set-file", "set-file"],
  ["helm-values", "values"],
]);

const allFlags = new Map([...ciliumFlags, ...renamed]);

/** The namespace that the command uses by default. */
const defaultNamespace: Cursor = { kind: "scalar", origin: { builtIn: "default of the cilium command" }, value: "kube-system" };

function installDraft(context: CommandContext): Draft | undefined {
  const { command, file, unit } = context;
  const { positionals, flags } = readArguments(command.args, allFlags);
  const verb = positionals.find((word) => !isOpen(word));
  if (verb?.kind !== "scalar" || !["install", "upgrade"].includes(verb.value)) return undefined;
  const open = positionals.slice(positionals.indexOf(verb)).find(isOpen);
  const isDry = flags.some(({ name }) => name === "dry-run");
  return {
    form: "cilium-cli",
    tool: "helm",
    component: "cilium",
    chart: "cilium",
    version: findFlagValue(flags, "version") ?? open,
    namespace: findFlagValue(flags, "namespace") ?? defaultNamespace,
    layers: [chosenByCommand, ...readHelmLayers(flags, open, context)],
    home: { after: locateLastWord(command), path: [] },
    rendering: isDry ? "offline" : "live",
    place: command.place,
    scope: { file, script: true, unit, cluster: command.cluster },
  };
}

/** By default, the command inspects the cluster and enables the kube-proxy replacement if no kube-proxy runs there. */
const chosenByCommand: Layer = {
  name: "the cilium command",
  values: {
    kind: "map",
    origin: { builtIn: "the cilium command" },
    entries: new Map([
      [
        "kubeProxyReplacement",
        {
          key: { builtIn: "the cilium command" },
          value: {
            kind: "unknown",
            origin: { builtIn: "the cilium command" },
            reason: "the command decides it by what it finds in the cluster",
          },
        },
      ],
    ]),
  },
};
