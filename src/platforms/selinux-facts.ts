import type { Finder, UnplacedEvidence } from "./finder.ts";
import { commands, knownText, literal, locateCommandOption, variable } from "./shell-finders.ts";
import { terraformLine } from "./terraform-finders.ts";
import { yamlLine } from "./yaml-finders.ts";

const enforcing: UnplacedEvidence = {
  fact: "selinux=enforcing",
  strength: "strong",
  message: "the nodes run with SELinux: it is turned on here",
};
const flag = /(^|\s)["']?--selinux(=true)?(?=["'\s]|$)/;

/** Evidence for SELinux on K3s and RKE2: https://docs.k3s.io/advanced#selinux-support, https://docs.rke2.io/security/selinux */
export const selinuxFacts: readonly Finder[] = [
  yamlLine(["selinux: true", 'selinux: "true"'], /^selinux:[ \t]*["']?true\b/m, enforcing),
  yamlLine(["--selinux"], /^[ \t]*(?:- )?[^#\n]{0,200}(?:k3s|rke2|INSTALL_K3S_EXEC|server)[^#\n]{0,200}[ \t]--selinux\b/m, enforcing),
  terraformLine(["--selinux"], /^[^#\n]{0,300}(?:k3s|rke2|INSTALL_K3S_EXEC|server)[^#\n]{0,300}--selinux\b/m, enforcing),
  commands(["selinux", "K3S_SELINUX", "RKE2_SELINUX"], function* (found, script) {
    if (!/^(sh|bash|k3s|rke2|k3sup.*)$/.test(found.program)) return;
    const exported = /^(sh|bash)$/.test(found.program) ? variable("INSTALL_K3S_EXEC", found, script) : undefined;
    const words = exported ? [...found.args, exported] : found.args;
    const word = words.find((each) => flag.test(knownText(each)));
    if (word) yield { ...enforcing, place: locateCommandOption(word, found) };
    for (const name of ["K3S_SELINUX", "RKE2_SELINUX"]) {
      const given = variable(name, found, script);
      if (given && literal(given) === "true") yield { ...enforcing, place: locateCommandOption(given, found) };
    }
  }),
];
