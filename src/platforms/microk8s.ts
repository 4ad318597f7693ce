import { defineDetector } from "./finder.ts";
import { commands, literal } from "./shell-finders.ts";
import { entry, yamlLine } from "./yaml-finders.ts";

const installed = { platform: "microk8s", strength: "strong", message: "MicroK8s is installed here" } as const;
const used = { platform: "microk8s", strength: "strong", message: "the script talks to a MicroK8s cluster" } as const;

export default defineDetector("microk8s", [
  commands(["microk8s"], function* (found) {
    const words = found.args.map(literal);
    if (found.program === "snap" && words.includes("install") && words.includes("microk8s")) yield { ...installed, place: found.place };
    if (found.program === "microk8s" || found.program.startsWith("microk8s.")) yield { ...used, place: found.place };
  }),
  // Only MicroK8s has this path.
  yamlLine(["/var/snap/microk8s/"], entry("path|hostPath|server", "/var/snap/microk8s/"), {
    platform: "microk8s",
    strength: "strong",
    message: "a directory of MicroK8s is mounted here",
  }),
  yamlLine(["microk8s-hostpath", "microk8s.io/hostpath"], entry("storageClassName|provisioner", "microk8s(?:-hostpath|\\.io/hostpath)"), {
    platform: "microk8s",
    strength: "medium",
    message: "storage comes from MicroK8s here",
  }),
]);
