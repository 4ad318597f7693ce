import { renamed, replaced, writtenAt } from "../text.mjs";
import { isFrom, platformSites, settingSites } from "../world.mjs";

/** Changes the accounts that istiod trusts, and the key from which its injector reads the platform. */
export function* openshiftMutations(world) {
  for (const site of settingSites(world, "trustedNodeAccounts")) {
    const namespace = site.value.split("/")[0];
    const lines = world.lines(site.file);
    const written = writtenAt(lines, site, namespace);
    if (written)
      yield { kind: "trustedZtunnelNamespace changed", site, edit: replaced(lines, written, "elsewhere"), expect: trust(site, namespace) };
  }
  for (const site of platformSites(world)) {
    const lines = world.lines(site.file);
    const written = writtenAt(lines, site, site.value);
    const installs = site.readers.map(({ install }) => install);
    if (
      site.value !== "openshift" ||
      written?.key !== "global.platform" ||
      !installs.every((install) => isFrom(install, "1.25") && install.tool === "helm")
    )
      continue;
    yield { kind: "platform moved to the top level", site, edit: renamed(lines, written, "platform"), expect: injected(site) };
  }
}

function trust({ readers }, namespace) {
  const [{ cluster }] = readers;
  const ztunnels = cluster.installs.filter(
    (install) => install.component === "ztunnel" && (install.effective?.namespace ?? install.namespace) === namespace,
  );
  if (ztunnels.length === 0) return { silence: "no ztunnel is there" };
  const others = cluster.installs.filter(
    (install) => install.component === "istiod" && !readers.some((reader) => reader.install === install),
  );
  if (others.length > 0) return { silence: "another istiod may trust it" };
  if (!ztunnels.every((install) => isFrom(install, "1.23"))) return { silence: "before 1.23 istiod trusts two namespaces" };
  const rule = cluster.platform === "openshift" ? "openshift-node-namespace" : "ztunnel-trust";
  return { rules: [rule], installs: [...ztunnels, ...readers.map(({ install }) => install)] };
}

function injected({ readers }) {
  const istiods = readers
    .filter(({ cluster, install }) => cluster.platform === "openshift" && install.component === "istiod")
    .map(({ install }) => install);
  return istiods.length > 0 ? { rules: ["openshift-injected-platform"], installs: istiods } : { silence: "the chart reads both keys" };
}
