import { formatClusterName, unknownName } from "../model/cluster-name.ts";
import { ipFamily, kubernetesVersion } from "./facts.ts";
import { defineDetector, type Finder } from "./finder.ts";
import { command, commands, literal, locateCommandOption } from "./shell-finders.ts";
import { terraformClusters, terraformLine } from "./terraform-finders.ts";
import { entry, yamlObject } from "./yaml-finders.ts";

const created = { platform: "kind", strength: "strong", message: "a kind cluster is created here" } as const;

const nodeImage = "(?:docker\\.io/)?kindest/node";
const written = new RegExp(`^(?:--image=)?${nodeImage}:(v[\\d.]{3,12})`);

/** Evidence for IPv6 addresses of pods: https://kind.sigs.k8s.io/docs/user/configuration/#ip-family */
const addresses = sureInFiles(
  yamlObject({ groups: ["kind.x-k8s.io"], kinds: ["Cluster"], body: /^[ \t]{1,20}ipFamily:[ \t]*["']?(dual|ipv6)\b/m }, (match) =>
    ipFamily(match[1] === "dual" ? "dual" : "ipv6"),
  ),
);

export default defineDetector("kind", [
  command("kind create cluster", created, ["kind create"]),
  command("kind load docker-image|image-archive", { ...created, message: "an image is loaded into a kind cluster here" }, ["kind load"]),
  // https://registry.terraform.io/providers/tehcyx/kind/latest/docs/resources/cluster
  terraformClusters("kind", ["kind_cluster"], { ...created, message: "a kind cluster is described here" }),
  yamlObject({ groups: ["kind.x-k8s.io"], kinds: ["Cluster"] }, ({ input }) => ({
    ...created,
    describes: true,
    cluster: formatClusterName("kind", /^name:[ \t]*["']?([\w.-]{1,100})/m.exec(input)?.[1] ?? unknownName),
    message: "a kind cluster is described here",
  })),
  addresses,
  yamlObject({ groups: ["kind.x-k8s.io"], kinds: ["Cluster"], body: entry("image", `${nodeImage}:(v[\\d.]{3,12})`) }, (match) =>
    kubernetesVersion(match[1]),
  ),
  commands(["kindest/node"], function* (found) {
    if (found.program !== "kind") return;
    for (const word of found.args) {
      const evidence = kubernetesVersion(written.exec(literal(word))?.[1]);
      if (evidence) yield { ...evidence, place: locateCommandOption(word, found) };
    }
  }),
  terraformLine(["kindest/node"], new RegExp(`^[ \\t]{0,200}(?:node_)?image[ \\t]*=[ \\t]*"${nodeImage}:(v[\\d.]{3,12})`, "m"), (match) =>
    kubernetesVersion(match[1]),
  ),
]);

/** Lowers the strength of evidence in scripts, which often write one of several configurations, depending on their arguments. */
function sureInFiles(finder: Finder): Finder {
  return {
    markers: finder.markers,
    *evidence(source) {
      for (const piece of finder.evidence(source)) yield piece.script ? { ...piece, strength: "medium" } : piece;
    },
  };
}
