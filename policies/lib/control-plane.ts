import { type ClusterDocument, type Install, valueAt } from "../../src/policy/define.ts";

/** An install of a cluster, and which it is. */
export interface Part {
  readonly index: number;
  readonly install: Install;
}

/** The installs that bring an istiod; the umbrella chart does where it is not turned off. */
export function controlPlanes({ installs }: ClusterDocument): readonly Part[] {
  return listControlPlaneParts(installs).filter(({ install: { component, effective } }) => {
    return component === "istiod" || (component === "ambient" && effective?.serviceName !== null);
  });
}

/** The installs that bring a ztunnel. */
export function ztunnels({ installs }: ClusterDocument): readonly Part[] {
  return listControlPlaneParts(installs).filter(({ install: { component } }) => component === "ztunnel" || component === "ambient");
}

function listControlPlaneParts(installs: readonly Install[]): Part[] {
  return [...installs.entries()].map(([index, install]) => ({ index, install }));
}

/** An effective setting that is text; undefined where it is not known, empty, or nothing is installed since istioctl refuses a value. */
export function findControlPlaneText({ effective, rejected }: Install, name: string): string | undefined {
  const value = rejected.length === 0 ? effective?.[name] : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Whether Helm renders the chart, and what is read is all of its values. */
export function isByHelm({ tool, form }: Install): boolean {
  return tool === "helm" && form !== "helm-values";
}

/** The namespaces that an istiod is torn between. */
export interface Misplacement extends Part {
  readonly namespace: string;
  readonly istioNamespace: string;
}

/** The istiods whose ServiceAccount the chart makes in another namespace than the Deployment's. */
export function misplacedIstiods(cluster: ClusterDocument): readonly Misplacement[] {
  return controlPlanes(cluster).flatMap(({ index, install }) => {
    const [namespace, istioNamespace] = [findControlPlaneText(install, "namespace"), findControlPlaneText(install, "istioNamespace")];
    if (!isByHelm(install) || install.effective?.remote !== false) return [];
    if (namespace === undefined || istioNamespace === undefined || namespace === istioNamespace) return [];
    return { index, install, namespace, istioNamespace };
  });
}

/** A ztunnel that asks for an istiod which is not there. */
export interface Stranded extends Part {
  /** The name of the Service and its namespace. */
  readonly service: string;
  readonly namespace: string;
  readonly planes: readonly Plane[];
}

/** An istiod's Service. */
export interface Plane extends Part {
  readonly service: string;
  readonly namespace: string;
}

/** The ztunnels whose address, as the chart builds it, is that of no istiod of the cluster; none where an istiod is not fully known. */
export function strandedZtunnels(cluster: ClusterDocument): readonly Stranded[] {
  const planes = knownPlanes(cluster);
  if (planes.length === 0 || misplacedIstiods(cluster).length > 0) return [];
  return ztunnels(cluster).flatMap(({ index, install }) => {
    const address = builtAddress(install);
    if (!address) return [];
    const [service, namespace] = address;
    const isUmbrella = install.component === "ambient";
    const isThere = planes.some((plane) => plane.service === service && (isUmbrella || plane.namespace === namespace));
    return isThere ? [] : { index, install, service, namespace, planes };
  });
}

function knownPlanes(cluster: ClusterDocument): readonly Plane[] {
  const all = controlPlanes(cluster);
  const known = all.flatMap(({ index, install }) => {
    const [service, namespace] = [findControlPlaneText(install, "serviceName"), findControlPlaneText(install, "namespace")];
    const isKnown =
      isByHelm(install) && install.effective?.remote === false && findControlPlaneText(install, "istioNamespace") !== undefined;
    return isKnown && service !== undefined && namespace !== undefined ? { index, install, service, namespace } : [];
  });
  return known.length === all.length ? known : [];
}

/** The address as the chart makes it of a revision and a namespace; undefined where it is written or unknown. */
function builtAddress(install: Install): readonly [string, string] | undefined {
  if (!isByHelm(install)) return undefined;
  const [xds, ca] = [findControlPlaneText(install, "istiodAddress"), findControlPlaneText(install, "caAddress")];
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
