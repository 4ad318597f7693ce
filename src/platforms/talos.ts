import { buildKubernetesVersionFact } from "./facts.ts";
import { defineDetector, type Finder } from "./finder.ts";
import { talosPodSecurity } from "./pod-security-facts.ts";
import { matchCommands } from "./shell-finders.ts";
import { matchTerraformBlock, matchTerraformSetting } from "./terraform-finders.ts";
import { buildEntryPattern, matchYamlLine } from "./yaml-finders.ts";

const configured = { platform: "talos", strength: "strong", message: "a Talos cluster is configured here" } as const;

/**
 * Evidence for the Kubernetes version on Talos:
 * https://www.talos.dev/latest/reference/configuration/v1alpha1/config/#Config.machine.kubelet,
 * https://budimanjojo.github.io/talhelper/
 */
const talosVersions: readonly Finder[] = [
  matchYamlLine(["kubernetesVersion"], /^kubernetesVersion:[ \t]*["']?(v?1\.\d+(?:\.\d+)?)\b/m, (match) =>
    /^talosVersion:/m.test(match.input) ? buildKubernetesVersionFact(match[1]) : undefined,
  ),
  matchYamlLine(["siderolabs/kubelet:"], buildEntryPattern("image", "ghcr\\.io/siderolabs/kubelet:(v1\\.\\d+\\.\\d+)"), (match) =>
    buildKubernetesVersionFact(match[1]),
  ),
  matchTerraformSetting("talos_machine_configuration", "kubernetes_version", (match) => buildKubernetesVersionFact(match.groups?.value)),
];

export default defineDetector("talos", [
  ...talosPodSecurity,
  ...talosVersions,
  matchTerraformBlock(["talos_machine_configuration", "talos_machine_configuration_apply", "talos_machine_bootstrap"], {
    ...configured,
    describes: true,
  }),
  matchCommands(["talosctl"], function* (found) {
    if (found.program === "talosctl") yield { ...configured, message: "the script talks to a Talos cluster", place: found.place };
  }),
  // https://www.talos.dev/latest/reference/configuration/v1alpha1/config/
  matchYamlLine(["version: v1alpha1"], /^version:[ \t]*v1alpha1\b[^\n]*\n(?:[^\n]*\n){0,10}?machine:[ \t]*$/m, {
    ...configured,
    describes: true,
  }),
  matchYamlLine(["talosVersion"], /^talosVersion:[ \t]*["']?v?\d/m, { ...configured, describes: true }),
  matchYamlLine(
    ["siderolabs/installer", "factory.talos.dev"],
    buildEntryPattern("image", "(?:ghcr\\.io/siderolabs/|factory\\.talos\\.dev/)[a-z-]*installer\\b"),
    configured,
  ),
  // KubePrism, Talos' load balancer for the API server, listens on this port:
  // https://www.talos.dev/latest/kubernetes-guides/configuration/kubeprism/
  matchYamlLine(["k8sServicePort"], buildEntryPattern("k8sServicePort", "7445\\b"), {
    platform: "talos",
    strength: "medium",
    message: "the API server is reached through Talos' KubePrism here",
  }),
]);
