import { command, commands, knownText, placeOf } from "./shell-signals.ts";
import { defineDetector } from "./signal.ts";
import { yamlObject } from "./yaml-signals.ts";

const created = { platform: "k3d", strength: "strong", message: "a k3d cluster is created here" } as const;
const withoutFlannel = {
  platform: "k3d",
  fact: "k3d-flannel=none",
  strength: "strong",
  message: "the k3d cluster is created without Flannel",
} as const;

export default defineDetector("k3d", [
  command("k3d cluster create", created),
  command("k3d kubeconfig get|merge|write", { ...created, message: "the credentials of a k3d cluster are fetched here" }),
  commands(["k3d"], function* (found) {
    if (found.program !== "k3d") return;
    for (const word of found.args) if (noFlannel.test(knownText(word))) yield { ...withoutFlannel, place: placeOf(word, found) };
  }),
  yamlObject({ groups: ["k3d.io"], kinds: ["Simple"] }, { ...created, message: "a k3d cluster is described here" }),
  yamlObject({ groups: ["k3d.io"], kinds: ["Simple"], body: /--flannel-backend[= ]none\b/ }, withoutFlannel),
]);

/** `--k3s-arg '--flannel-backend=none@server:*'`, in one word or after `--k3s-arg=`. */
const noFlannel = /--flannel-backend[= ]none\b/;
