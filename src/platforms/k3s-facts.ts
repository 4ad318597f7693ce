import { ipFamilyOfRanges, k3sVersion } from "./facts.ts";
import type { Finder } from "./finder.ts";
import { commands, findOption, knownText, literal, locateCommandOption, variable } from "./shell-finders.ts";
import { terraformLine } from "./terraform-finders.ts";
import { entry, yamlLine, yamlObject } from "./yaml-finders.ts";

const version = "v1\\.\\d{1,3}\\.\\d{1,3}[+-]k3s\\d{1,3}";

/** Evidence for the K3s version: https://docs.k3s.io/installation/configuration, https://docs.k3s.io/upgrades/automated */
export const k3sVersions: readonly Finder[] = [
  commands(["INSTALL_K3S_VERSION"], function* (found, script) {
    if (found.program !== "sh" && found.program !== "bash") return;
    const word = variable("INSTALL_K3S_VERSION", found, script);
    const evidence = word && k3sVersion(literal(word));
    if (evidence) yield { ...evidence, place: locateCommandOption(word, found) };
  }),
  commands(["k3s-version"], function* (found) {
    const option = found.program.startsWith("k3sup") ? findOption(found, ["--k3s-version"]) : undefined;
    const evidence = k3sVersion(option?.value);
    if (option && evidence) yield { ...evidence, place: option.place };
  }),
  commands(["rancher/k3s:"], function* (found) {
    if (found.program !== "k3d" && found.program !== "docker") return;
    for (const word of found.args) {
      const evidence = k3sVersion(imageTag(literal(word)));
      if (evidence) yield { ...evidence, place: locateCommandOption(word, found) };
    }
  }),
  yamlLine(["rancher/k3s:"], entry("image", `(?:docker\\.io/)?rancher/k3s:(${version})`), (match) => k3sVersion(match[1])),
  yamlObject(
    { groups: ["upgrade.cattle.io"], kinds: ["Plan"], body: new RegExp(`^[ \\t]{1,20}version:[ \\t]*["']?(${version})\\b`, "m") },
    (match) => k3sVersion(match[1]),
  ),
  // https://github.com/k3s-io/k3s-ansible: the version is a variable of the inventory.
  yamlLine(["k3s_version"], new RegExp(`^[ \\t]{0,20}k3s_version:[ \\t]*["']?(${version})\\b`, "m"), (match) => k3sVersion(match[1])),
  yamlLine(["INSTALL_K3S_VERSION"], new RegExp(`^[^#\\n]{0,300}INSTALL_K3S_VERSION["']?[=:][ \\t]*["']?(${version})\\b`, "m"), (match) =>
    k3sVersion(match[1]),
  ),
  terraformLine(["INSTALL_K3S_VERSION"], new RegExp(`^[^#\\n]{0,300}INSTALL_K3S_VERSION=\\\\?["']?(${version})\\b`, "m"), (match) =>
    k3sVersion(match[1]),
  ),
];

/** Evidence for IPv6 addresses of pods: https://docs.k3s.io/networking/basic-network-options#dual-stack-ipv4--ipv6-networking */
export const k3sAddresses: readonly Finder[] = [
  commands(["cluster-cidr"], function* (found, script) {
    const isShell = found.program === "sh" || found.program === "bash";
    if (!isShell && !/^(?:k3s|k3d|k3sup.*|rke2)$/.test(found.program)) return;
    const exported = isShell ? variable("INSTALL_K3S_EXEC", found, script) : undefined;
    for (const word of exported ? [...found.args, exported] : found.args) {
      const evidence = ipFamilyOfRanges(/--cluster-cidr[= ]["']?([^\s"'@]{1,200})/.exec(knownText(word))?.[1]);
      if (evidence) yield { ...evidence, place: locateCommandOption(word, found) };
    }
    const option = findOption(found, ["--cluster-cidr"]);
    const evidence = ipFamilyOfRanges(option?.value);
    if (option && evidence) yield { ...evidence, place: option.place };
  }),
  yamlLine(["cluster-cidr"], /^cluster-cidr:[ \t]*["']?([\da-fA-F.:/, ]{4,200})["']?[ \t]*$/m, (match) => ipFamilyOfRanges(match[1])),
  yamlObject({ groups: ["k3d.io"], kinds: ["Simple"], body: /--cluster-cidr[= ]["']?([\da-fA-F.:/,]{4,200})/ }, (match) =>
    ipFamilyOfRanges(match[1]),
  ),
];

function imageTag(image: string): string | undefined {
  return /^(?:--image=)?(?:docker\.io\/)?rancher\/k3s:(.*)$/.exec(image)?.[1];
}
