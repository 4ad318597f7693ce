import { formatClusterName } from "../model/cluster-name.ts";
import { joinPath } from "../syntax/shell/paths.ts";
import type { Command, Word } from "../syntax/shell/script.ts";
import { defineDetector, type UnplacedEvidence } from "./finder.ts";
import {
  findOption,
  hasOpenOptions,
  locateCommandOption,
  matchCommand,
  matchCommands,
  readConfigurationFlag,
  readKnownText,
} from "./shell-finders.ts";
import { matchYamlObject, nameInMetadata } from "./yaml-finders.ts";

const created = { platform: "k3d", strength: "strong", message: "a k3d cluster is created here" } as const;
const withoutFlannel = {
  platform: "k3d",
  fact: "k3d-flannel=none",
  strength: "strong",
  message: "the k3d cluster is created without Flannel",
} as const;

export default defineDetector("k3d", [
  matchCommand("k3d cluster create", created),
  matchCommand("k3d kubeconfig get|merge|write", { ...created, message: "the credentials of a k3d cluster are fetched here" }),
  matchCommands(["k3d"], function* (found) {
    if (found.program !== "k3d") return;
    for (const word of found.args)
      if (noFlannel.test(readKnownText(word))) yield { ...withoutFlannel, place: locateCommandOption(word, found) };
  }),
  matchCommands(["k3d"], function* (found, script, path) {
    if (!isCreation(found)) return;
    const file = findOption(found, ["-c", "--config"]);
    const written = file?.value === undefined ? undefined : joinPath(found.directory ?? "", file.value);
    // Input from a pipe, and files that the script writes itself, are read directly.
    if (file && !found.input && !script.files.has(written ?? "")) {
      yield { ...flannelUnknown, reads: readConfigurationFlag(found, path), isStandIn: true, place: file.place };
    } else if (hasOpenOptions(dropClusterName(found.args))) yield { ...flannelUnknown, place: found.place };
  }),
  matchCommands(["k3d"], function* (found) {
    const evidence = findTraefikSetting(found);
    if (evidence) yield { ...evidence, place: found.place };
  }),
  matchYamlObject({ groups: ["k3d.io"], kinds: ["Simple"] }, ({ input }) => (noTraefik.test(input) ? withoutTraefik : withTraefik)),
  matchYamlObject({ groups: ["k3d.io"], kinds: ["Simple"] }, ({ input }) => ({
    ...created,
    describes: true,
    cluster: formatClusterName("k3d", nameInMetadata(input)),
    message: "a k3d cluster is described here",
  })),
  matchYamlObject({ groups: ["k3d.io"], kinds: ["Simple"], body: /--flannel-backend[= ]none\b/ }, withoutFlannel),
]);

const flannelUnknown = {
  platform: "k3d",
  fact: "k3d-flannel=unknown",
  strength: "strong",
  message: "the options of the k3d cluster are not known here",
} as const;

function isCreation({ program, args }: Command): boolean {
  return program === "k3d" && readKnownText(args[0]) === "cluster" && readKnownText(args[1]) === "create";
}

/**
 * Removes the cluster name from the words: a single unquoted `$NAME` is the cluster's name, unless the variable's name suggests
 * options.
 */
function dropClusterName([, , ...args]: readonly Word[]): readonly Word[] {
  const name = args.findIndex((word, index) => !/^-/.test(readKnownText(word)) && !/^-[^=]*$/.test(readKnownText(args[index - 1])));
  return /arg|opt|flag|param/i.test(readKnownText(args[name])) ? args : args.filter((_, index) => index !== name);
}

const withTraefik = { platform: "k3d", fact: "k3d-traefik=on", strength: "strong", message: "the k3d cluster comes with Traefik" } as const;
const withoutTraefik = { ...withTraefik, fact: "k3d-traefik=off", message: "the k3d cluster is created without Traefik" } as const;

/** Finds whether Traefik stays, which only a command without unknown words and without a configuration file shows. */
function findTraefikSetting(found: Command): UnplacedEvidence | undefined {
  const { args } = found;
  const words = args.map(readKnownText);
  if (!isCreation(found)) return undefined;
  if (words.some((word) => noTraefik.test(word))) return withoutTraefik;
  const isOpen = args.some((word) => word.kind === "unknown") || words.some((word) => /^(-c|--config)\b/.test(word));
  return isOpen ? undefined : withTraefik;
}

const noTraefik = /--(?:disable|no-deploy)[= ]["']?[\w,-]*traefik\b/;

/** Matches `--k3s-arg '--flannel-backend=none@server:*'`, as one word or after `--k3s-arg=`. */
const noFlannel = /--flannel-backend[= ]none\b/;
