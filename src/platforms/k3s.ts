import type { Command } from "../syntax/shell/script.ts";
import { defineDetector } from "./finder.ts";
import { findInstalledConfiguration } from "./k3s-configuration.ts";
import { k3sAddresses, k3sVersions } from "./k3s-facts.ts";
import { k3sNetworkPolicies } from "./network-policy-facts.ts";
import {
  findCommandVariable,
  findOption,
  locateCommandOption,
  locateKubeconfig,
  matchCommand,
  matchCommands,
  matchCommandWord,
  readKnownText,
  readLiteral,
} from "./shell-finders.ts";
import { matchTerraformLine, matchTerraformModule } from "./terraform-finders.ts";
import { buildEntryPattern, matchYamlLine, matchYamlObject } from "./yaml-finders.ts";

const installed = { platform: "k3s", strength: "strong", message: "K3s is installed here" } as const;
const configured = { platform: "k3s", strength: "strong", message: "K3s is configured here" } as const;
const withoutFlannel = {
  platform: "k3s",
  fact: "k3s-flannel=none",
  strength: "strong",
  message: "K3s is configured to run without Flannel",
} as const;

const configurationMarkers = ["write-kubeconfig-mode", "tls-san", "cluster-init", "kubelet-arg", "node-taint", "secrets-encryption"];

export default defineDetector("k3s", [
  ...k3sNetworkPolicies,
  matchCommandWord(["get.k3s.io"], ["curl", "wget"], /^(?:https?:\/\/)?get\.k3s\.io\b/, installed),
  matchCommand("k3s server|agent", installed),
  matchCommand("k3s kubectl", { ...installed, message: "the script talks to a K3s cluster" }),
  matchCommand("k3sup install|join|plan", installed),
  matchCommand("k3sup-pro install|join|plan|apply", installed),
  matchCommands(["/etc/rancher/k3s/"], function* (found, script) {
    const place = locateKubeconfig(k3sKubeconfig, found, script);
    if (place) yield { ...installed, message: "the script talks to a K3s cluster", place };
  }),
  matchCommands(["flannel-backend"], function* (found, script) {
    const option = findOption(found, ["--flannel-backend"]);
    if (isK3s(found) && option?.value === "none") yield { ...withoutFlannel, place: option.place };
    const quoted = found.args.find((word) => noFlannel.test(readKnownText(word)));
    if (found.program.startsWith("k3sup") && quoted) yield { ...withoutFlannel, place: locateCommandOption(quoted, found) };
    const exported = isShell(found) ? findCommandVariable("INSTALL_K3S_EXEC", found, script) : undefined;
    if (exported && noFlannel.test(readKnownText(exported))) yield { ...withoutFlannel, place: locateCommandOption(exported, found) };
  }),
  matchCommands(["get.k3s.io"], function* (found, script) {
    const exported = isShell(found) ? findCommandVariable("INSTALL_K3S_EXEC", found, script) : undefined;
    if (exported && hasOpenText(readKnownText(exported))) yield { ...flannelUnknown, place: locateCommandOption(exported, found) };
    const isFetched = found.args.some((word) => /\bget\.k3s\.io\b/.test(readLiteral(word)));
    if (isFetched && hasOpenText(found.pipedInto ?? "")) yield { ...flannelUnknown, place: found.place };
  }),
  matchCommands(["/etc/rancher", "get.k3s.io"], function* (found, _, path) {
    const installed = findInstalledConfiguration(found, path);
    if (!installed) return;
    const { reads, place } = installed;
    yield { ...flannelUnknown, ...(reads.length > 0 && { reads, isStandIn: true }), place };
  }),
  // https://docs.k3s.io/installation/configuration#configuration-file
  matchYamlLine(["flannel-backend"], /^flannel-backend:[ \t]*["']?[a-z]/m, configured),
  matchYamlLine(["flannel-backend"], /^flannel-backend:[ \t]*["']?none\b/m, withoutFlannel),
  // RKE2 has the same options, so they are no evidence for a platform; they only show that the file can be read.
  matchYamlLine(configurationMarkers, new RegExp(`^(?:${configurationMarkers.join("|")}):`, "m"), {
    strength: "weak",
    message: "options of K3s or RKE2 are written here",
  }),
  matchYamlLine(["rancher/k3s-upgrade"], buildEntryPattern("image", "(?:docker\\.io/)?rancher/k3s-upgrade\\b"), {
    ...configured,
    message: "K3s is upgraded here",
  }),
  // RKE2 prefixes the names of its packaged charts; K3s packages one named `traefik`.
  matchYamlObject(
    { groups: ["helm.cattle.io"], kinds: ["HelmChartConfig"], body: buildEntryPattern("name", "traefik[\"']?[ \\t]*$") },
    {
      ...configured,
      message: "the Traefik that K3s brings is configured here",
    },
  ),
  matchYamlLine(
    ["get.k3s.io"],
    /^[ \t]{0,200}(?:- )?(?:(?:ansible\.builtin\.)?(?:shell|command|cmd|url):[ \t]*["']?(?:(?:curl|wget)\b[^\n]{0,80})?|["']?(?:curl|wget)\b[^\n]{0,80})(?:https:\/\/)?get\.k3s\.io/m,
    { ...installed, strength: "medium" },
  ),
  // https://github.com/k3s-io/k3s-ansible
  matchYamlLine(["k3s_version"], /^[ \t]{0,20}k3s_version:[ \t]*["']?v1\.\d{1,3}\.\d{1,3}\+k3s\d/m, {
    ...configured,
    strength: "medium",
    message: "an inventory says which K3s is installed",
  }),
  matchTerraformLine(["get.k3s.io"], /^[ \t]{0,200}[^#\s][^\n]{0,200}https:\/\/get\.k3s\.io/m, installed),
  matchTerraformModule("kube-hetzner/kube-hetzner/hcloud", { ...installed, describes: true, message: "this module creates a K3s cluster" }),
  // Values of another CNI plugin or a device plugin. Istio's own settings are what the rules judge, so they are not evidence.
  matchYamlLine(["/var/lib/rancher/k3s/"], buildEntryPattern("binPath|confPath|binDir|confDir|hostPath|path", "/var/lib/rancher/k3s/"), {
    ...configured,
    strength: "medium",
    message: "a directory of K3s is used here",
  }),
  ...k3sVersions,
  ...k3sAddresses,
]);

const flannelUnknown = { ...withoutFlannel, fact: "k3s-flannel=unknown", message: "the options of K3s are not known here" } as const;

/** Checks for options that are known only when the script runs: a `$OPTIONS` that is not the value of a flag. */
function hasOpenText(options: string): boolean {
  const words = options.replace(/(?:^|\s)--?[\w-]+(?:=|\s+)\S+/g, " ").replace(/(?:^|\s)(?!INSTALL_K3S_EXEC=)\w+=\S*/g, " ");
  return /(?:^|[\s=])"?\$/.test(words);
}

const k3sKubeconfig = "/etc/rancher/k3s/k3s.yaml";
const noFlannel = /--flannel-backend[= ]["']?none\b/;

/** Checks whether a command is K3s, or the shell that runs its install script. */
function isK3s(found: Command): boolean {
  return found.program === "k3s" || isShell(found);
}

function isShell(found: Command): boolean {
  return found.program === "sh" || found.program === "bash";
}
