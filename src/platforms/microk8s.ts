import { defineDetector } from "./finder.ts";
import { matchCommands, readLiteral } from "./shell-finders.ts";
import { buildEntryPattern, matchYamlLine } from "./yaml-finders.ts";

const installed = { platform: "microk8s", strength: "strong", message: "MicroK8s is installed here" } as const;
const used = { platform: "microk8s", strength: "strong", message: "the script talks to a MicroK8s cluster" } as const;

export default defineDetector("microk8s", [
  matchCommands(["microk8s"], function* (found) {
    const words = found.args.map(readLiteral);
    if (found.program === "snap" && words.includes("install") && words.includes("microk8s")) yield { ...installed, place: found.place };
    if (found.program === "microk8s" || found.program.startsWith("microk8s.")) yield { ...used, place: found.place };
  }),
  // Only MicroK8s has this path.
  matchYamlLine(["/var/snap/microk8s/"], buildEntryPattern("path|hostPath|server", "/var/snap/microk8s/"), {
    platform: "microk8s",
    strength: "strong",
    message: "a directory of MicroK8s is mounted here",
  }),
  matchYamlLine(
    ["microk8s-hostpath", "microk8s.io/hostpath"],
    buildEntryPattern("storageClassName|provisioner", "microk8s(?:-hostpath|\\.io/hostpath)"),
    {
      platform: "microk8s",
      strength: "medium",
      message: "storage comes from MicroK8s here",
    },
  ),
]);
