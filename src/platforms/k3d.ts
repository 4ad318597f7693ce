import type { Command } from "../source/script.ts";
import { command, commands, knownText, placeOf } from "./shell-signals.ts";
import { type Claim, defineDetector } from "./signal.ts";
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
  commands(["k3d"], function* (found) {
    const claim = traefikOf(found);
    if (claim) yield { ...claim, place: found.place };
  }),
  yamlObject({ groups: ["k3d.io"], kinds: ["Simple"] }, ({ input }) => (noTraefik.test(input) ? withoutTraefik : withTraefik)),
  yamlObject({ groups: ["k3d.io"], kinds: ["Simple"] }, { ...created, message: "a k3d cluster is described here" }),
  yamlObject({ groups: ["k3d.io"], kinds: ["Simple"], body: /--flannel-backend[= ]none\b/ }, withoutFlannel),
]);

const withTraefik = { platform: "k3d", fact: "k3d-traefik=on", strength: "strong", message: "the k3d cluster comes with Traefik" } as const;
const withoutTraefik = { ...withTraefik, fact: "k3d-traefik=off", message: "the k3d cluster is created without Traefik" } as const;

/** Only a command whose every word is known, and that reads no configuration file, says that Traefik stays. */
function traefikOf({ program, args }: Command): Claim | undefined {
  const words = args.map(knownText);
  if (program !== "k3d" || words[0] !== "cluster" || words[1] !== "create") return undefined;
  if (words.some((word) => noTraefik.test(word))) return withoutTraefik;
  const isOpen = args.some((word) => word.kind === "unknown") || words.some((word) => /^(-c|--config)\b/.test(word));
  return isOpen ? undefined : withTraefik;
}

const noTraefik = /--(?:disable|no-deploy)[= ]["']?[\w,-]*traefik\b/;

/** `--k3s-arg '--flannel-backend=none@server:*'`, in one word or after `--k3s-arg=`. */
const noFlannel = /--flannel-backend[= ]none\b/;
