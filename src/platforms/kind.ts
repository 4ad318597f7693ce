import { formatClusterName, unknownName } from "../model/cluster-name.ts";
import { buildIpFamilyFact, buildKubernetesVersionFact } from "./facts.ts";
import { defineDetector, type Finder } from "./finder.ts";
import { locateCommandOption, matchCommand, matchCommands, readLiteral } from "./shell-finders.ts";
import { matchTerraformClusters, matchTerraformLine } from "./terraform-finders.ts";
import { buildEntryPattern, matchYamlObject } from "./yaml-finders.ts";

const created = { platform: "kind", strength: "strong", message: "a kind cluster is created here" } as const;

const nodeImage = "(?:docker\\.io/)?kindest/node";
const written = new RegExp(`^(?:--image=)?${nodeImage}:(v[\\d.]{3,12})`);

/** Evidence for IPv6 addresses of pods: https://kind.sigs.k8s.io/docs/user/configuration/#ip-family */
const addresses = weakenInScripts(
  matchYamlObject({ groups: ["kind.x-k8s.io"], kinds: ["Cluster"], body: /^[ \t]{1,20}ipFamily:[ \t]*["']?(dual|ipv6)\b/m }, (match) =>
    buildIpFamilyFact(match[1] === "dual" ? "dual" : "ipv6"),
  ),
);

export default defineDetector("kind", [
  matchCommand("kind create cluster", created, ["kind create"]),
  matchCommand("kind load docker-image|image-archive", { ...created, message: "an image is loaded into a kind cluster here" }, [
    "kind load",
  ]),
  // https://registry.terraform.io/providers/tehcyx/kind/latest/docs/resources/cluster
  matchTerraformClusters("kind", ["kind_cluster"], { ...created, message: "a kind cluster is described here" }),
  matchYamlObject({ groups: ["kind.x-k8s.io"], kinds: ["Cluster"] }, ({ input }) => ({
    ...created,
    describes: true,
    cluster: formatClusterName("kind", /^name:[ \t]*["']?([\w.-]{1,100})/m.exec(input)?.[1] ?? unknownName),
    message: "a kind cluster is described here",
  })),
  addresses,
  matchYamlObject(
    { groups: ["kind.x-k8s.io"], kinds: ["Cluster"], body: buildEntryPattern("image", `${nodeImage}:(v[\\d.]{3,12})`) },
    (match) => buildKubernetesVersionFact(match[1]),
  ),
  matchCommands(["kindest/node"], function* (found) {
    if (found.program !== "kind") return;
    for (const word of found.args) {
      const evidence = buildKubernetesVersionFact(written.exec(readLiteral(word))?.[1]);
      if (evidence) yield { ...evidence, place: locateCommandOption(word, found) };
    }
  }),
  matchTerraformLine(
    ["kindest/node"],
    new RegExp(`^[ \\t]{0,200}(?:node_)?image[ \\t]*=[ \\t]*"${nodeImage}:(v[\\d.]{3,12})`, "m"),
    (match) => buildKubernetesVersionFact(match[1]),
  ),
]);

/** Lowers the strength of evidence in scripts, which often write one of several configurations, depending on their arguments. */
function weakenInScripts(finder: Finder): Finder {
  return {
    markers: finder.markers,
    *evidence(source) {
      for (const piece of finder.evidence(source)) yield piece.script ? { ...piece, strength: "medium" } : piece;
    },
  };
}
