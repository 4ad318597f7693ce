import { at, isPlace } from "../model/cursor.ts";
import {
  fixedSetting,
  hasWorkloads,
  istiodService,
  namespaceSetting,
  optionalSetting,
  orElse,
  printed,
  printedSetting,
  quotaSetting,
  type Rendered,
  requireMaps,
  revisionSetting,
  type Setting,
  type Settings,
  settingFrom,
  truth,
  withoutWorkloads,
} from "./settings.ts";
import { isSince } from "./versions.ts";

/** Computes the settings of the ztunnel DaemonSet: charts/ztunnel/templates. */
export function ztunnelSettings(rendered: Rendered): Settings {
  const { charts } = rendered.minor;
  const nothing = fixedSetting(rendered, null);
  if (!hasWorkloads(rendered, "resourceScope")) return withoutWorkloads(rendered, names);
  requireMaps(rendered.values, ["multiCluster"]);
  if (charts.ztunnelHasQuota) requireMaps(rendered.values, ["resourceQuotas"]);
  return {
    namespace: namespaceSetting(rendered),
    priorityClassName: charts.ztunnelIsNodeCritical ? fixedSetting(rendered, "system-node-critical") : nothing,
    seLinuxType: charts.ztunnelHasSeLinuxOptions ? seLinuxType(rendered) : nothing,
    resourceQuota: charts.ztunnelHasQuota ? quotaSetting(rendered, "resourceQuotas") : nothing,
    serviceAccount: serviceAccount(rendered),
    istiodAddress: variable(rendered, "XDS_ADDRESS", address(rendered, charts.ztunnelHasXdsAddress ? "xdsAddress" : undefined)),
    caAddress: variable(rendered, "CA_ADDRESS", address(rendered, "caAddress")),
    revision: revisionSetting(rendered),
    clusterName: variable(rendered, charts.clusterVariable, settingFrom(rendered, ["multiCluster", "clusterName"], orElse("Kubernetes"))),
    network: variable(
      rendered,
      "NETWORK",
      isSince(charts.ztunnelNetwork, rendered.version) ? optionalSetting(rendered, "network") : nothing,
    ),
  };
}

const names = [
  ...["namespace", "priorityClassName", "seLinuxType", "resourceQuota", "serviceAccount", "istiodAddress", "caAddress"],
  ...["revision", "clusterName", "network"],
];

/** Ztunnel's service account: https://github.com/istio/istio/blob/1.25.5/manifests/charts/ztunnel/templates/_helpers.tpl */
function serviceAccount(rendered: Rendered): Setting {
  const { ztunnelAccount } = rendered.minor.charts;
  if (ztunnelAccount === null || !isSince(ztunnelAccount.since, rendered.version)) return fixedSetting(rendered, "ztunnel");
  const fallback = ztunnelAccount.fallback === "release" ? rendered.release : ztunnelAccount.fallback;
  return settingFrom(rendered, ["resourceName"], orElse(fallback));
}

/** The address of istiod; if none is written, that of its Service in its namespace. */
function address(rendered: Rendered, key: string | undefined): Setting {
  const own = key === undefined ? undefined : at(rendered.values, key);
  if (key !== undefined && truth(own) !== false) return printedSetting(rendered, key);
  const revision = revisionSetting(rendered);
  const namespace = printedSetting(rendered, "istioNamespace");
  const service = istiodService(rendered);
  const isKnown = service !== undefined && namespace.value !== undefined;
  // The line to edit is that of the namespace or the revision, whichever is written.
  const { origin, path } = isPlace(namespace.origin) || !isPlace(revision.origin) ? namespace : revision;
  return { value: isKnown ? `${service}.${namespace.value}.svc:15012` : undefined, origin, ...(path && { path }) };
}

/** A variable that is set overrides the chart's own, because it is written after it. */
function variable(rendered: Rendered, name: string, setting: Setting): Setting {
  const places = [
    ["env", name],
    ["meshConfig", "defaultConfig", "proxyMetadata", name],
  ];
  const written = places.find((path) => at(rendered.values, ...path));
  return written ? printedSetting(rendered, ...written) : setting;
}

function seLinuxType(rendered: Rendered): Setting {
  const hasOptions = truth(at(rendered.values, "seLinuxOptions"));
  if (!hasOptions) return settingFrom(rendered, ["seLinuxOptions"], () => (hasOptions === undefined ? undefined : null));
  return settingFrom(rendered, ["seLinuxOptions", "type"], (type) => {
    const text = printed(type);
    return text === "" ? null : text;
  });
}
