import { type Cursor, findAt } from "../model/cursor.ts";
import {
  computeSetting,
  createFixedSetting,
  hasWorkloads,
  type Rendered,
  readNamespaceSetting,
  readOptionalSetting,
  readPlainSetting,
  readPrintedSetting,
  readQuotaSetting,
  requireMaps,
  type Setting,
  type Settings,
  switchSetting,
  toPrintedText,
  toTruth,
  withFallback,
} from "./settings.ts";
import { matchesVersions } from "./versions.ts";

/** Computes the settings of the istio-cni DaemonSet: charts/istio-cni/templates/daemonset.yaml and its neighbours. */
export function computeCniSettings(rendered: Rendered): Settings {
  const { charts } = rendered.minor;
  const prefix = charts.descoped ? [] : ["cni"];
  requireMaps(rendered.values, prefix, [...prefix, "ambient"], [...prefix, "resourceQuotas"]);
  if (!hasWorkloads(rendered, "global", "resourceScope")) return { resourceQuota: createFixedSetting(rendered, null) };
  const nothing = createFixedSetting(rendered, null);
  const off = createFixedSetting(rendered, false);
  return {
    cniBinDir: computeBinDir(rendered, [...prefix, "cniBinDir"]),
    cniConfDir: computeDirectory(rendered, [...prefix, "cniConfDir"], charts.cniFallbacks?.confDir),
    cniNetnsDir: computeDirectory(rendered, charts.netnsKey, charts.cniFallbacks?.netnsDir),
    chained: switchSetting(rendered, ...prefix, "chained"),
    provider: readPrintedSetting(rendered, ...prefix, "provider"),
    ambient: computeCniAmbient(rendered, [...prefix, "ambient", "enabled"]),
    namespace: readNamespaceSetting(rendered),
    priorityClassName: createFixedSetting(rendered, "system-node-critical"),
    seLinuxType: charts.cniHasSeLinuxOptions ? computeCniSeLinuxType(rendered) : createFixedSetting(rendered, null),
    resourceQuota: readQuotaSetting(rendered, ...prefix, "resourceQuotas"),
    cniConfFileName: readOptionalSetting(rendered, ...prefix, "cniConfFileName"),
    istioOwnedCniConfig: charts.hasOwnedCniConfig ? switchSetting(rendered, ...prefix, "istioOwnedCNIConfig") : off,
    nativeNftables: charts.hasNativeNftables ? switchSetting(rendered, "global", "nativeNftables") : off,
    ipv6: charts.cniHasIpv6 ? switchSetting(rendered, ...prefix, "ambient", "ipv6") : nothing,
    excludeNamespaces: computeExcludedNamespaces(rendered, [...prefix, "excludeNamespaces"]),
    variant: computeImageVariant(rendered, [...prefix, "variant"]),
    hostProbeAddress: computeProbeAddress(rendered, [...prefix, "env", "HOST_PROBE_SNAT_IP"], { address: hostProbeAddress, since: "1.21" }),
    awsBranchEniProbe: computeSetting(rendered, [...prefix, "env", "AMBIENT_ENABLE_AWS_BRANCH_ENI_PROBE"], isNotTurnedOff),
    hostProbeAddressV6: computeProbeAddress(rendered, [...prefix, "env", "HOST_PROBE_SNAT_IPV6"], {
      address: hostProbeAddressV6,
      since: "1.23",
    }),
  };
}

/** The source addresses that the node agent gives to kubelet probes: cni/pkg/nodeagent/options.go */
export const hostProbeAddress = "169.254.7.127";
export const hostProbeAddressV6 = "fd16:9254:7127:1337:ffff:ffff:ffff:ffff";

/** The address for probes; null in versions that do not rewrite their source. */
function computeProbeAddress(rendered: Rendered, path: readonly string[], { address, since }: { address: string; since: string }): Setting {
  if (!matchesVersions(rendered.version, `>=${since}`)) return createFixedSetting(rendered, null);
  return computeSetting(rendered, path, withFallback(address));
}

/** Checks whether the agent routes probes of pods behind a branch interface, which is the default: cni/pkg/nodeagent/options.go */
function isNotTurnedOff(cursor: Cursor | undefined): boolean | undefined {
  const written = toPrintedText(cursor);
  return cursor === undefined ? true : written === undefined ? undefined : !/^(0|f|false)$/i.test(written);
}

/** The plugin directory. If it is empty, the chart chooses it by the cluster's version string, which shows GKE. */
function computeBinDir(rendered: Rendered, path: readonly string[]): Setting {
  return computeSetting(rendered, path, withFallback(rendered.onGke ? "/home/kubernetes/bin" : "/opt/cni/bin"));
}

function computeDirectory(rendered: Rendered, path: readonly string[], fallback: string | undefined): Setting {
  return computeSetting(rendered, path, fallback === undefined ? toPrintedText : withFallback(fallback));
}

/** `--set 'excludeNamespaces={}'` produces a list with one empty string. */
function computeExcludedNamespaces(rendered: Rendered, path: readonly string[]): Setting {
  const setting = readPlainSetting(rendered, path, []);
  return Array.isArray(setting.value) ? { ...setting, value: setting.value.filter((name) => name !== "") } : setting;
}

/** The suffix of the image tag. */
function computeImageVariant(rendered: Rendered, path: readonly string[]): Setting {
  const isOwn = toTruth(findAt(rendered.values, ...path));
  if (isOwn === undefined) return computeSetting(rendered, path, () => undefined);
  return readOptionalSetting(rendered, ...(isOwn ? path : ["global", "variant"]));
}

function computeCniAmbient(rendered: Rendered, path: readonly string[]): Setting {
  return rendered.minor.charts.cniAmbient === "truth" ? computeSetting(rendered, path, toTruth) : switchSetting(rendered, ...path);
}

/** The SELinux type; options without a type use `spc_t`. */
function computeCniSeLinuxType(rendered: Rendered): Setting {
  const options = findAt(rendered.values, "seLinuxOptions");
  const hasOptions = toTruth(options);
  if (!hasOptions) return computeSetting(rendered, ["seLinuxOptions"], () => (hasOptions === undefined ? undefined : null));
  return computeSetting(rendered, ["seLinuxOptions", "type"], withFallback("spc_t"));
}
