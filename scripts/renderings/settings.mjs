import { parseAllDocuments } from "yaml";

/** Returns the settings that a rendering shows. Settings that it does not show are omitted, which differs from null. */
export function settingsShown(chart, output, version) {
  const objects = parseAllDocuments(output)
    .map((document) => document.toJS())
    .filter(Boolean);
  if (chart === "istiod") return istiod(objects, version);
  if (chart === "ztunnel") return ztunnel(objects, version);
  if (chart === "cni") return cni(objects);
  if (chart === "gateway") return gateway(objects);
  const { revision: _, clusterName: __, network: ___, ...node } = ztunnel(objects, version);
  const { namespace: ____, ...agent } = cni(objects);
  return {
    ...node,
    ...agent,
    ...(named(objects, "Deployment", /^istiod(-|$)/)
      ? { ...istiod(objects, version), nativeNftables: agent.nativeNftables, namespace: node.namespace }
      : {}),
  };
}

function named(objects, kind, name) {
  return objects.find((object) => object.kind === kind && name.test(object.metadata.name));
}

/** If two variables have the same name, the last one counts. */
function environment(workload, container) {
  const { env = [] } = workload.spec.template.spec.containers.find(({ name }) => name === container) ?? {};
  return (name) => env.findLast((variable) => variable.name === name)?.value;
}

function istiod(objects, version) {
  const webhook = objects.find(
    ({ kind, metadata }) => kind === "MutatingWebhookConfiguration" && metadata.labels?.["istio.io/tag"] === undefined,
  );
  const injector = named(objects, "ConfigMap", /^istio-sidecar-injector/);
  return {
    ...istiodWorkload(objects),
    ...(injector && injectorSettings(JSON.parse(injector.data.values), version)),
    ...(webhook && { webhookAnnotations: webhook.metadata.annotations ?? {} }),
    ...(named(objects, "Deployment", /^istiod(-|$)/) && { revisionTags: tagsIn(objects) }),
  };
}

function tagsIn(objects) {
  return objects.flatMap(({ kind, metadata }) => {
    const tag = metadata?.labels?.["istio.io/tag"];
    return kind === "MutatingWebhookConfiguration" && tag !== undefined ? [tag] : [];
  });
}

function istiodWorkload(objects) {
  const deployment = named(objects, "Deployment", /^istiod(-|$)/);
  if (!deployment) return { remote: true };
  const variable = environment(deployment, "discovery");
  const { args } = deployment.spec.template.spec.containers[0];
  const account = named(objects, "ServiceAccount", /^istiod(-|$)/);
  const mesh = objects.find(({ kind, data }) => kind === "ConfigMap" && data?.mesh !== undefined);
  const service = objects.find(
    ({ kind, metadata }) => kind === "Service" && /^istiod(-|$)/.test(metadata.name) && metadata.labels?.["istio.io/tag"] === undefined,
  );
  const label = deployment.metadata.labels["istio.io/rev"];
  const rules = named(objects, "ClusterRole", /^istiod-clusterrole/)?.rules ?? [];
  const enabled = rules.some(({ resources, verbs }) => resources?.includes("nodes") && verbs.includes("patch"));
  const { namespace } = deployment.metadata;
  return {
    serviceName: service.metadata.name,
    revision: label === "default" ? null : label,
    istioNamespace: account.metadata.namespace ?? "",
    clusterName: variable("CLUSTER_ID"),
    clusterAliases: variable("CLUSTER_ALIASES") ?? null,
    trustedNodeAccounts: variable("CA_TRUSTED_NODE_ACCOUNTS") ?? null,
    ...(mesh && { discoverySelectors: selectorsIn(mesh) }),
    taintController: {
      enabled,
      namespace: args.find((word) => word.startsWith("--cniNamespace="))?.slice("--cniNamespace=".length) ?? null,
      taint: variable("PILOT_NODE_UNTAINT_CONTROLLERS_TAINT_NAME") ?? "cni.istio.io/not-ready",
      running: variable("PILOT_ENABLE_NODE_UNTAINT_CONTROLLERS") === "true",
    },
    gatewayApi: variable("PILOT_ENABLE_GATEWAY_API") !== "false",
    ignoredResources: variable("PILOT_IGNORE_RESOURCES") ?? null,
    namespace,
    remote: false,
  };
}

function selectorsIn(mesh) {
  const [document] = parseAllDocuments(mesh.data.mesh);
  return document.toJS().discoverySelectors ?? null;
}

/** Charts before 1.27 pass the key on, but no template reads it. */
function injectorSettings({ global, pilot, istio_cni: former }, version) {
  return {
    network: global.network ? String(global.network) : null,
    nativeNftables: minorOf(version) >= 27 && Boolean(global.nativeNftables),
    cniEnabled: Boolean(pilot?.cni?.enabled || former?.enabled),
  };
}

function ztunnel(objects, version) {
  const workload = objects.find(({ kind, spec }) => kind === "DaemonSet" && spec.template.spec.containers[0].name === "istio-proxy");
  if (!workload) return {};
  const variable = environment(workload, "istio-proxy");
  const { labels, annotations } = workload.spec.template.metadata;
  const revision = labels["istio.io/rev"] ?? annotations["istio.io/rev"];
  return {
    namespace: workload.metadata.namespace,
    serviceAccount: workload.spec.template.spec.serviceAccountName,
    istiodAddress: variable("XDS_ADDRESS"),
    caAddress: variable("CA_ADDRESS"),
    clusterName: String(variable(minorOf(version) < 21 ? "CLUSTER_ID" : "ISTIO_META_CLUSTER_ID")),
    network: variable("NETWORK") ?? null,
    // Earlier charts do not set it on the pods.
    ...(minorOf(version) >= 27 && { revision: revision === undefined ? null : String(revision) }),
  };
}

function cni(objects) {
  const workload = named(objects, "DaemonSet", /^istio-cni-node$/);
  if (!workload) return {};
  const { data } = named(objects, "ConfigMap", /^istio-cni-config$/);
  const variable = environment(workload, "install-cni");
  const { image } = workload.spec.template.spec.containers.find(({ name }) => name === "install-cni");
  const excluded = data.EXCLUDE_NAMESPACES ?? data.EXCLUDED_NAMESPACES;
  return {
    namespace: workload.metadata.namespace,
    chained: (data.CHAINED_CNI_PLUGIN ?? variable("CHAINED_CNI_PLUGIN")) === "true",
    cniConfFileName: data.CNI_CONF_NAME ?? variable("CNI_CONF_NAME") ?? null,
    istioOwnedCniConfig: data.ISTIO_OWNED_CNI_CONFIG === "true",
    nativeNftables: data.NATIVE_NFTABLES === "true",
    ipv6: data.AMBIENT_IPV6 === undefined ? null : data.AMBIENT_IPV6 === "true",
    excludeNamespaces: excluded === undefined ? excludedIn(data.cni_network_config) : excluded.split(",").filter(Boolean),
    variant: /:[^-]*(?:-(.+))?$/.exec(image)[1] ?? null,
  };
}

function excludedIn(config) {
  const list = /"exclude_namespaces": (\[.*\])/.exec(config)[1];
  return JSON.parse(list).filter(Boolean);
}

function gateway(objects) {
  const workload = objects.find(({ kind }) => kind === "Deployment" || kind === "DaemonSet");
  const revision = workload.spec.template.metadata.labels["istio.io/rev"];
  return { namespace: workload.metadata.namespace, revision: revision ?? null };
}

function minorOf(version) {
  return Number(version.split(".")[1]);
}
