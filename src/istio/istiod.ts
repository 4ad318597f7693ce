import { type Cursor, findAt } from "../model/cursor.ts";
import type { SelectorKey } from "./data/index.ts";
import {
  computeSetting,
  createFixedSetting,
  hasWorkloads,
  nameIstiodService,
  type Rendered,
  readNamespaceSetting,
  readOptionalSetting,
  readPlainSetting,
  readPrintedSetting,
  readRevisionSetting,
  readTruthSetting,
  requireMaps,
  type Setting,
  type Settings,
  toPrintedText,
  toTruth,
  withFallback,
  withoutWorkloads,
} from "./settings.ts";
import { isSince } from "./versions.ts";

/**
 * Computes istiod's settings, from charts/istio-control/istio-discovery/templates/deployment.yaml and the configuration of its
 * injector.
 */
export function computeIstiodSettings(rendered: Rendered): Settings {
  const { charts } = rendered.minor;
  const prefix = charts.descoped ? [] : ["pilot"];
  requireMaps(rendered.values, prefix, [...prefix, "env"], ["global", "multiCluster"], ["meshConfig"]);
  if (!hasWorkloads(rendered, "global", "resourceScope")) return withoutWorkloads(rendered, names);
  const revision = readRevisionSetting(rendered);
  const off = createFixedSetting(rendered, false);
  return {
    namespace: readNamespaceSetting(rendered),
    trustedNodeAccounts: computeTrustedAccounts(rendered, prefix),
    platform: computePlatform(rendered, charts.istiodPlatformKeys),
    injectedPlatform: computePlatform(rendered, ["global"]),
    ambient: computeIstiodAmbient(rendered, [...prefix, "env"]),
    serviceName: { ...revision, value: nameIstiodService(rendered) },
    revision,
    revisionTags: readPlainSetting(rendered, ["revisionTags"], []),
    istioNamespace: readPrintedSetting(rendered, "global", "istioNamespace"),
    clusterName: computeSetting(rendered, ["global", "multiCluster", "clusterName"], withFallback("Kubernetes")),
    clusterAliases: readOptionalSetting(rendered, ...prefix, "env", "CLUSTER_ALIASES"),
    network: readOptionalSetting(rendered, "global", "network"),
    discoverySelectors: readPlainSetting(rendered, ["meshConfig", "discoverySelectors"], null),
    taintController: computeTaintController(rendered, prefix),
    cniEnabled: computeCniEnabled(rendered, prefix),
    nativeNftables: charts.hasNativeNftables ? readTruthSetting(rendered, "global", "nativeNftables") : off,
    gatewayApi: computeSetting(rendered, [...prefix, "env", "PILOT_ENABLE_GATEWAY_API"], isNotOff),
    ignoredResources: readOptionalSetting(rendered, ...prefix, "env", "PILOT_IGNORE_RESOURCES"),
    webhookAnnotations: charts.hasWebhookAnnotations
      ? readPlainSetting(rendered, ["sidecarInjectorWebhookAnnotations"], {})
      : createFixedSetting(rendered, {}),
    remote: charts.istiodCanBeRemote ? readTruthSetting(rendered, "istiodRemote", "enabled") : off,
  };
}

const names = [
  ...["trustedNodeAccounts", "platform", "injectedPlatform", "ambient", "serviceName", "revision", "revisionTags", "istioNamespace"],
  ...["clusterName", "clusterAliases", "network", "discoverySelectors", "taintController", "cniEnabled", "nativeNftables"],
  ...["gatewayApi", "ignoredResources", "webhookAnnotations", "remote"],
];

/** A variable that is on unless it is explicitly off. */
function isNotOff(cursor: Cursor | undefined): boolean | undefined {
  const text = toPrintedText(cursor);
  return text === undefined ? undefined : !/^(0|f|F|false|FALSE|False)$/.test(text);
}

