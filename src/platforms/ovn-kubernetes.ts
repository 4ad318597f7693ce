import { wrapWholeText } from "../model/source-text.ts";
import { defineDetector, findFirstMatch, type UnplacedEvidence } from "./finder.ts";
import { findOption, locateCommandOption, matchCommands, readKnownText, readLiteral } from "./shell-finders.ts";
import { buildEntryPattern, matchYamlLine, matchYamlObject } from "./yaml-finders.ts";

const created = {
  platform: "openshift",
  cni: "ovn-kubernetes",
  fact: "network-type=OVNKubernetes",
  strength: "strong",
  message: "an OpenShift cluster is created with OVN-Kubernetes here",
} as const;

/**
 * Checks for an install-config.yaml:
 * https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/installation_overview/ocp-installation-overview
 */
function isInstallConfig(path: string): boolean {
  return /(^|\/)install-config[\w.-]*\.ya?ml$/.test(path);
}

/** Makes the fact about whether a patch routes traffic via the host. */
function buildRoutingFact(patch: string): UnplacedEvidence {
  const value = /routingViaHost\\?["']?\s*:\s*(true|false)\b/.exec(patch)?.[1] ?? "unknown";
  return { fact: `routing-via-host=${value}`, strength: "strong", message: "a command sets the gateway mode of OVN-Kubernetes" };
}

const installed = { cni: "ovn-kubernetes", strength: "strong", message: "the cluster is configured to run OVN-Kubernetes here" } as const;

/**
 * Detects OVN-Kubernetes:
 * https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/ovn-kubernetes_network_plugin/about-ovn-kubernetes
 */
export default defineDetector("ovn-kubernetes", [
  // In install-config.yaml and in OpenShift's `Network` configuration objects.
  matchYamlLine(["networkType"], buildEntryPattern("networkType", "OVNKubernetes\\b"), installed),
  matchYamlObject(
    { groups: ["operator.openshift.io"], kinds: ["Network"], body: buildEntryPattern("type", "OVNKubernetes\\b") },
    { ...installed, message: "OVN-Kubernetes is configured here" },
  ),
  {
    markers: ["networkType"],
    *evidence(source) {
      if (!isInstallConfig(source.path)) return;
      const piece = findFirstMatch(
        wrapWholeText(source.path, source.text),
        /^[ \t]+networkType:[ \t]*["']?OVNKubernetes\b/m,
        created,
        false,
      );
      if (piece) yield piece;
    },
  },
  matchCommands(["routingViaHost"], function* (found) {
    const word = found.args.find((each) => /routingViaHost/.test(readKnownText(each)));
    if ((found.program === "oc" || found.program === "kubectl") && word)
      yield { ...buildRoutingFact(readKnownText(word)), place: locateCommandOption(word, found) };
  }),
  matchCommands(["network.operator"], function* (found) {
    const isPatch = (found.program === "oc" || found.program === "kubectl") && found.args.some((word) => readLiteral(word) === "patch");
    const patch = findOption(found, ["-p", "--patch", "--patch-file"]);
    const isNetwork = found.args.some((word) => /^network\.operator\b/.test(readLiteral(word)));
    if (isPatch && isNetwork && patch && patch.value === undefined) yield { ...buildRoutingFact(""), place: patch.place };
  }),
  matchYamlObject({ groups: ["k8s.ovn.org"] }, { ...installed, message: "this object is one that OVN-Kubernetes serves" }),
]);
