import type { Finder, UnplacedEvidence } from "./finder.ts";
import { findCommandVariable, locateCommandOption, matchCommands, readKnownText, readLiteral } from "./shell-finders.ts";
import { matchTerraformLine } from "./terraform-finders.ts";
import { matchYamlLine } from "./yaml-finders.ts";

const enforcing: UnplacedEvidence = {
  fact: "selinux=enforcing",
  strength: "strong",
  message: "the nodes run with SELinux: it is turned on here",
};
const flag = /(^|\s)["']?--selinux(=true)?(?=["'\s]|$)/;

/** Evidence for SELinux on K3s and RKE2: https://docs.k3s.io/advanced#selinux-support, https://docs.rke2.io/security/selinux */
export const selinuxFacts: readonly Finder[] = [
  matchYamlLine(["selinux: true", 'selinux: "true"'], /^selinux:[ \t]*["']?true\b/m, enforcing),
  matchYamlLine(["--selinux"], /^[ \t]*(?:- )?[^#\n]{0,200}(?:k3s|rke2|INSTALL_K3S_EXEC|server)[^#\n]{0,200}[ \t]--selinux\b/m, enforcing),
  matchTerraformLine(["--selinux"], /^[^#\n]{0,300}(?:k3s|rke2|INSTALL_K3S_EXEC|server)[^#\n]{0,300}--selinux\b/m, enforcing),
  matchCommands(["selinux", "K3S_SELINUX", "RKE2_SELINUX"], function* (found, script) {
    if (!/^(sh|bash|k3s|rke2|k3sup.*)$/.test(found.program)) return;
    const exported = /^(sh|bash)$/.test(found.program) ? findCommandVariable("INSTALL_K3S_EXEC", found, script) : undefined;
    const words = exported ? [...found.args, exported] : found.args;
    const word = words.find((each) => flag.test(readKnownText(each)));
    if (word) yield { ...enforcing, place: locateCommandOption(word, found) };
    for (const name of ["K3S_SELINUX", "RKE2_SELINUX"]) {
      const given = findCommandVariable(name, found, script);
      if (given && readLiteral(given) === "true") yield { ...enforcing, place: locateCommandOption(given, found) };
    }
  }),
];
