import type { Finder, UnplacedEvidence } from "./finder.ts";
import { findOption, locateCommandOption, matchCommands, readKnownText, readLiteral } from "./shell-finders.ts";
import { matchTerraformLine } from "./terraform-finders.ts";
import { buildEntryPattern, matchYamlLine, matchYamlObject } from "./yaml-finders.ts";

/** Makes the fact about the engine that enforces network policies, for a provider's own engine that is turned on. */
function buildEnforcerFact(engine: string, message: string): UnplacedEvidence {
  return { fact: `network-policy=${engine}`, strength: "strong", message };
}

const vpcCni = buildEnforcerFact("vpc-cni", "the VPC CNI is configured to enforce network policies here");
const enabled = /\benableNetworkPolicy\b\\?["']?[ \t]*[:=][ \t]*\\?["']?true\b/;

/** Evidence for network policies on EKS: https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy-configure.html */
export const eksNetworkPolicies: readonly Finder[] = [
  matchTerraformLine(["enableNetworkPolicy"], enabled, vpcCni),
  matchYamlObject({ groups: ["eksctl.io"], body: enabled }, vpcCni),
  matchCommands(["enableNetworkPolicy"], function* (found) {
    const word =
      found.program === "aws" || found.program === "helm" ? found.args.find((each) => enabled.test(readKnownText(each))) : undefined;
    if (word) yield { ...vpcCni, place: locateCommandOption(word, found) };
  }),
  // EKS Auto Mode: https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html
  matchYamlLine(["enable-network-policy-controller"], buildEntryPattern("enable-network-policy-controller", "true\\b"), vpcCni),
];

const dataplane = buildEnforcerFact("dataplane-v2", "GKE is configured to run Dataplane V2 here");

/** Evidence for network policies on GKE: https://cloud.google.com/kubernetes-engine/docs/how-to/dataplane-v2 */
export const gkeNetworkPolicies: readonly Finder[] = [
  matchTerraformLine(["ADVANCED_DATAPATH"], /^[ \t]{0,200}datapath_provider[ \t]*=[ \t]*"ADVANCED_DATAPATH"/m, dataplane),
  matchCommands(["enable-dataplane-v2"], function* (found) {
    const word = found.program === "gcloud" ? found.args.find((each) => readLiteral(each) === "--enable-dataplane-v2") : undefined;
    if (word) yield { ...dataplane, place: locateCommandOption(word, found) };
  }),
];

const aksCilium = buildEnforcerFact("aks-cilium", "AKS is configured to run its own Cilium here");

/** Evidence for network policies on AKS: https://learn.microsoft.com/en-us/azure/aks/azure-cni-powered-by-cilium */
export const aksNetworkPolicies: readonly Finder[] = [
  matchTerraformLine(
    ["azurerm_kubernetes_cluster", "Azure/aks/azurerm"],
    /^[ \t]{1,200}(?:network_policy|network_data_plane|net_profile_network_policy|network_data_plane)[ \t]*=[ \t]*"cilium"/m,
    aksCilium,
  ),
  matchCommands(["az aks"], function* (found) {
    const option = found.program === "az" ? findOption(found, ["--network-dataplane", "--network-policy"]) : undefined;
    if (option?.value === "cilium") yield { ...aksCilium, place: option.place };
  }),
];

const none = buildEnforcerFact("none", "K3s is configured not to enforce network policies here");

/** Network policies on K3s: https://docs.k3s.io/networking/networking-services#network-policy-controller */
export const k3sNetworkPolicies: readonly Finder[] = [
  matchCommands(["disable-network-policy"], function* (found) {
    const words = [...found.args, ...found.environment.values()];
    const word = words.find((each) => /(^|\s)--disable-network-policy(\s|=true|$)/.test(readKnownText(each)));
    if (word) yield { ...none, place: locateCommandOption(word, found) };
  }),
  matchYamlLine(["disable-network-policy"], /^disable-network-policy:[ \t]*["']?true\b/m, none),
];

/**
 * Evidence for network policies on ACK:
 * https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/use-network-policies-in-ack-clusters
 */
export const ackNetworkPolicies: readonly Finder[] = [
  matchTerraformLine(
    ["terway-eni"],
    /\bterway-eni\w{0,20}"(?:(?!\n\})[\s\S]){0,2000}?\bNetworkPolicy\b\\?"?[ \t]*[:=][ \t]*\\?"?true\b/m,
    buildEnforcerFact("terway", "Terway is configured to enforce network policies here"),
  ),
];
