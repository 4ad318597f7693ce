import { at, type Cursor } from "../model/cursor.ts";
import type { SelectorKey } from "./data/index.ts";
import {
  fixedSetting,
  hasWorkloads,
  istiodService,
  namespaceSetting,
  optionalSetting,
  orElse,
  plainSetting,
  printed,
  printedSetting,
  type Rendered,
  requireMaps,
  revisionSetting,
  type Setting,
  type Settings,
  settingFrom,
  truth,
  truthSetting,
  withoutWorkloads,
} from "./settings.ts";
import { isSince } from "./versions.ts";

/**
 * Computes istiod's settings, from charts/istio-control/istio-discovery/templates/deployment.yaml and the configuration of its
 * injector.
 */
export function istiodSettings(rendered: Rendered): Settings {
  const { charts } = rendered.minor;
  const prefix = charts.descoped ? [] : ["pilot"];
  requireMaps(rendered.values, prefix, [...prefix, "env"], ["global", "multiCluster"], ["meshConfig"]);
  if (!hasWorkloads(rendered, "global", "resourceScope")) return withoutWorkloads(rendered, names);
  const revision = revisionSetting(rendered);
  const off = fixedSetting(rendered, false);
  return {
    namespace: namespaceSetting(rendered),
    trustedNodeAccounts: trustedNodeAccounts(rendered, prefix),
    platform: platform(rendered, charts.istiodPlatformKeys),
    injectedPlatform: platform(rendered, ["global"]),
    ambient: ambient(rendered, [...prefix, "env"]),
    serviceName: { ...revision, value: istiodService(rendered) },
    revision,
    revisionTags: plainSetting(rendered, ["revisionTags"], []),
    istioNamespace: printedSetting(rendered, "global", "istioNamespace"),
    clusterName: settingFrom(rendered, ["global", "multiCluster", "clusterName"], orElse("Kubernetes")),
    clusterAliases: optionalSetting(rendered, ...prefix, "env", "CLUSTER_ALIASES"),
    network: optionalSetting(rendered, "global", "network"),
    discoverySelectors: plainSetting(rendered, ["meshConfig", "discoverySelectors"], null),
    taintController: taintController(rendered, prefix),
    cniEnabled: cniEnabled(rendered, prefix),
    nativeNftables: charts.hasNativeNftables ? truthSetting(rendered, "global", "nativeNftables") : off,
    gatewayApi: settingFrom(rendered, [...prefix, "env", "PILOT_ENABLE_GATEWAY_API"], isNotOff),
    ignoredResources: optionalSetting(rendered, ...prefix, "env", "PILOT_IGNORE_RESOURCES"),
    webhookAnnotations: charts.hasWebhookAnnotations
      ? plainSetting(rendered, ["sidecarInjectorWebhookAnnotations"], {})
      : fixedSetting(rendered, {}),
    remote: charts.istiodCanBeRemote ? truthSetting(rendered, "istiodRemote", "enabled") : off,
  };
}

const names = [
  ...["trustedNodeAccounts", "platform", "injectedPlatform", "ambient", "serviceName", "revision", "revisionTags", "istioNamespace"],
  ...["clusterName", "clusterAliases", "network", "discoverySelectors", "taintController", "cniEnabled", "nativeNftables"],
  ...["gatewayApi", "ignoredResources", "webhookAnnotations", "remote"],
];

/** A variable that is on unless it is explicitly off. */
function isNotOff(cursor: Cursor | undefined): boolean | undefined {
  const text = printed(cursor);
  return text === undefined ? undefined : !/^(0|f|F|false|FALSE|False)$/.test(text);
}

/** The setting with which sidecars leave the traffic redirection to istio-cni. */
function cniEnabled(rendered: Rendered, prefix: readonly string[]): Setting {
  const { istiodReadsIstioCni, istiodReadsPilotCni } = rendered.minor.charts;
  const former = truthSetting(rendered, "istio_cni", "enabled");
  if (!istiodReadsPilotCni || (istiodReadsIstioCni && former.value === true)) return former;
  const own = truthSetting(rendered, ...prefix, "cni", "enabled");
  return own.value === true || !istiodReadsIstioCni || former.value === false ? own : former;
}

/** The controller that removes the taint from new nodes. From 1.30 on the chart's switch alone starts it. */
function taintController(rendered: Rendered, prefix: readonly string[]): Setting {
  const { hasTaint, taintStartsController, taintName } = rendered.minor.charts;
  const path = [...prefix, "taint"];
  const isEnabled = hasTaint ? truth(at(rendered.values, ...path, "enabled")) : false;
  const started = printed(at(rendered.values, ...prefix, "env", "PILOT_ENABLE_NODE_UNTAINT_CONTROLLERS"));
  const isStarted =
    taintStartsController && isEnabled ? true : started === undefined ? undefined : /^(1|t|T|true|TRUE|True)$/.test(started);
  const isNamed = isSince(taintName, rendered.version) && isEnabled;
  const name = isNamed ? printed(at(rendered.values, ...path, "name")) : defaultTaint;
  // Without a namespace it is istiod's own.
  const namespace = hasTaint ? optionalSetting(rendered, ...path, "namespace").value : null;
  return settingFrom(rendered, [...path, "enabled"], () => {
    if (isEnabled === undefined || isStarted === undefined || name === undefined || namespace === undefined) return undefined;
    return { enabled: isEnabled, namespace, taint: name || defaultTaint, running: isStarted };
  });
}

const defaultTaint = "cni.istio.io/not-ready";

function trustedNodeAccounts(rendered: Rendered, prefix: readonly string[]): Setting {
  const path = [...prefix, "env", "CA_TRUSTED_NODE_ACCOUNTS"];
  const variable = settingFrom(rendered, path, printed);
  // A variable that is set, even if empty, is written after the chart's own, and the last one counts.
  if (at(rendered.values, ...path)) return variable;
  if (!rendered.minor.charts.trustsZtunnel) return { ...variable, value: null };
  const namespace = settingFrom(rendered, [...prefix, "trustedZtunnelNamespace"], orElse(rendered.namespace));
  const hasName = isSince(rendered.minor.charts.trustedZtunnelName, rendered.version);
  const name = hasName ? settingFrom(rendered, [...prefix, "trustedZtunnelName"], orElse("ztunnel")) : fixedSetting(rendered, "ztunnel");
  const isKnown = namespace.value !== undefined && name.value !== undefined;
  return { ...namespace, value: isKnown ? `${namespace.value}/${name.value}` : undefined };
}

/** Finds the first platform that is not empty. */
function platform(rendered: Rendered, keys: readonly SelectorKey[]): Setting {
  for (const key of keys) {
    const path = key === "global" ? ["global", "platform"] : ["platform"];
    const isSet = truth(at(rendered.values, ...path));
    if (isSet !== false) return settingFrom(rendered, path, (cursor) => isSet && printed(cursor));
  }
  return settingFrom(rendered, ["global", "platform"], () => null);
}

/** The setting for ambient, from the first variable for it that is set. */
function ambient(rendered: Rendered, path: readonly string[]): Setting {
  const { ambientVariables } = rendered.minor.charts;
  const written = ambientVariables.find((variable) => at(rendered.values, ...path, variable));
  return settingFrom(rendered, [...path, written ?? ambientVariables[0] ?? ""], (cursor) => {
    const text = printed(cursor);
    return text === undefined ? undefined : text === "true";
  });
}
