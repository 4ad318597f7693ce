import { at } from "../model/cursor.ts";
import {
  fixedSetting,
  hasWorkloads,
  namespaceSetting,
  printed,
  quotaSetting,
  type Rendered,
  requireMaps,
  type Setting,
  type Settings,
  settingFrom,
  truth,
} from "./settings.ts";

/** What the ztunnel DaemonSet runs with: charts/ztunnel/templates. */
export function ztunnelSettings(rendered: Rendered): Settings {
  const { charts } = rendered.minor;
  const nothing = fixedSetting(rendered, null);
  if (!hasWorkloads(rendered, "resourceScope"))
    return { namespace: nothing, priorityClassName: nothing, seLinuxType: nothing, resourceQuota: nothing };
  if (charts.ztunnelHasQuota) requireMaps(rendered.values, ["resourceQuotas"]);
  return {
    namespace: namespaceSetting(rendered),
    priorityClassName: charts.ztunnelIsNodeCritical ? fixedSetting(rendered, "system-node-critical") : nothing,
    seLinuxType: charts.ztunnelHasSeLinuxOptions ? seLinuxType(rendered) : nothing,
    resourceQuota: charts.ztunnelHasQuota ? quotaSetting(rendered, "resourceQuotas") : nothing,
  };
}

function seLinuxType(rendered: Rendered): Setting {
  const hasOptions = truth(at(rendered.values, "seLinuxOptions"));
  if (!hasOptions) return settingFrom(rendered, ["seLinuxOptions"], () => (hasOptions === undefined ? undefined : null));
  return settingFrom(rendered, ["seLinuxOptions", "type"], (type) => {
    const text = printed(type);
    return text === "" ? null : text;
  });
}
