import { type ClusterDocument, type Install, isInRange, valueAt } from "../../src/policy/define.ts";
import {
  findMisplacedIstiods,
  findStrandedZtunnels,
  listControlPlanes,
  listZtunnels,
  type Part,
  readEffectiveText,
} from "./control-plane.ts";

/** A service account and its namespace. */
export interface Pair {
  readonly namespace: string;
  readonly account: string;
}

/** An istiod and the service accounts that it trusts. */
export interface TrustingPlane extends Part {
  readonly trusted: readonly Pair[];
}

/** A ztunnel with its service account. */
export interface Identity extends Part, Pair {}

/**
 * Finds the ztunnels that istiod does not trust, with all istiods; both are empty if the accounts that an istiod trusts are
 * unknown.
 */
export function findDistrustedZtunnels(cluster: ClusterDocument): {
  readonly planes: readonly TrustingPlane[];
  readonly ztunnels: Identity[];
} {
  const planes = listTrustingPlanes(cluster);
  if (planes.length === 0 || findMisplacedIstiods(cluster).length > 0) return { planes, ztunnels: [] };
  const stranded = new Set(findStrandedZtunnels(cluster).map(({ index }) => index));
  const identities = listZtunnels(cluster).flatMap((part) => findIdentity(part) ?? []);
  return { planes, ztunnels: identities.filter((one) => !stranded.has(one.index) && isDistrusted(cluster, planes, one)) };
}

function listTrustingPlanes(cluster: ClusterDocument): readonly TrustingPlane[] {
  const all = listControlPlanes(cluster);
  const known = all.flatMap(({ index, install }) => {
    const accounts = readEffectiveText(install, "trustedNodeAccounts") ?? findSailAccounts(install);
    // Earlier versions trust istio-system and kube-system, or nothing visible in the chart.
    const isOld = install.version !== null && !isInRange(install.version, ">=1.23");
    if (accounts === undefined || isOld || install.effective?.remote === true) return [];
    return { index, install, trusted: accounts.split(",").flatMap(parsePair) };
  });
  return known.length === all.length ? known : [];
}

/** The operator uses kube-system if it detects OpenShift. The trusted accounts are known only if no setting for them is written. */
function findSailAccounts(install: Install): string | undefined {
  const { tool, effective, values, unknown } = install;
  const namespace = readEffectiveText(install, "namespace");
  const isWritten = valueAt(values, ["pilot", "trustedZtunnelNamespace"]) !== undefined || isVariable(install);
  if (tool !== "sail" || effective === null || namespace === undefined || isWritten) return undefined;
  return unknown.some((pointer) => pointer.startsWith("/values")) ? undefined : `${namespace}/ztunnel,kube-system/ztunnel`;
}

/** Checks whether the variable itself is set, which overrides the keys that the chart builds it from. */
export function isVariable({ values }: Install): boolean {
  const paths = [["pilot", "env"], ["env"], ["istiod", "pilot", "env"], ["istiod", "env"]];
  return paths.some((path) => valueAt(values, [...path, "CA_TRUSTED_NODE_ACCOUNTS"]) !== undefined);
}

function parsePair(text: string): Pair | [] {
  const [namespace, account, ...more] = text.trim().split("/");
  return namespace !== undefined && account !== undefined && more.length === 0 ? { namespace, account } : [];
}

function findIdentity({ index, install }: Part): Identity | undefined {
  const namespace = readEffectiveText(install, "namespace");
  const account = readEffectiveText(install, "serviceAccount");
  return namespace === undefined || account === undefined ? undefined : { index, install, namespace, account };
}

function isDistrusted({ platform }: ClusterDocument, planes: readonly TrustingPlane[], { namespace, account }: Identity): boolean {
  const trusted = planes.flatMap((plane) => plane.trusted);
  if (trusted.some((pair) => pair.namespace === namespace && pair.account === account)) return false;
  // On OpenShift, `openshift-node-namespace` and `openshift-platform` report a namespace that is not trusted.
  return platform !== "openshift" || trusted.some((pair) => pair.namespace === namespace);
}
