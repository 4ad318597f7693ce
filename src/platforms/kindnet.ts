import { defineDetector } from "./finder.ts";
import { matchYamlObject } from "./yaml-finders.ts";

/**
 * Detects kindnet: kind installs its own plugin unless it is disabled.
 * https://kind.sigs.k8s.io/docs/user/configuration/#disable-default-cni
 */
export default defineDetector("kindnet", [
  matchYamlObject({ groups: ["kind.x-k8s.io"], kinds: ["Cluster"] }, ({ input }) =>
    /^[ \t]{1,20}disableDefaultCNI:[ \t]*["']?true\b/m.test(input)
      ? undefined
      : { cni: "kindnet", strength: "strong", message: "the kind cluster keeps its own CNI plugin" },
  ),
]);