/** The setting with which sidecars leave the traffic redirection to istio-cni. */
function computeCniEnabled(rendered: Rendered, prefix: readonly string[]): Setting {
  const { istiodReadsIstioCni, istiodReadsPilotCni } = rendered.minor.charts;
  const former = readTruthSetting(rendered, "istio_cni", "enabled");
  if (!istiodReadsPilotCni || (istiodReadsIstioCni && former.value === true)) return former;
  const own = readTruthSetting(rendered, ...prefix, "cni", "enabled");
  return own.value === true || !istiodReadsIstioCni || former.value === false ? own : former;
}

/** The controller that removes the taint from new nodes. From 1.30 on the chart's switch alone starts it. */
function computeTaintController(rendered: Rendered, prefix: readonly string[]): Setting {
  const { hasTaint, taintStartsController, taintName } = rendered.minor.charts;
  const path = [...prefix, "taint"];
  const isEnabled = hasTaint ? toTruth(findAt(rendered.values, ...path, "enabled")) : false;
  const started = toPrintedText(findAt(rendered.values, ...prefix, "env", "PILOT_ENABLE_NODE_UNTAINT_CONTROLLERS"));
  const isStarted =
    taintStartsController && isEnabled ? true : started === undefined ? undefined : /^(1|t|T|true|TRUE|True)$/.test(started);
  const isNamed = isSince(taintName, rendered.version) && isEnabled;
  const name = isNamed ? toPrintedText(findAt(rendered.values, ...path, "name")) : defaultTaint;
  // Without a namespace it is istiod's own.
  const namespace = hasTaint ? readOptionalSetting(rendered, ...path, "namespace").value : null;
  return computeSetting(rendered, [...path, "enabled"], () => {
    if (isEnabled === undefined || isStarted === undefined || name === undefined || namespace === undefined) return undefined;
    return { enabled: isEnabled, namespace, taint: name || defaultTaint, running: isStarted };
  });
}

const defaultTaint = "cni.istio.io/not-ready";

function computeTrustedAccounts(rendered: Rendered, prefix: readonly string[]): Setting {
  const path = [...prefix, "env", "CA_TRUSTED_NODE_ACCOUNTS"];
  const variable = computeSetting(rendered, path, toPrintedText);
  // A variable that is set, even if empty, is written after the chart's own, and the last one counts.
  if (findAt(rendered.values, ...path)) return variable;
  if (!rendered.minor.charts.trustsZtunnel) return { ...variable, value: null };
  const namespace = computeSetting(rendered, [...prefix, "trustedZtunnelNamespace"], withFallback(rendered.namespace));
  const hasName = isSince(rendered.minor.charts.trustedZtunnelName, rendered.version);
  const name = hasName
    ? computeSetting(rendered, [...prefix, "trustedZtunnelName"], withFallback("ztunnel"))
    : createFixedSetting(rendered, "ztunnel");
  const isKnown = namespace.value !== undefined && name.value !== undefined;
  return { ...namespace, value: isKnown ? `${namespace.value}/${name.value}` : undefined };
}

/** Finds the first platform that is not empty. */
function computePlatform(rendered: Rendered, keys: readonly SelectorKey[]): Setting {
  for (const key of keys) {
    const path = key === "global" ? ["global", "platform"] : ["platform"];
    const isSet = toTruth(findAt(rendered.values, ...path));
    if (isSet !== false) return computeSetting(rendered, path, (cursor) => isSet && toPrintedText(cursor));
  }
  return computeSetting(rendered, ["global", "platform"], () => null);
}

/** The setting for ambient, from the first variable for it that is set. */
function computeIstiodAmbient(rendered: Rendered, path: readonly string[]): Setting {
  const { ambientVariables } = rendered.minor.charts;
  const written = ambientVariables.find((variable) => findAt(rendered.values, ...path, variable));
  return computeSetting(rendered, [...path, written ?? ambientVariables[0] ?? ""], (cursor) => {
    const text = toPrintedText(cursor);
    return text === undefined ? undefined : text === "true";
  });
}
