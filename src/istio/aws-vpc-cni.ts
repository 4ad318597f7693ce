import { type Cursor, findAt } from "../model/cursor.ts";
import { coalesce } from "../model/values.ts";
import { wrapBuiltIn } from "./built-in-values.ts";
import type { Tree } from "./data/index.ts";
import { type Settings, toPrintedText } from "./settings.ts";

/** Computes the settings that determine whether pods get branch network interfaces, which affects kubelet probes and ambient. */
export function computeAwsVpcCniSettings(userValues: Cursor): Settings {
  const values = coalesce(wrapBuiltIn(awsVpcCniDefaults, origin), userValues);
  const podEni = findAt(values, "env", "ENABLE_POD_ENI");
  const mode = findAt(values, "env", "POD_SECURITY_GROUP_ENFORCING_MODE");
  const policies = findAt(values, "enableNetworkPolicy");
  const demux = findAt(values, "init", "env", "DISABLE_TCP_EARLY_DEMUX");
  const podEniText = toPrintedText(podEni);
  const modeText = toPrintedText(mode);
  return {
    enablePodEni: {
      value: podEniText === undefined ? undefined : podEniText === "true",
      origin: podEni?.origin ?? { builtIn: origin },
      path: ["env", "ENABLE_POD_ENI"],
    },
    enforcingMode: {
      // The plugin falls back to strict if the variable is empty.
      value: modeText === "" ? "strict" : modeText,
      origin: mode?.origin ?? { builtIn: origin },
      path: ["env", "POD_SECURITY_GROUP_ENFORCING_MODE"],
    },
    networkPolicy: { value: isOn(policies), origin: policies?.origin ?? { builtIn: origin }, path: ["enableNetworkPolicy"] },
    tcpEarlyDemuxDisabled: {
      value: isOn(demux),
      origin: demux?.origin ?? { builtIn: origin },
      path: ["init", "env", "DISABLE_TCP_EARLY_DEMUX"],
    },
  };
}

/** The sources of the defaults and of the meaning of these variables. */
export const awsVpcCniSources = [
  "https://github.com/aws/eks-charts/blob/master/stable/aws-vpc-cni/values.yaml",
  "https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md",
] as const;

const origin = "chart default of aws-vpc-cni";

const awsVpcCniDefaults: Tree = {
  env: { ENABLE_POD_ENI: "false", POD_SECURITY_GROUP_ENFORCING_MODE: "strict" },
  init: { env: { DISABLE_TCP_EARLY_DEMUX: "false" } },
  enableNetworkPolicy: "false",
};

function isOn(cursor: Cursor | undefined): boolean | undefined {
  const text = toPrintedText(cursor);
  return text === undefined ? undefined : text === "true";
}
