import { definePolicy } from "../src/policy/define.ts";
import { type NodeDirectories, reportWrongDirectories } from "./lib/cni-directories.ts";

export default definePolicy({
  id: "microk8s-cni-dirs",
  title: "Install istio-cni into the directories that MicroK8s reads",
  severity: "error",
  platforms: ["microk8s"],
  description:
    "MicroK8s keeps its CNI configuration and plugins inside the snap. istio-cni's default directories exist on the node but nothing reads them: the `istio-cni-node` pods wait forever with `Istio CNI is configured as chained plugin, but cannot find existing CNI network config: no networks found in /host/etc/cni/net.d`, and pods are never added to the mesh.",
  remedy:
    "Set `global.platform: microk8s`, or the directories themselves: `cni.cniConfDir: /var/snap/microk8s/current/args/cni-network` and `cni.cniBinDir: /var/snap/microk8s/current/opt/cni/bin`.",
  links: ["https://istio.io/latest/docs/ambient/install/platform-prerequisites/#microk8s", "https://github.com/istio/istio/issues/50063"],
  *check({ installs }) {
    for (const [index, install] of installs.entries()) {
      const isJudged = install.component === "cni" || install.component === "ambient";
      const violation = isJudged ? reportWrongDirectories(install, index, nodes) : undefined;
      if (violation) yield violation;
    }
  },
});

const nodes: NodeDirectories = {
  platform: "microk8s",
  reader: "MicroK8s reads",
  conf: "/var/snap/microk8s/current/args/cni-network",
  bin: "/var/snap/microk8s/current/opt/cni/bin",
  isConf: (directory) => /^\/var\/snap\/microk8s\/current\/args\/cni-network\/?$/.test(directory),
  isBin: (directory) => /^\/var\/snap\/microk8s\/current\/opt\/cni\/bin\/?$/.test(directory),
  platformBin: "/var/snap/microk8s/current/opt/cni/bin",
};
