import { beside } from "../beside.mjs";
import { besides, minorOf, plainMesh } from "../mesh.mjs";

/** istio-cni's own switches, beside its profile. */
export function* cniPluginMutations(world) {
  for (const { site, lines, written, cluster, install } of besides(world, "cni")) {
    if (install.unknown.length > 0 || install.effective === null) continue;
    const value = written.syntax === "set" || written.syntax === "hcl" ? "50-istio-cni.conf" : '"50-istio-cni.conf"';
    const edit = beside(lines, written, "cniConfFileName", value);
    if (install.effective.chained === true && !install.effective.istioOwnedCniConfig)
      yield { kind: "istio-cni chained into its own file", site, edit, expect: { rules: ["cni-conf-file-name"], installs: [install] } };
    const expect = ofNftables(cluster, install);
    if (expect) yield { kind: "native nftables", site, edit: beside(lines, written, "global.nativeNftables", "true"), expect };
  }
}

/** In 1.27 the node agent does not read it; later on istiod must have it as well, and on K3s it cannot find the kubelet. */
function ofNftables(cluster, cni) {
  const minor = minorOf(cni);
  const mesh = plainMesh(cluster);
  if (minor === undefined || minor < 27 || mesh === undefined || mesh.istiod.effective.nativeNftables || cni.values?.global)
    return undefined;
  return { rules: ["native-nftables"], installs: [cni, mesh.istiod] };
}
