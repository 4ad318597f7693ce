import { buildRke2CiliumDefaults } from "../../istio/rke2-cilium.ts";
import { findItemsAt, findPlaceAt, findStringAt, listScalars } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Draft, Scope } from "../../model/install.ts";
import { openDocuments } from "../../reader/documents.ts";
import type { Form, Reader, Source } from "../../reader/source.ts";

/** RKE2's configuration file, if it selects the Cilium that is packaged with RKE2. https://docs.rke2.io/networking/basic_network_options */
const rke2Config: Form = {
  id: "rke2-config",
  markers: ["cilium"],
  *extract(source, reader) {
    // If a HelmChartConfig configures the chart, that is the install.
    const isConfigured = () => reader.named("HelmChartConfig", "rke2-cilium").length > 0;
    for (const { document, scope } of listConfigurations(source, reader)) {
      const draft = buildCiliumDraft(document, scope);
      if (draft && !isConfigured()) yield draft;
    }
  },
};

export default rke2Config;

const marker = /^cni:/m;
const ownPath = /(^|\/)rke2\/(?:[^/]+\/)?config\.yaml(?:\.d\/[^/]+\.yaml)?$/;
const installedPath = /\/etc\/rancher\/rke2\/config\.yaml(?:\.d\/[^/]+\.yaml)?$/;

interface Configuration {
  readonly document: Document;
  readonly scope: Scope;
}

/** The configuration in the file itself, and in files that a script writes to RKE2's configuration paths. */
function* listConfigurations(source: Source, reader: Reader): Generator<Configuration> {
  if (ownPath.test(source.path)) {
    for (const document of source.documents(marker)) yield { document, scope: { file: document.file, script: false } };
  }
  if (!source.text.includes("/etc/rancher/rke2/")) return;
  for (const { unit, files } of source.scripts()) {
    for (const [path, text] of files) {
      if (!installedPath.test(path)) continue;
      for (const document of openDocuments(text, reader.problem)(marker))
        yield { document, scope: { file: source.path, script: true, unit } };
    }
  }
}

function buildCiliumDraft({ root }: Document, scope: Scope): Draft | undefined {
  const place = findPlaceAt(root, "cni");
  const chosen = [
    findStringAt(root, "cni"),
    ...findItemsAt(root, "cni").flatMap((item) => [...listScalars(item)].map(({ value }) => String(value))),
  ];
  if (!place || !chosen.includes("cilium")) return undefined;
  return {
    form: "rke2-config",
    tool: "helm",
    component: "cilium",
    chart: "rke2-cilium",
    namespace: { kind: "scalar", origin: { builtIn: "where RKE2 installs it" }, value: "kube-system" },
    layers: [buildRke2CiliumDefaults(place)],
    rendering: "live",
    place,
    scope,
  };
}
