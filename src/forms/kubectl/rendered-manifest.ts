import { readCiliumConfigSettings, toBooleanCursor } from "../../istio/cilium-config.ts";
import { hostProbeAddress, hostProbeAddressV6 } from "../../istio/cni.ts";
import { readAddressBefore } from "../../model/address.ts";
import { type Cursor, findAt, findItemsAt, findPlaceAt, findStringAt, type Origin, type Scalar } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Component, Draft, RenderedSettings } from "../../model/install.ts";
import type { Form } from "../../reader/source.ts";

/** Objects of Istio, Cilium and the VPC CNI as plain YAML, such as the committed output of `helm template`. */
const renderedManifest: Form = {
  id: "rendered-manifest",
  markers: ["istio-cni-node", "ztunnel", "istiod", "aws-node", "cilium-config"],
  *extract(source, reader) {
    const configMaps = () => reader.named("ConfigMap", "istio-cni-config");
    for (const document of source.documents(marker)) {
      const draft = readManifestDraft(document, configMaps);
      if (draft) yield source.rendered ? { ...draft, form: "kustomize-output" } : draft;
    }
  },
};

export default renderedManifest;

/**
 * Matches documents with both the kind and the name of a known object, each with little indentation. Far fewer documents have
 * both than one of them.
 */
