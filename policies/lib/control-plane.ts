import { type ClusterDocument, type Install, valueAt } from "../../src/policy/define.ts";

/** An install of a cluster, with its index. */
export interface Part {
  readonly index: number;
  readonly install: Install;
}

/** Lists the installs that include istiod; the umbrella chart does unless istiod is disabled. */
export function listControlPlanes(cluster: ClusterDocument): readonly Part[] {
  return installParts(cluster).filter(({ install: { component, effective } }) => {
    return component === "istiod" || (component === "ambient" && effective?.serviceName !== null);
  });
}

/** Lists the installs that include ztunnel. */
export function listZtunnels(cluster: ClusterDocument): readonly Part[] {
  return installParts(cluster).filter(({ install: { component } }) => component === "ztunnel" || component === "ambient");
}

/** Lists all installs of a cluster with their indexes. */
export function installParts({ installs }: ClusterDocument): readonly Part[] {
  return [...installs.entries()].map(([index, install]) => ({ index, install }));
}

/**
 * Reads an effective setting as text; undefined if it is unknown or empty, or if istioctl rejects a value so that nothing is
 * installed.
 */
export function readEffectiveText({ effective, rejected }: Install, name: string): string | undefined {
  const value = rejected.length === 0 ? effective?.[name] : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Checks whether Helm renders the chart with all its values known. A values file alone may be combined with others. */
export function isByHelm({ tool, form }: Install): boolean {
  return tool === "helm" && form !== "helm-values";
}

/** An istiod whose objects are split between two namespaces. */
export interface Misplacement extends Part {
  readonly namespace: string;
  readonly istioNamespace: string;
}

/** Finds the istiods whose ServiceAccount is in another namespace than the Deployment. */
export function findMisplacedIstiods(cluster: ClusterDocument): readonly Misplacement[] {
  return listControlPlanes(cluster).flatMap(({ index, install }) => {
    const [namespace, istioNamespace] = [readEffectiveText(install, "namespace"), readEffectiveText(install, "istioNamespace")];
    if (!isByHelm(install) || install.effective?.remote !== false) return [];
    if (namespace === undefined || istioNamespace === undefined || namespace === istioNamespace) return [];
    return { index, install, namespace, istioNamespace };
  });
}

/** A ztunnel that connects to an istiod that does not exist. */
export interface Stranded extends Part {
  /** The name and namespace of the Service that it connects to. */
  readonly service: string;
  readonly namespace: string;
  readonly planes: readonly Plane[];
}

/** An istiod with its Service. */
export interface Plane extends Part {
  readonly service: string;
  readonly namespace: string;
}

/**
 * Finds the ztunnels whose address, as built by the chart, belongs to no istiod of the cluster; empty if an istiod is not fully
 * known.
 */
export function findStrandedZtunnels(cluster: ClusterDocument): readonly Stranded[] {
  const planes = listKnownPlanes(cluster);
  if (planes.length === 0 || findMisplacedIstiods(cluster).length > 0) return [];
  return listZtunnels(cluster).flatMap(({ index, install }) => {
    const address = findBuiltAddress(install);
    if (!address) return [];
    const [service, namespace] = address;
    const isUmbrella = install.component === "ambient";
    const isThere = planes.some((plane) => plane.service === service && (isUmbrella || plane.namespace === namespace));
    return isThere ? [] : { index, install, service, namespace, planes };
  });
}

function listKnownPlanes(cluster: ClusterDocument): readonly Plane[] {
  const all = listControlPlanes(cluster);
  const known = all.flatMap(({ index, install }) => {
    const [service, namespace] = [readEffectiveText(install, "serviceName"), readEffectiveText(install, "namespace")];
    const isKnown = isByHelm(install) && install.effective?.remote === false && readEffectiveText(install, "istioNamespace") !== undefined;
    return isKnown && service !== undefined && namespace !== undefined ? { index, install, service, namespace } : [];
  });
  return known.length === all.length ? known : [];
}

/** The address that the chart builds from a revision and a namespace; undefined if it is set explicitly or unknown. */
function findBuiltAddress(install: Install): readonly [string, string] | undefined {
  if (!isByHelm(install)) return undefined;
  const [xds, ca] = [readEffectiveText(install, "istiodAddress"), readEffectiveText(install, "caAddress")];
  const prefix = install.component === "ambient" ? ["ztunnel"] : [];
  if (xds === undefined || xds !== ca || addressKeys.some((key) => isWritten(install, prefix, key))) return undefined;
  const [, service, namespace] = /^(istiod(?:-[^.]+)?)\.([^.]+)\.svc:15012$/.exec(xds) ?? [];
  return service !== undefined && namespace !== undefined ? [service, namespace] : undefined;
}

const addressKeys = [
  ...["xdsAddress", "caAddress", "global.xdsAddress", "global.caAddress", "env.XDS_ADDRESS", "env.CA_ADDRESS"],
  ...["meshConfig.defaultConfig.proxyMetadata.XDS_ADDRESS", "meshConfig.defaultConfig.proxyMetadata.CA_ADDRESS"],
];

function isWritten({ values }: Install, prefix: readonly string[], key: string): boolean {
  const path = key.split(".");
  const isGlobal = path[0] === "global";
  return valueAt(values, isGlobal ? path : [...prefix, ...path]) !== undefined;
}
