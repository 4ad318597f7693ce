import { ciliumConfigSettings, flag } from "../../istio/cilium-config.ts";
import { hostProbeAddress, hostProbeAddressV6 } from "../../istio/cni.ts";
import { addressBefore } from "../../model/address.ts";
import { at, type Cursor, itemsAt, type Origin, placeAt, type Scalar, stringAt } from "../../model/cursor.ts";
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
      const draft = manifestDraft(document, configMaps);
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

function manifestDraft(document: Document, configMaps: () => readonly Document[]): Draft | undefined {
  const { kind, name } = document;
  if (kind === "DaemonSet" && name === "istio-cni-node") return readRenderedDraft(document, "cni", cniSettings(document, configMaps()));
  if (kind === "DaemonSet" && name === "ztunnel" && hasImage(document, /ztunnel/))
    return readRenderedDraft(document, "ztunnel", ztunnelSettings(document));
  if (kind === "Deployment" && /^istiod(-|$)/.test(name ?? "") && hasImage(document, /pilot/)) {
    return readRenderedDraft(document, "istiod", istiodSettings(document));
  }
  if (kind === "DaemonSet" && name === "aws-node") return readRenderedDraft(document, "aws-vpc-cni", awsNodeSettings(document));
  if (kind === "ConfigMap" && name === "cilium-config")
    return readRenderedDraft(document, "cilium", ciliumConfigSettings(at(document.root, "data")));
  return undefined;
}

function readRenderedDraft(document: Document, component: Component, rendered: RenderedSettings): Draft | undefined {
  const place = placeAt(document.root, "metadata", "name");
  if (!place) return undefined;
  return {
    form: "rendered-manifest",
    tool: "rendered",
    component,
    chart: null,
    version: imageVersion(document),
    namespace: at(document.root, "metadata", "namespace"),
    layers: [],
    rendering: "offline",
    place,
    scope: { file: document.file, script: false },
    hub: addressBefore(findImage(document), /\/[^/]*$/),
    rendered,
  };
}

function containers(document: Document): readonly Cursor[] {
  return itemsAt(document.root, "spec", "template", "spec", "containers");
}

function hasImage(document: Document, name: RegExp): boolean {
  return containers(document).some((container) => name.test(stringAt(container, "image") ?? ""));
}

function findImage(document: Document): Cursor | undefined {
  return at(containers(document)[0], "image");
}

/** The tag of the first image, as a cursor at the image's place. */
function imageVersion(document: Document): Cursor | undefined {
  const image = findImage(document);
  const tag =
    image?.kind === "scalar" ? /:v?(\d+\.\d+[\w.+-]*?)(?:-distroless|-debug)?(?:@.*)?$/.exec(String(image.value))?.[1] : undefined;
  return image && tag !== undefined ? { kind: "scalar", origin: image.origin, value: tag } : undefined;
}

function cniSettings(document: Document, configMaps: readonly Document[]): RenderedSettings {
  const volumes = itemsAt(document.root, "spec", "template", "spec", "volumes");
  const hostPath = (name: string) =>
    at(
      volumes.find((volume) => stringAt(volume, "name") === name),
      "hostPath",
      "path",
    );
  const config = configMaps.find((candidate) => candidate.file === document.file && candidate.namespace === document.namespace);
  return known({
    ...nodeSettings(document),
    cniBinDir: hostPath("cni-bin-dir"),
    cniConfDir: hostPath("cni-net-dir"),
    cniNetnsDir: hostPath("cni-netns-dir"),
    ambient: flag(at(config?.root, "data", "AMBIENT_ENABLED")),
    chained: flag(at(config?.root, "data", "CHAINED_CNI_PLUGIN")),
    cniConfFileName: at(config?.root, "data", "CNI_CONF_NAME"),
    nativeNftables: flag(at(config?.root, "data", "NATIVE_NFTABLES")),
    hostProbeAddress: openEnvironment(document, "install-cni")("HOST_PROBE_SNAT_IP") ?? nothing(document, hostProbeAddress),
    hostProbeAddressV6: openEnvironment(document, "install-cni")("HOST_PROBE_SNAT_IPV6") ?? nothing(document, hostProbeAddressV6),
  });
}

function nodeSettings(document: Document): RenderedSettings {
  return known({
    namespace: at(document.root, "metadata", "namespace"),
    priorityClassName: at(document.root, "spec", "template", "spec", "priorityClassName"),
  });
}

function ztunnelSettings(document: Document): RenderedSettings {
  const environment = openEnvironment(document, "istio-proxy");
  return known({
    ...nodeSettings(document),
    serviceAccount: at(document.root, "spec", "template", "spec", "serviceAccountName"),
    istiodAddress: environment("XDS_ADDRESS"),
    caAddress: environment("CA_ADDRESS"),
    clusterName: environment("ISTIO_META_CLUSTER_ID"),
    network: environment("NETWORK"),
  });
}

function istiodSettings(document: Document): RenderedSettings {
  const environment = openEnvironment(document, "discovery");
  const accounts = environment("CA_TRUSTED_NODE_ACCOUNTS");
  return known({
    namespace: at(document.root, "metadata", "namespace"),
    ambient: flag(environment("PILOT_ENABLE_AMBIENT")) ?? nothing(document, false),
    trustedNodeAccounts: accounts,
    platform: environment("PLATFORM"),
    clusterName: environment("CLUSTER_ID"),
    clusterAliases: environment("CLUSTER_ALIASES") ?? nothing(document, null),
  });
}

function awsNodeSettings(document: Document): RenderedSettings {
  const environment = openEnvironment(document, "aws-node");
  return known({
    enablePodEni: flag(environment("ENABLE_POD_ENI")),
    enforcingMode: environment("POD_SECURITY_GROUP_ENFORCING_MODE"),
  });
}

function openEnvironment(document: Document, container: string): (name: string) => Cursor | undefined {
  const environment = itemsAt(
    containers(document).find((candidate) => stringAt(candidate, "name") === container),
    "env",
  );
  return (name) =>
    at(
      environment.find((variable) => stringAt(variable, "name") === name),
      "value",
    );
}

function nothing(document: Document, value: Scalar): Cursor {
  const origin: Origin = placeAt(document.root, "metadata", "name") ?? document.root.origin;
  return { kind: "scalar", origin, value };
}

function known(settings: Readonly<Record<string, Cursor | undefined>>): RenderedSettings {
  return Object.fromEntries(Object.entries(settings).filter((entry): entry is [string, Cursor] => entry[1] !== undefined));
}
