import { at, type Cursor } from "../model/cursor.ts";
import {
  fixedSetting,
  hasWorkloads,
  namespaceSetting,
  optionalSetting,
  orElse,
  plainSetting,
  printed,
  printedSetting,
  quotaSetting,
  type Rendered,
  requireMaps,
  type Setting,
  type Settings,
  settingFrom,
  switchSetting,
  truth,
} from "./settings.ts";
import { matchesVersions } from "./versions.ts";

/** Computes the settings of the istio-cni DaemonSet: charts/istio-cni/templates/daemonset.yaml and its neighbours. */
export function cniSettings(rendered: Rendered): Settings {
  const { charts } = rendered.minor;
  const prefix = charts.descoped ? [] : ["cni"];
  requireMaps(rendered.values, prefix, [...prefix, "ambient"], [...prefix, "resourceQuotas"]);
  if (!hasWorkloads(rendered, "global", "resourceScope")) return { resourceQuota: fixedSetting(rendered, null) };
  const nothing = fixedSetting(rendered, null);
  const off = fixedSetting(rendered, false);
  return {
    cniBinDir: binDir(rendered, [...prefix, "cniBinDir"]),
    cniConfDir: directory(rendered, [...prefix, "cniConfDir"], charts.cniFallbacks?.confDir),
    cniNetnsDir: directory(rendered, charts.netnsKey, charts.cniFallbacks?.netnsDir),
    chained: switchSetting(rendered, ...prefix, "chained"),
    provider: printedSetting(rendered, ...prefix, "provider"),
    ambient: ambient(rendered, [...prefix, "ambient", "enabled"]),
    namespace: namespaceSetting(rendered),
    priorityClassName: fixedSetting(rendered, "system-node-critical"),
    seLinuxType: charts.cniHasSeLinuxOptions ? seLinuxType(rendered) : fixedSetting(rendered, null),
    resourceQuota: quotaSetting(rendered, ...prefix, "resourceQuotas"),
    cniConfFileName: optionalSetting(rendered, ...prefix, "cniConfFileName"),
    istioOwnedCniConfig: charts.hasOwnedCniConfig ? switchSetting(rendered, ...prefix, "istioOwnedCNIConfig") : off,
    nativeNftables: charts.hasNativeNftables ? switchSetting(rendered, "global", "nativeNftables") : off,
    ipv6: charts.cniHasIpv6 ? switchSetting(rendered, ...prefix, "ambient", "ipv6") : nothing,
    excludeNamespaces: excludedNamespaces(rendered, [...prefix, "excludeNamespaces"]),
    variant: variant(rendered, [...prefix, "variant"]),
    hostProbeAddress: probeAddress(rendered, [...prefix, "env", "HOST_PROBE_SNAT_IP"], { address: hostProbeAddress, since: "1.21" }),
    awsBranchEniProbe: settingFrom(rendered, [...prefix, "env", "AMBIENT_ENABLE_AWS_BRANCH_ENI_PROBE"], isNotTurnedOff),
    hostProbeAddressV6: probeAddress(rendered, [...prefix, "env", "HOST_PROBE_SNAT_IPV6"], { address: hostProbeAddressV6, since: "1.23" }),
  };
}

/** The source addresses that the node agent gives to kubelet probes: cni/pkg/nodeagent/options.go */
export const hostProbeAddress = "169.254.7.127";
export const hostProbeAddressV6 = "fd16:9254:7127:1337:ffff:ffff:ffff:ffff";

/** The address for probes; null in versions that do not rewrite their source. */
function probeAddress(rendered: Rendered, path: readonly string[], { address, since }: { address: string; since: string }): Setting {
  if (!matchesVersions(rendered.version, `>=${since}`)) return fixedSetting(rendered, null);
  return settingFrom(rendered, path, orElse(address));
}

/** Checks whether the agent routes probes of pods behind a branch interface, which is the default: cni/pkg/nodeagent/options.go */
function isNotTurnedOff(cursor: Cursor | undefined): boolean | undefined {
  const written = printed(cursor);
  return cursor === undefined ? true : written === undefined ? undefined : !/^(0|f|false)$/i.test(written);
}

/** The plugin directory. If it is empty, the chart chooses it by the cluster's version string, which shows GKE. */
function binDir(rendered: Rendered, path: readonly string[]): Setting {
  return settingFrom(rendered, path, orElse(rendered.onGke ? "/home/kubernetes/bin" : "/opt/cni/bin"));
}

function directory(rendered: Rendered, path: readonly string[], fallback: string | undefined): Setting {
  return settingFrom(rendered, path, fallback === undefined ? printed : orElse(fallback));
}

/** `--set 'excludeNamespaces={}'` produces a list with one empty string. */
function excludedNamespaces(rendered: Rendered, path: readonly string[]): Setting {
  const setting = plainSetting(rendered, path, []);
  return Array.isArray(setting.value) ? { ...setting, value: setting.value.filter((name) => name !== "") } : setting;
}

/** The suffix of the image tag. */
function variant(rendered: Rendered, path: readonly string[]): Setting {
  const isOwn = truth(at(rendered.values, ...path));
  if (isOwn === undefined) return settingFrom(rendered, path, () => undefined);
  return optionalSetting(rendered, ...(isOwn ? path : ["global", "variant"]));
}

function ambient(rendered: Rendered, path: readonly string[]): Setting {
  return rendered.minor.charts.cniAmbient === "truth" ? settingFrom(rendered, path, truth) : switchSetting(rendered, ...path);
}

/** The SELinux type; options without a type use `spc_t`. */
function seLinuxType(rendered: Rendered): Setting {
  const options = at(rendered.values, "seLinuxOptions");
  const hasOptions = truth(options);
  if (!hasOptions) return settingFrom(rendered, ["seLinuxOptions"], () => (hasOptions === undefined ? undefined : null));
  return settingFrom(rendered, ["seLinuxOptions", "type"], orElse("spc_t"));
}
