import { findAt, isPlace } from "../model/cursor.ts";
import {
  computeSetting,
  createFixedSetting,
  hasWorkloads,
  nameIstiodService,
  type Rendered,
  readNamespaceSetting,
  readOptionalSetting,
  readPrintedSetting,
  readQuotaSetting,
  readRevisionSetting,
  requireMaps,
  type Setting,
  type Settings,
  toPrintedText,
  toTruth,
  withFallback,
  withoutWorkloads,
} from "./settings.ts";
import { isSince } from "./versions.ts";

/** Computes the settings of the ztunnel DaemonSet: charts/ztunnel/templates. */
export function computeZtunnelSettings(rendered: Rendered): Settings {
  const { charts } = rendered.minor;
  const nothing = createFixedSetting(rendered, null);
  if (!hasWorkloads(rendered, "resourceScope")) return withoutWorkloads(rendered, names);
  requireMaps(rendered.values, ["multiCluster"]);
  if (charts.ztunnelHasQuota) requireMaps(rendered.values, ["resourceQuotas"]);
  return {
    namespace: readNamespaceSetting(rendered),
    priorityClassName: charts.ztunnelIsNodeCritical ? createFixedSetting(rendered, "system-node-critical") : nothing,
    seLinuxType: charts.ztunnelHasSeLinuxOptions ? computeZtunnelSeLinuxType(rendered) : nothing,
    resourceQuota: charts.ztunnelHasQuota ? readQuotaSetting(rendered, "resourceQuotas") : nothing,
    serviceAccount: computeServiceAccount(rendered),
    istiodAddress: overrideByVariable(
      rendered,
      "XDS_ADDRESS",
      computeIstiodAddress(rendered, charts.ztunnelHasXdsAddress ? "xdsAddress" : undefined),
    ),
    caAddress: overrideByVariable(rendered, "CA_ADDRESS", computeIstiodAddress(rendered, "caAddress")),
    revision: readRevisionSetting(rendered),
    clusterName: overrideByVariable(
      rendered,
      charts.clusterVariable,
      computeSetting(rendered, ["multiCluster", "clusterName"], withFallback("Kubernetes")),
    ),
    network: overrideByVariable(
      rendered,
      "NETWORK",
      isSince(charts.ztunnelNetwork, rendered.version) ? readOptionalSetting(rendered, "network") : nothing,
    ),
  };
}

const names = [
  ...["namespace", "priorityClassName", "seLinuxType", "resourceQuota", "serviceAccount", "istiodAddress", "caAddress"],
  ...["revision", "clusterName", "network"],
];

/** Ztunnel's service account: https://github.com/istio/istio/blob/1.25.5/manifests/charts/ztunnel/templates/_helpers.tpl */
function computeServiceAccount(rendered: Rendered): Setting {
  const { ztunnelAccount } = rendered.minor.charts;
  if (ztunnelAccount === null || !isSince(ztunnelAccount.since, rendered.version)) return createFixedSetting(rendered, "ztunnel");
  const fallback = ztunnelAccount.fallback === "release" ? rendered.release : ztunnelAccount.fallback;
  return computeSetting(rendered, ["resourceName"], withFallback(fallback));
}

/** The address of istiod; if none is written, that of its Service in its namespace. */
function computeIstiodAddress(rendered: Rendered, key: string | undefined): Setting {
  const own = key === undefined ? undefined : findAt(rendered.values, key);
  if (key !== undefined && toTruth(own) !== false) return readPrintedSetting(rendered, key);
  const revision = readRevisionSetting(rendered);
  const namespace = readPrintedSetting(rendered, "istioNamespace");
  const service = nameIstiodService(rendered);
  const isKnown = service !== undefined && namespace.value !== undefined;
  // The line to edit is that of the namespace or the revision, whichever is written.
  const { origin, path } = isPlace(namespace.origin) || !isPlace(revision.origin) ? namespace : revision;
  return { value: isKnown ? `${service}.${namespace.value}.svc:15012` : undefined, origin, ...(path && { path }) };
}

/** A variable that is set overrides the chart's own, because it is written after it. */
function overrideByVariable(rendered: Rendered, name: string, setting: Setting): Setting {
  const places = [
    ["env", name],
    ["meshConfig", "defaultConfig", "proxyMetadata", name],
  ];
  const written = places.find((path) => findAt(rendered.values, ...path));
  return written ? readPrintedSetting(rendered, ...written) : setting;
}

function computeZtunnelSeLinuxType(rendered: Rendered): Setting {
  const hasOptions = toTruth(findAt(rendered.values, "seLinuxOptions"));
  if (!hasOptions) return computeSetting(rendered, ["seLinuxOptions"], () => (hasOptions === undefined ? undefined : null));
  return computeSetting(rendered, ["seLinuxOptions", "type"], (type) => {
    const text = toPrintedText(type);
    return text === "" ? null : text;
  });
}
