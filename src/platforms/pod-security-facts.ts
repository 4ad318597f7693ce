import type { Finder, Stretch, UnplacedEvidence } from "./finder.ts";
import { findOption, matchCommands } from "./shell-finders.ts";
import { matchTerraformText } from "./terraform-finders.ts";
import { matchYamlLine, matchYamlText } from "./yaml-finders.ts";

function buildLevel(level: string, message: string): UnplacedEvidence {
  return { fact: `pod-security-default=${level}`, strength: "strong", message };
}

/** Matches a YAML document that is a Talos machine configuration, as `talosctl gen config` writes it. */
const machine = /^version:[ \t]*v1alpha1\b[^\n]*\n(?:[^\n]*\n){0,20}?machine:/m;

/**
 * Evidence for Pod Security on Talos, which enforces `baseline` outside kube-system:
 * https://www.talos.dev/latest/kubernetes-guides/configuration/pod-security/
 */
export const talosPodSecurity: readonly Finder[] = [
  matchYamlText(["version: v1alpha1"], function* (content) {
    const match = machine.exec(content);
    if (!match || content.includes("admissionControl") || !/^[ \t]*type:[ \t]*["']?controlplane\b/m.test(content)) return;
    const evidence = buildLevel("baseline", "this machine configuration leaves Talos' Pod Security defaults: baseline outside kube-system");
    yield { evidence, start: match.index, end: match.index + "version: v1alpha1".length };
  }),
  matchYamlText(["admissionControl"], readAdmission),
  matchTerraformText(["admissionControl"], readAdmission),
];

/** Reads the defaults and exemptions of the admission plugin PodSecurity, in YAML and in HCL. */
function* readAdmission(content: string): Generator<Stretch> {
  const found = /\badmissionControl\b/.exec(content);
  if (!found) return;
  const own = content.slice(found.index, found.index + 4000);
  const span = { start: found.index, end: found.index + found[0].length };
  const level = /\benforce["']?[ \t]*[:=][ \t]*["']?(privileged|baseline|restricted)\b/.exec(own)?.[1] ?? "unknown";
  yield { evidence: buildLevel(level, "the API server's Pod Security defaults are configured here"), ...span };
  const exempt = readExemptNamespaces(own);
  const message = "namespaces are exempt from Pod Security here";
  yield { evidence: { fact: `pod-security-exempt=${exempt?.join(",") ?? "unknown"}`, strength: "strong", message }, ...span };
}

/** Reads `namespaces: [a, b]`, `namespaces = ["a"]`, or a YAML list; undefined for anything else. */
function readExemptNamespaces(text: string): readonly string[] | undefined {
  const start = /\bnamespaces["']?[ \t]*[:=]/.exec(text);
  if (!start) return [];
  const rest = text.slice(start.index + start[0].length);
  const flow = /^\s*\[([^\]]*)\]/.exec(rest)?.[1];
  const block = /^[ \t]*\n((?:[ \t]*- [^\n]*(?:\n|$))+)/.exec(rest)?.[1];
  const items = flow?.split(",") ?? block?.split("\n").map((line) => line.replace(/^[ \t]*- /, ""));
  const names = items?.map((item) => item.replace(/["']/g, "").trim()).filter((item) => item !== "");
  return names?.every((name) => /^[a-z0-9.-]{1,63}$/.test(name)) ? names : undefined;
}

const restricted = buildLevel("restricted", "RKE2 is configured to follow the CIS benchmark, which enforces Pod Security `restricted`");
const ownFile = buildLevel("unknown", "RKE2 is given a Pod Security configuration of its own");

/** Evidence for Pod Security on RKE2: https://docs.rke2.io/security/pod_security_standards */
export const rke2PodSecurity: readonly Finder[] = [
  matchYamlLine(["profile: cis", 'profile: "cis', "profile: 'cis"], /^profile:[ \t]*["']?cis(?:-[\d.]+)?["']?[ \t]*$/m, restricted),
  matchYamlLine(["cisProfile"], /^[ \t]+cisProfile:[ \t]*["']?cis\b/m, restricted),
  matchYamlLine(["pod-security-admission-config-file"], /^pod-security-admission-config-file:/m, ownFile),
  matchCommands(["profile"], function* (found) {
    const option = found.program === "rke2" ? findOption(found, ["--profile"]) : undefined;
    if (option?.value && /^cis(-[\d.]+)?$/.test(option.value)) yield { ...restricted, place: option.place };
  }),
];
