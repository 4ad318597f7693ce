import { buildK3sVersionFact, readIpFamilyFact } from "./facts.ts";
import type { Finder } from "./finder.ts";
import { findCommandVariable, findOption, locateCommandOption, matchCommands, readKnownText, readLiteral } from "./shell-finders.ts";
import { matchTerraformLine } from "./terraform-finders.ts";
import { buildEntryPattern, matchYamlLine, matchYamlObject } from "./yaml-finders.ts";

const version = "v1\\.\\d{1,3}\\.\\d{1,3}[+-]k3s\\d{1,3}";

/** Evidence for the K3s version: https://docs.k3s.io/installation/configuration, https://docs.k3s.io/upgrades/automated */
export const k3sVersions: readonly Finder[] = [
  matchCommands(["INSTALL_K3S_VERSION"], function* (found, script) {
    if (found.program !== "sh" && found.program !== "bash") return;
    const word = findCommandVariable("INSTALL_K3S_VERSION", found, script);
    const evidence = word && buildK3sVersionFact(readLiteral(word));
    if (evidence) yield { ...evidence, place: locateCommandOption(word, found) };
  }),
  matchCommands(["k3s-version"], function* (found) {
    const option = found.program.startsWith("k3sup") ? findOption(found, ["--k3s-version"]) : undefined;
    const evidence = buildK3sVersionFact(option?.value);
    if (option && evidence) yield { ...evidence, place: option.place };
  }),
  matchCommands(["rancher/k3s:"], function* (found) {
    if (found.program !== "k3d" && found.program !== "docker") return;
    for (const word of found.args) {
      const evidence = buildK3sVersionFact(readImageTag(readLiteral(word)));
      if (evidence) yield { ...evidence, place: locateCommandOption(word, found) };
    }
  }),
  matchYamlLine(["rancher/k3s:"], buildEntryPattern("image", `(?:docker\\.io/)?rancher/k3s:(${version})`), (match) =>
    buildK3sVersionFact(match[1]),
  ),
  matchYamlObject(
    { groups: ["upgrade.cattle.io"], kinds: ["Plan"], body: new RegExp(`^[ \\t]{1,20}version:[ \\t]*["']?(${version})\\b`, "m") },
    (match) => buildK3sVersionFact(match[1]),
  ),
  // https://github.com/k3s-io/k3s-ansible: the version is a variable of the inventory.
  matchYamlLine(["k3s_version"], new RegExp(`^[ \\t]{0,20}k3s_version:[ \\t]*["']?(${version})\\b`, "m"), (match) =>
    buildK3sVersionFact(match[1]),
  ),
  matchYamlLine(
    ["INSTALL_K3S_VERSION"],
    new RegExp(`^[^#\\n]{0,300}INSTALL_K3S_VERSION["']?[=:][ \\t]*["']?(${version})\\b`, "m"),
    (match) => buildK3sVersionFact(match[1]),
  ),
  matchTerraformLine(["INSTALL_K3S_VERSION"], new RegExp(`^[^#\\n]{0,300}INSTALL_K3S_VERSION=\\\\?["']?(${version})\\b`, "m"), (match) =>
    buildK3sVersionFact(match[1]),
  ),
];

/** Evidence for IPv6 addresses of pods: https://docs.k3s.io/networking/basic-network-options#dual-stack-ipv4--ipv6-networking */
export const k3sAddresses: readonly Finder[] = [
  matchCommands(["cluster-cidr"], function* (found, script) {
    const isShell = found.program === "sh" || found.program === "bash";
    if (!isShell && !/^(?:k3s|k3d|k3sup.*|rke2)$/.test(found.program)) return;
    const exported = isShell ? findCommandVariable("INSTALL_K3S_EXEC", found, script) : undefined;
    for (const word of exported ? [...found.args, exported] : found.args) {
      const evidence = readIpFamilyFact(/--cluster-cidr[= ]["']?([^\s"'@]{1,200})/.exec(readKnownText(word))?.[1]);
      if (evidence) yield { ...evidence, place: locateCommandOption(word, found) };
    }
    const option = findOption(found, ["--cluster-cidr"]);
    const evidence = readIpFamilyFact(option?.value);
    if (option && evidence) yield { ...evidence, place: option.place };
  }),
  matchYamlLine(["cluster-cidr"], /^cluster-cidr:[ \t]*["']?([\da-fA-F.:/, ]{4,200})["']?[ \t]*$/m, (match) => readIpFamilyFact(match[1])),
  matchYamlObject({ groups: ["k3d.io"], kinds: ["Simple"], body: /--cluster-cidr[= ]["']?([\da-fA-F.:/,]{4,200})/ }, (match) =>
    readIpFamilyFact(match[1]),
  ),
];

function readImageTag(image: string): string | undefined {
  return /^(?:--image=)?(?:docker\.io\/)?rancher\/k3s:(.*)$/.exec(image)?.[1];
}
