import { writtenAt } from "./text.mjs";
import { profileSites } from "./world.mjs";

/** The minor of an install whose version is written out; undefined where it is not. */
export function minorOf({ version, versionWritten, versionAssumed }) {
  const minor = /^v?1\.(\d+)\.\d+$/.exec(versionWritten ?? "")?.[1];
  return versionAssumed || minor === undefined || !(version ?? "").includes(`1.${minor}.`) ? undefined : Number(minor);
}

/** Places beside the profile of one install by Helm of a component, of a chart that flattens its keys: from 1.24 on. */
export function* besides(world, component) {
  for (const site of profileSites(world)) {
    const [{ cluster, install }, ...others] = site.readers;
    const minor = Number(/^v?1\.(\d+)/.exec(install.version ?? "")?.[1]);
    const isPlain = install.tool === "helm" && install.form !== "helm-values" && install.component === component && minor >= 24;
    if (others.length > 0 || !isPlain) continue;
    const lines = world.lines(site.file);
    const written = writtenAt(lines, site, site.value);
    if (written && /^(value|profile)$/.test(written.key)) yield { site, lines, written, cluster, install };
  }
}

const ours = /^(base|istiod|cni|ztunnel|gateway|ambient)$/;

/** The parts of a cluster's one mesh by Helm, where nothing of them is unknown; those of the umbrella chart share values. */
export function plainMesh({ installs }) {
  const own = installs.filter(({ component }) => ours.test(component));
  const isPlain = ({ tool, effective, unknown, component }) =>
    tool === "helm" && effective !== null && unknown.length === 0 && component !== "ambient";
  const of = (component) => own.filter((install) => install.component === component);
  const [istiod, ...others] = of("istiod");
  if (!own.every(isPlain) || istiod === undefined || others.length > 0) return undefined;
  return { istiod, ztunnels: of("ztunnel"), cnis: of("cni"), gateways: of("gateway") };
}

/** Whether ztunnel asks another istiod than that one. */
export function isStranded({ effective: { istiodAddress } }, { effective: { serviceName, namespace } }) {
  const [service, asked] = (istiodAddress ?? "").split(".");
  return service !== serviceName || asked !== namespace;
}
