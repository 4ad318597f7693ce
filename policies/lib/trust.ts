import { type ClusterDocument, type Install, isInRange, valueAt } from "../../src/policy/define.ts";
import { controlPlanes, findControlPlaneText, misplacedIstiods, type Part, strandedZtunnels, ztunnels } from "./control-plane.ts";

/** A service account and its namespace. */
export interface Pair {
  readonly namespace: string;
  readonly account: string;
}

/** An istiod and the service accounts that it trusts. */
export interface TrustingPlane extends Part {
  readonly trusted: readonly Pair[];
}

/** A ztunnel, and as whom it runs. */
export interface Identity extends Part, Pair {}

/** The ztunnels that istiod does not trust, and all istiods; none where it is not known whom one of them trusts. */
export function distrustedZtunnels(cluster: ClusterDocument): { readonly planes: readonly TrustingPlane[]; readonly ztunnels: Identity[] } {
  const planes = trustingPlanes(cluster);
  if (planes.length === 0 || misplacedIstiods(cluster).length > 0) return { planes, ztunnels: [] };
  const stranded = new Set(strandedZtunnels(cluster).map(({ index }) => index));
  const identities = ztunnels(cluster).flatMap((part) => findIdentity(part) ?? []);
  return { planes, ztunnels: identities.filter((one) => !stranded.has(one.index) && isDistrusted(cluster, planes, one)) };
}

function trustingPlanes(cluster: ClusterDocument): readonly TrustingPlane[] {
  const all = controlPlanes(cluster);
  const known = all.flatMap(({ index, install }) => {
    const accounts = findControlPlaneText(install, "trustedNodeAccounts") ?? bySail(install);
    // Earlier versions trust istio-system and kube-system, or nothing that the chart shows.
    const isOld = install.version !== null && !isInRange(install.version, ">=1.23");
    if (accounts === undefined || isOld || install.effective?.remote === true) return [];
    return { index, install, trusted: accounts.split(",").flatMap(buildPair) };
  });
  return known.length === all.length ? known : [];
}

/** The operator turns to kube-system where it finds OpenShift; whom istiod trusts on either is known where nothing is written for it. */
function bySail(install: Install): string | undefined {
  const { tool, effective, values, unknown } = install;
  const namespace = findControlPlaneText(install, "namespace");
  const isWritten = valueAt(values, ["pilot", "trustedZtunnelNamespace"]) !== undefined || isVariable(install);
  if (tool !== "sail" || effective === null || namespace === undefined || isWritten) return undefined;
  return unknown.some((pointer) => pointer.startsWith("/values")) ? undefined : `${namespace}/ztunnel,kube-system/ztunnel`;
}

/** Whether the variable itself is written, which is stronger than the keys that the chart makes it of. */
export function isVariable({ values }: Install): boolean {
  const paths = [["pilot", "env"], ["env"], ["istiod", "pilot", "env"], ["istiod", "env"]];
  return paths.some((path) => valueAt(values, [...path, "CA_TRUSTED_NODE_ACCOUNTS"]) !== undefined);
}

function buildPair(text: string): Pair | [] {
  const [namespace, account, ...more] = text.trim().split("/");
  return namespace !== undefined && account !== undefined && more.length === 0 ? { namespace, account } : [];
}

function findIdentity({ index, install }: Part): Identity | undefined {
  const namespace = findControlPlaneText(install, "namespace");
  const account = findControlPlaneText(install, "serviceAccount");
  return namespace === undefined || account === undefined ? undefined : { index, install, namespace, account };
}

function isDistrusted({ platform }: ClusterDocument, planes: readonly TrustingPlane[], { namespace, account }: Identity): boolean {
  const trusted = planes.flatMap((plane) => plane.trusted);
  if (trusted.some((pair) => pair.namespace === namespace && pair.account === account)) return false;
  // There, `openshift-node-namespace` and `openshift-platform` report a namespace that is not trusted.
  return platform !== "openshift" || trusted.some((pair) => pair.namespace === namespace);
}
