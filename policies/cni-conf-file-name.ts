import { type Change, definePolicy, type Install, type Proposal, valueAt } from "../src/policy/define.ts";
import { findControlPlaneText } from "./lib/control-plane.ts";

export default definePolicy({
  id: "cni-conf-file-name",
  title: "Chain istio-cni into the file of the primary CNI",
  severity: "error",
  description:
    "A chained istio-cni adds itself to the configuration file of the primary CNI plugin, and `cniConfFileName` says which file that is. With the name of a file that only istio-cni would write, the agent waits for it without end: istio-cni-node never becomes ready, and its log repeats that the CNI config file does not exist.",
  remedy:
    "Remove `cniConfFileName`, so that the first valid file is used, or write the name of the primary CNI's file. For a file of istio-cni's own, set `istioOwnedCNIConfig: true`.",
  links: [
    "https://istio.io/latest/docs/setup/additional-setup/cni/",
    "https://github.com/istio/istio/blob/1.30.3/cni/pkg/install/cniconfig.go",
    "https://github.com/istio/istio/issues/36958",
  ],
  *check({ installs }) {
    for (const [index, install] of installs.entries()) {
      if (install.component !== "cni" && install.component !== "ambient") continue;
      const name = findControlPlaneText(install, "cniConfFileName");
      if (install.effective?.chained !== true || name === undefined || !/istio-cni.*\.conf(list)?$/.test(name)) continue;
      yield {
        at: `/installs/${index}/effective/cniConfFileName`,
        message: `istio-cni is chained, and waits for \`${name}\`, a file that no other CNI plugin writes`,
        fix: fixCniConfFileName(install, index),
      };
    }
  },
});

function fixCniConfFileName({ values, component }: Install, index: number): Proposal | null {
  const prefix = component === "ambient" ? ["cni"] : [];
  const paths = [
    [...prefix, "cni", "cniConfFileName"],
    [...prefix, "cniConfFileName"],
  ];
  const written = paths.filter((path) => valueAt(values, path) !== undefined);
  const changes: Change[] = written.map((path) => ({ remove: `/installs/${index}/values/${path.join("/")}` }));
  return changes.length > 0 ? { title: "Remove `cniConfFileName`", changes } : null;
}