const marker = {
  test: (text: string) => {
    const name =
      /(?:^[ ]{0,4}|^metadata:[ \t]*\{[^\n]{0,200}?)"?name"?:\s*["']?(istio-cni-node|ztunnel|istiod|aws-node|cilium-config)\b/m.test(text);
    return name && /^(?:kind|\s{0,4}"kind"):\s*["']?(DaemonSet|Deployment|ConfigMap)\b/m.test(text);
  },
};

function readManifestDraft(document: Document, configMaps: () => readonly Document[]): Draft | undefined {
  const { kind, name } = document;
  if (kind === "DaemonSet" && name === "istio-cni-node") return readRenderedDraft(document, "cni", readCniSettings(document, configMaps()));
  if (kind === "DaemonSet" && name === "ztunnel" && hasImage(document, /ztunnel/))
    return readRenderedDraft(document, "ztunnel", readZtunnelSettings(document));
  if (kind === "Deployment" && /^istiod(-|$)/.test(name ?? "") && hasImage(document, /pilot/)) {
    return readRenderedDraft(document, "istiod", readIstiodSettings(document));
  }
  if (kind === "DaemonSet" && name === "aws-node") return readRenderedDraft(document, "aws-vpc-cni", readAwsNodeSettings(document));
  if (kind === "ConfigMap" && name === "cilium-config")
    return readRenderedDraft(document, "cilium", readCiliumConfigSettings(findAt(document.root, "data")));
  return undefined;
}

function readRenderedDraft(document: Document, component: Component, rendered: RenderedSettings): Draft | undefined {
  const place = findPlaceAt(document.root, "metadata", "name");
  if (!place) return undefined;
  return {
    form: "rendered-manifest",
    tool: "rendered",
    component,
    chart: null,
    version: readImageVersion(document),
    namespace: findAt(document.root, "metadata", "namespace"),
    layers: [],
    rendering: "offline",
    place,
    scope: { file: document.file, script: false },
    hub: readAddressBefore(findImage(document), /\/[^/]*$/),
    rendered,
  };
}

function listContainers(document: Document): readonly Cursor[] {
  return findItemsAt(document.root, "spec", "template", "spec", "containers");
}

function hasImage(document: Document, name: RegExp): boolean {
  return listContainers(document).some((container) => name.test(findStringAt(container, "image") ?? ""));
}

function findImage(document: Document): Cursor | undefined {
  return findAt(listContainers(document)[0], "image");
}

/** The tag of the first image, as a cursor at the image's place. */
function readImageVersion(document: Document): Cursor | undefined {
  const image = findImage(document);
  const tag =
    image?.kind === "scalar" ? /:v?(\d+\.\d+[\w.+-]*?)(?:-distroless|-debug)?(?:@.*)?$/.exec(String(image.value))?.[1] : undefined;
  return image && tag !== undefined ? { kind: "scalar", origin: image.origin, value: tag } : undefined;
}

function readCniSettings(document: Document, configMaps: readonly Document[]): RenderedSettings {
  const volumes = findItemsAt(document.root, "spec", "template", "spec", "volumes");
  const hostPath = (name: string) =>
    findAt(
      volumes.find((volume) => findStringAt(volume, "name") === name),
      "hostPath",
      "path",
    );
  const config = configMaps.find((candidate) => candidate.file === document.file && candidate.namespace === document.namespace);
  return keepKnownSettings({
    ...readNodeSettings(document),
    cniBinDir: hostPath("cni-bin-dir"),
    cniConfDir: hostPath("cni-net-dir"),
    cniNetnsDir: hostPath("cni-netns-dir"),
    ambient: toBooleanCursor(findAt(config?.root, "data", "AMBIENT_ENABLED")),
    chained: toBooleanCursor(findAt(config?.root, "data", "CHAINED_CNI_PLUGIN")),
    cniConfFileName: findAt(config?.root, "data", "CNI_CONF_NAME"),
    nativeNftables: toBooleanCursor(findAt(config?.root, "data", "NATIVE_NFTABLES")),
    hostProbeAddress: openEnvironment(document, "install-cni")("HOST_PROBE_SNAT_IP") ?? createUnsetValue(document, hostProbeAddress),
    hostProbeAddressV6: openEnvironment(document, "install-cni")("HOST_PROBE_SNAT_IPV6") ?? createUnsetValue(document, hostProbeAddressV6),
  });
}

function readNodeSettings(document: Document): RenderedSettings {
  return keepKnownSettings({
    namespace: findAt(document.root, "metadata", "namespace"),
    priorityClassName: findAt(document.root, "spec", "template", "spec", "priorityClassName"),
  });
}

function readZtunnelSettings(document: Document): RenderedSettings {
  const environment = openEnvironment(document, "istio-proxy");
  return keepKnownSettings({
    ...readNodeSettings(document),
    serviceAccount: findAt(document.root, "spec", "template", "spec", "serviceAccountName"),
    istiodAddress: environment("XDS_ADDRESS"),
    caAddress: environment("CA_ADDRESS"),
    clusterName: environment("ISTIO_META_CLUSTER_ID"),
    network: environment("NETWORK"),
  });
}

function readIstiodSettings(document: Document): RenderedSettings {
  const environment = openEnvironment(document, "discovery");
  const accounts = environment("CA_TRUSTED_NODE_ACCOUNTS");
  return keepKnownSettings({
    namespace: findAt(document.root, "metadata", "namespace"),
    ambient: toBooleanCursor(environment("PILOT_ENABLE_AMBIENT")) ?? createUnsetValue(document, false),
    trustedNodeAccounts: accounts,
    platform: environment("PLATFORM"),
    clusterName: environment("CLUSTER_ID"),
    clusterAliases: environment("CLUSTER_ALIASES") ?? createUnsetValue(document, null),
  });
}

function readAwsNodeSettings(document: Document): RenderedSettings {
  const environment = openEnvironment(document, "aws-node");
  return keepKnownSettings({
    enablePodEni: toBooleanCursor(environment("ENABLE_POD_ENI")),
    enforcingMode: environment("POD_SECURITY_GROUP_ENFORCING_MODE"),
  });
}

function openEnvironment(document: Document, container: string): (name: string) => Cursor | undefined {
  const environment = findItemsAt(
    listContainers(document).find((candidate) => findStringAt(candidate, "name") === container),
    "env",
  );
  return (name) =>
    findAt(
      environment.find((variable) => findStringAt(variable, "name") === name),
      "value",
    );
}

function createUnsetValue(document: Document, value: Scalar): Cursor {
  const origin: Origin = findPlaceAt(document.root, "metadata", "name") ?? document.root.origin;
  return { kind: "scalar", origin, value };
}

function keepKnownSettings(settings: Readonly<Record<string, Cursor | undefined>>): RenderedSettings {
  return Object.fromEntries(Object.entries(settings).filter((entry): entry is [string, Cursor] => entry[1] !== undefined));
}
