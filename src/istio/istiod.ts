import { at } from "../model/cursor.ts";
import type { SelectorKey } from "./data/index.ts";
import {
  fixedSetting,
  hasWorkloads,
  namespaceSetting,
  printed,
  type Rendered,
  requireMaps,
  type Setting,
  type Settings,
  settingFrom,
  truth,
} from "./settings.ts";
import { isSince } from "./versions.ts";

/** What istiod runs with: charts/istio-control/istio-discovery/templates/deployment.yaml, and what its injector is told. */
export function istiodSettings(rendered: Rendered): Settings {
  const { charts } = rendered.minor;
  const prefix = charts.descoped ? [] : ["pilot"];
  requireMaps(rendered.values, prefix, [...prefix, "env"]);
  const nothing = fixedSetting(rendered, null);
  if (!hasWorkloads(rendered, "global", "resourceScope"))
    return { trustedNodeAccounts: nothing, platform: nothing, injectedPlatform: nothing, ambient: nothing };
  return {
    namespace: namespaceSetting(rendered),
    trustedNodeAccounts: trustedNodeAccounts(rendered, prefix),
    platform: platform(rendered, charts.istiodPlatformKeys),
    injectedPlatform: platform(rendered, ["global"]),
    ambient: ambient(rendered, [...prefix, "env"]),
  };
}

function trustedNodeAccounts(rendered: Rendered, prefix: readonly string[]): Setting {
  const path = [...prefix, "env", "CA_TRUSTED_NODE_ACCOUNTS"];
  const variable = settingFrom(rendered, path, printed);
  // An empty variable is written after the chart's own, and the last one counts.
  if (at(rendered.values, ...path)) return variable;
  if (!rendered.minor.charts.trustsZtunnel) return { ...variable, value: null };
  const namespace = firstSet(rendered, [...prefix, "trustedZtunnelNamespace"], rendered.namespace);
  const hasName = isSince(rendered.minor.charts.trustedZtunnelName, rendered.version);
  const name = hasName ? firstSet(rendered, [...prefix, "trustedZtunnelName"], "ztunnel") : fixedSetting(rendered, "ztunnel");
  const isKnown = namespace.value !== undefined && name.value !== undefined;
  return { ...namespace, value: isKnown ? `${namespace.value}/${name.value}` : undefined };
}

function firstSet(rendered: Rendered, path: readonly string[], fallback: string | undefined): Setting {
  return settingFrom(rendered, path, (cursor) => {
    const isSet = truth(cursor);
    return isSet === false ? fallback : isSet && printed(cursor);
  });
}

/** The first platform that is not empty. */
function platform(rendered: Rendered, keys: readonly SelectorKey[]): Setting {
  for (const key of keys) {
    const path = key === "global" ? ["global", "platform"] : ["platform"];
    const isSet = truth(at(rendered.values, ...path));
    if (isSet !== false) return settingFrom(rendered, path, (cursor) => isSet && printed(cursor));
  }
  return settingFrom(rendered, ["global", "platform"], () => null);
}

/** On where the first variable that is written for it says so. */
function ambient(rendered: Rendered, path: readonly string[]): Setting {
  const { ambientVariables } = rendered.minor.charts;
  const written = ambientVariables.find((variable) => at(rendered.values, ...path, variable));
  return settingFrom(rendered, [...path, written ?? ambientVariables[0] ?? ""], (cursor) => {
    const text = printed(cursor);
    return text === undefined ? undefined : text === "true";
  });
}
