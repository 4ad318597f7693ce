import { type Cursor, findAt, findPlaceAt, findStringAt } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Draft, Layer, Scope } from "../../model/install.ts";
import { type CommandContext, findNamedFile } from "../../reader/command-values.ts";
import { openDocuments } from "../../reader/documents.ts";
import { renameValues } from "../../reader/renamed-values.ts";
import type { Form } from "../../reader/source.ts";
import { defineValueFlags, readArguments } from "../../scripts/flags.ts";
import { formatWord } from "../../syntax/shell/script.ts";

/** kOps Clusters with Cilium as their network, which kOps installs. https://kops.sigs.k8s.io/networking/cilium/ */
const kopsCluster: Form = {
  id: "kops-cluster",
  markers: ["kops.k8s.io/", "kops "],
  *extract(source, reader) {
    const script = /\bkops\s/.test(source.text) ? source.scripts() : [];
    for (const { unit, commands } of script) {
      for (const command of commands) yield* findAppliedDrafts({ command, file: source.path, unit, reader });
    }
    yield* listKopsDrafts(source.documents(marker), { file: source.path, script: false });
  },
};

export default kopsCluster;

const marker = /kops\.k8s\.io\//;

const kopsFlags = defineValueFlags("f filename", "name", "state", "kubeconfig", "config", "v v");

/** The installs of `kops replace -f cluster.yaml`: the rest of the script works on this cluster. */
function* findAppliedDrafts(context: CommandContext): Generator<Draft> {
  const { command, file, unit, reader } = context;
  if (command.program !== "kops") return;
  const { positionals, flags } = readArguments(command.args, kopsFlags);
  const verb = positionals[0] && formatWord(positionals[0]);
  if (verb !== "create" && verb !== "replace") return;
  for (const { name, value } of flags) {
    if (name !== "filename" || !value) continue;
    const found = findNamedFile(formatWord(value), context);
    const scope = { file, script: true, unit };
    if (found.kind === "path") yield* listKopsDrafts(reader.source(found.path)?.documents(marker) ?? [], scope);
    if (found.kind === "text") yield* listKopsDrafts(openDocuments(found.text, reader.problem)(marker), scope);
  }
}

function* listKopsDrafts(documents: readonly Document[], scope: Scope): Generator<Draft> {
  for (const document of documents) {
    const isCluster = document.apiVersion?.startsWith("kops.k8s.io/") && document.kind === "Cluster";
    const draft = isCluster ? buildCiliumDraft(document, scope) : undefined;
    if (draft) yield draft;
  }
}

function buildCiliumDraft(document: Document, scope: Scope): Draft | undefined {
  const written = findAt(document.root, "spec", "networking", "cilium");
  const place = findPlaceAt(document.root, "spec", "networking", "cilium");
  if (!written || !place) return undefined;
  const version = findAt(written, "version");
  return {
    form: "kops-cluster",
    tool: "helm",
    component: "cilium",
    chart: null,
    version,
    namespace: { kind: "scalar", origin: { builtIn: "where kOps installs it" }, value: "kube-system" },
    layers: [createKopsLayer(), { name: "spec.networking.cilium", values: translateKopsValues(written) }],
    rendering: "offline",
    place,
    scope,
  };
}

/** The chart's keys by the corresponding keys of kOps: https://pkg.go.dev/k8s.io/kops/pkg/apis/kops#CiliumNetworkingSpec */
const names = {
  cniExclusive: "cni.exclusive",
  chainingMode: "cni.chainingMode",
  enableBPFMasquerade: "bpf.masquerade",
  masquerade: "enableIPv4Masquerade",
  enableNodePort: "kubeProxyReplacement",
  enablePolicy: "policyEnforcementMode",
};

function translateKopsValues(written: Cursor): Cursor {
  const values = renameValues(written, names);
  const ipam = findAt(written, "ipam");
  if (values.kind !== "map" || !ipam || findStringAt(ipam) !== "eni") return values;
  const { origin } = ipam;
  const enabled: Cursor = { kind: "scalar", origin, value: true };
  const eni: Cursor = { kind: "map", origin: values.origin, entries: new Map([["enabled", { key: origin, value: enabled }]]) };
  return { ...values, entries: new Map([...values.entries, ["eni", { key: values.origin, value: eni }]]) };
}

/** The layer of settings that kOps chooses, depending on the release that created the cluster. */
function createKopsLayer(): Layer {
  const origin = { builtIn: "kOps" };
  const value: Cursor = { kind: "unknown", origin, reason: "kOps decides it" };
  return { name: "kOps", values: { kind: "map", origin, entries: new Map([["kubeProxyReplacement", { key: origin, value }]]) } };
}
