import { posix } from "node:path";
import { type Cursor, findAt, findPlaceAt, findStringAt } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Draft } from "../../model/install.ts";
import type { Place } from "../../model/location.ts";
import { renameValues } from "../../reader/renamed-values.ts";
import type { Form, Reader } from "../../reader/source.ts";

/** Inventories of Kubespray with Cilium as the network plugin. https://kubespray.io/#/docs/CNI/cilium */
const kubespray: Form = {
  id: "kubespray",
  markers: ["kube_network_plugin"],
  *extract(source, reader) {
    for (const document of source.documents(/^kube_network_plugin:/m)) {
      const place = findPlaceAt(document.root, "kube_network_plugin");
      if (place && findStringAt(document.root, "kube_network_plugin") === "cilium") yield buildCiliumDraft(document, place, reader);
    }
  },
};

export default kubespray;

function buildCiliumDraft(document: Document, place: Place, reader: Reader): Draft {
  const documents = [document, ...listDocumentsBeside(document, reader)];
  return {
    form: "kubespray",
    tool: "helm",
    component: "cilium",
    chart: null,
    version: documents.map(({ root }) => findAt(root, "cilium_version")).find((version) => version !== undefined),
    namespace: { kind: "scalar", origin: { builtIn: "where Kubespray installs it" }, value: "kube-system" },
    layers: documents.map(({ file, root }) => ({ name: file, values: translateKubesprayValues(root) })),
    rendering: "offline",
    place,
    scope: { file: document.file, script: false },
  };
}

/** The other documents of the same group; Kubespray's sample has one file of variables for each plugin. */
function listDocumentsBeside({ file }: Document, reader: Reader): Document[] {
  const paths = reader.below(`${posix.dirname(file)}/`.replace(/^\.\//, "")).filter((path) => path !== file && /\.ya?ml$/.test(path));
  if (paths.length > mostFiles) {
    const message = `More than ${mostFiles} files lie beside this one; what they say of Cilium is not read.`;
    reader.problem({ code: "kubespray-limit", message, place: { file, start: 0, end: 0 } });
    return [];
  }
  return paths.flatMap((path) => reader.source(path)?.documents(/^cilium_\w+:/m) ?? []);
}

/** The maximum number of files for one group, above what real inventories have. */
const mostFiles = 100;

/**
 * The chart's keys by Kubespray variable:
 * https://github.com/kubernetes-sigs/kubespray/blob/master/roles/network_plugin/cilium/defaults/main.yml
 */
const names = {
  cilium_cni_exclusive: "cni.exclusive",
  cilium_enable_bpf_masquerade: "bpf.masquerade",
  cilium_enable_host_legacy_routing: "bpf.hostLegacyRouting",
  cilium_enable_ipv4_masquerade: "enableIPv4Masquerade",
  cilium_kube_proxy_replacement: "kubeProxyReplacement",
};

/** Variables whose content Kubespray copies unchanged into the configuration. */
const openKeys = ["cilium_config_extra_vars", "cilium_extra_values"];

function translateKubesprayValues(root: Cursor): Cursor {
  const values = renameValues(root, names);
  const open = openKeys.map((key) => findAt(root, key)).find((cursor) => cursor !== undefined);
  if (values.kind !== "map" || !open || (open.kind === "map" && open.entries.size === 0)) return values;
  return { ...values, rest: { kind: "unknown", origin: open.origin, reason: "further values are handed over" } };
}
