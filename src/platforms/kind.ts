import { command } from "./shell-signals.ts";
import { defineDetector } from "./signal.ts";
import { terraformBlock } from "./terraform-signals.ts";
import { yamlObject } from "./yaml-signals.ts";

const created = { platform: "kind", strength: "strong", message: "a kind cluster is created here" } as const;

export default defineDetector("kind", [
  command("kind create cluster", created, ["kind create"]),
  command("kind load docker-image|image-archive", { ...created, message: "an image is loaded into a kind cluster here" }, ["kind load"]),
  // https://registry.terraform.io/providers/tehcyx/kind/latest/docs/resources/cluster
  terraformBlock(["kind_cluster"], { ...created, message: "a kind cluster is described here" }),
  yamlObject({ groups: ["kind.x-k8s.io"], kinds: ["Cluster"] }, { ...created, message: "a kind cluster is described here" }),
]);
