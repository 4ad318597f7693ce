import type { Command, Script, Word } from "../syntax/shell/script.ts";
import { defineDetector, type Finder, hasMarker, type UnplacedEvidence } from "./finder.ts";
import { findOption, locateCommandOption, type Option, readLiteral } from "./shell-finders.ts";

/** The context names that these programs create. */
const programs: readonly (readonly [pattern: RegExp, program: string, name: string])[] = [
  [/^docker-(desktop|for-desktop)$/, "docker-desktop", "Docker Desktop"],
  [/^orbstack$/, "orbstack", "OrbStack"],
  [/^colima(-[\w.-]+)?$/, "colima", "Colima"],
];

function findDesktopClaim(context: string): UnplacedEvidence | undefined {
  const found = programs.find(([pattern]) => pattern.test(context));
  if (!found) return undefined;
  return { fact: `desktop=${found[1]}`, strength: "strong", message: `the script talks to the cluster of ${found[2]}` };
}

const markers = ["docker-desktop", "docker-for-desktop", "orbstack", "colima"];

/** Reads the contexts in a script; if one of them belongs to another cluster, they are not evidence. */
const contexts: Finder = {
  markers,
  *evidence(source) {
    if (!hasMarker(source, markers)) return;
    for (const script of source.scripts()) {
      const options = listContexts(script);
      const found = options.map(({ value, place }) => ({ evidence: findDesktopClaim(value ?? ""), place }));
      const [first] = found;
      if (!first?.evidence || found.some(({ evidence }) => evidence?.fact !== first.evidence?.fact)) continue;
      yield { ...first.evidence, place: first.place, script: true, unit: script.unit };
    }
  },
};

function listContexts({ commands }: Script): Option[] {
  return commands.flatMap((found) => {
    const word = findContextWord(found);
    if (word) return { value: word.kind === "scalar" ? word.value : undefined, place: locateCommandOption(word, found) };
    if (isColima(found)) return { value: "colima", place: found.place };
    const name = found.program === "helm" ? "--kube-context" : "--context";
    return /^(helm|kubectl|istioctl|cilium)$/.test(found.program) ? (findOption(found, [name]) ?? []) : [];
  });
}

/** The context word of `kubectl config use-context NAME` or `kubectx NAME`. */
function findContextWord({ program, args }: Command): Word | undefined {
  if (program === "kubectx") return args[0];
  const words = args.map(readLiteral);
  const used = words.indexOf("use-context");
  return program === "kubectl" && words.includes("config") && used !== -1 ? args[used + 1] : undefined;
}

function isColima({ program, args }: Command): boolean {
  const words = args.map(readLiteral);
  return program === "colima" && words.includes("start") && words.some((word) => word === "--kubernetes" || word === "-k");
}

/** Detects the program that runs a cluster on a developer's machine. */
export default defineDetector("desktop", [contexts]);
