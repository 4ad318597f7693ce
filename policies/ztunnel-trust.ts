import {
  type ClusterDocument,
  definePolicy,
  type Install,
  isInRange,
  type Proposal,
  type RelatedPointer,
  type Violation,
  valueAt,
} from "../src/policy/define.ts";
import { controlPlanes, misplacedIstiods, type Part, strandedZtunnels, textOf, ztunnels } from "./lib/control-plane.ts";

export default definePolicy({
  id: "ztunnel-trust",
  title: "Let istiod trust the namespace that ztunnel runs in",
  severity: "error",
  description:
    "istiod signs certificates of other workloads only for service accounts that it trusts. From 1.23 on it trusts `ztunnel` of its own namespace, and of no other unless it is told. A ztunnel elsewhere runs, but its log repeats a refused certificate request, istiod logs that the caller `is not allowed to impersonate`, and every connection between enrolled pods is reset. In 1.25 the chart also names ztunnel's service account after the Helm release, so a release of another name is refused as well. Istio's page about GKE puts ztunnel into kube-system and does not mention this.",
  remedy: "Set `pilot.trustedZtunnelNamespace` on istiod to ztunnel's namespace, or install ztunnel into istiod's namespace.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/",
    "https://github.com/istio/istio/issues/56550",
    "https://github.com/istio/istio/pull/51311",
    "https://github.com/istio-ecosystem/sail-operator/issues/2075",
  ],
  *check(cluster) {
    const planes = trustingPlanes(cluster);
    if (planes.length === 0 || misplacedIstiods(cluster).length > 0) return;
    const stranded = new Set(strandedZtunnels(cluster).map(({ index }) => index));
    for (const ztunnel of ztunnels(cluster)) {
      const identity = identityOf(ztunnel);
      if (identity && !stranded.has(ztunnel.index) && isDistrusted(cluster, planes, identity)) {
        yield violationOf(cluster, planes, identity);
      }
    }
  },
});

/** An istiod and the pairs of namespace and service account that it trusts. */
interface Plane extends Part {
  readonly trusted: readonly Pair[];
}

interface Pair {
  readonly namespace: string;
  readonly account: string;
}

interface Identity extends Part, Pair {}

/** All istiods of the cluster; none where it is not known whom one of them trusts. */
function trustingPlanes(cluster: ClusterDocument): readonly Plane[] {
  const all = controlPlanes(cluster);
  const known = all.flatMap(({ index, install }) => {
    const accounts = textOf(install, "trustedNodeAccounts") ?? bySail(install);
    // Earlier versions trust istio-system and kube-system, or nothing that the chart shows.
    const isOld = install.version !== null && !isInRange(install.version, ">=1.23");
    if (accounts === undefined || isOld || install.effective?.remote === true) return [];
    return { index, install, trusted: accounts.split(",").flatMap(pairOf) };
  });
  return known.length === all.length ? known : [];
}

/** The operator turns to kube-system where it finds OpenShift; whom istiod trusts on either is known where nothing is written for it. */
function bySail(install: Install): string | undefined {
  const { tool, effective, values, unknown } = install;
  const namespace = textOf(install, "namespace");
  const isWritten = valueAt(values, ["pilot", "trustedZtunnelNamespace"]) !== undefined || isVariable(install);
  if (tool !== "sail" || effective === null || namespace === undefined || isWritten) return undefined;
  return unknown.some((pointer) => pointer.startsWith("/values")) ? undefined : `${namespace}/ztunnel,kube-system/ztunnel`;
}

function pairOf(text: string): Pair | [] {
  const [namespace, account, ...more] = text.trim().split("/");
  return namespace !== undefined && account !== undefined && more.length === 0 ? { namespace, account } : [];
}

function identityOf({ index, install }: Part): Identity | undefined {
  const namespace = textOf(install, "namespace");
  const account = textOf(install, "serviceAccount");
  return namespace === undefined || account === undefined ? undefined : { index, install, namespace, account };
}

function isDistrusted({ platform }: ClusterDocument, planes: readonly Plane[], { namespace, account }: Identity): boolean {
  const trusted = planes.flatMap((plane) => plane.trusted);
  if (trusted.some((pair) => pair.namespace === namespace && pair.account === account)) return false;
  // There, `openshift-node-namespace` and `openshift-platform` report a namespace that is not trusted.
  return platform !== "openshift" || trusted.some((pair) => pair.namespace === namespace);
}

function violationOf(cluster: ClusterDocument, planes: readonly Plane[], identity: Identity): Violation {
  const { index, namespace, account } = identity;
  const isNamed = planes.some(({ trusted }) => trusted.some((pair) => pair.namespace === namespace));
  const trusted = [...new Set(planes.flatMap((plane) => plane.trusted.map((pair) => `\`${pair.namespace}/${pair.account}\``)))];
  return {
    at: isNamed ? `/installs/${index}/effective/serviceAccount` : `/installs/${index}/namespace`,
    message: `ztunnel runs as \`${namespace}/${account}\`, and istiod trusts only ${trusted.slice(0, 4).join(", ") || "nothing"}, so ztunnel gets no certificates`,
    remedy: isNamed ? accountRemedy(identity) : namespaceRemedy(planes, identity),
    related: planes.slice(0, 4).map(relatedTo),
    fix: isNamed ? accountFix(planes, identity) : namespaceFix(cluster, planes, identity),
  };
}

function relatedTo({ index }: Plane): RelatedPointer {
  return { at: `/installs/${index}/effective/trustedNodeAccounts`, message: "istiod's trust is decided here" };
}

function namespaceRemedy(planes: readonly Plane[], { namespace }: Identity): string {
  const key = planes.every(({ install }) => install.tool === "sail") ? "spec.values.pilot" : "pilot";
  const [own] = planes.map(({ install }) => textOf(install, "namespace"));
  return `Set \`${key}.trustedZtunnelNamespace: ${namespace}\` on istiod, or install ztunnel into ${own === undefined ? "istiod's namespace" : `\`${own}\``}.`;
}

function accountRemedy({ install, account }: Identity): string {
  return isInRange(install.version, ">=1.25 <1.26")
    ? "Set `resourceName: ztunnel` on ztunnel, or name its Helm release `ztunnel`."
    : `Remove ztunnel's \`resourceName\`, or set \`pilot.trustedZtunnelName: ${account}\` on istiod.`;
}

/** Istiod trusts one namespace: where several ztunnels run, none is the one. */
function namespaceFix(cluster: ClusterDocument, planes: readonly Plane[], { namespace, account }: Identity): Proposal | null {
  const [plane, ...others] = planes;
  if (!plane || others.length > 0 || plane.install.tool === "rendered" || isVariable(plane.install)) return null;
  const { index, install } = plane;
  if (!plane.trusted.some((pair) => pair.account === account) || ztunnels(cluster).length !== 1) return null;
  const key = keyIn(install);
  return { title: `Set \`${key}: ${namespace}\``, changes: [{ install: index, set: { [key]: namespace } }] };
}

/** The nested key wins over the flat one, which stays where only it is written. */
function keyIn({ values, component }: Install): string {
  const prefix = component === "ambient" ? ["istiod"] : [];
  const isFlat =
    valueAt(values, [...prefix, "trustedZtunnelNamespace"]) !== undefined &&
    valueAt(values, [...prefix, "pilot", "trustedZtunnelNamespace"]) === undefined;
  return [...prefix, ...(isFlat ? [] : ["pilot"]), "trustedZtunnelNamespace"].join(".");
}

/** The variable itself is stronger than the keys that the chart makes it of. */
function isVariable({ values }: Install): boolean {
  const paths = [["pilot", "env"], ["env"], ["istiod", "pilot", "env"], ["istiod", "env"]];
  return paths.some((path) => valueAt(values, [...path, "CA_TRUSTED_NODE_ACCOUNTS"]) !== undefined);
}

/** Only 1.25 names the service account after the release, where nobody asked for a name. */
function accountFix(planes: readonly Plane[], { index, install, namespace }: Identity): Proposal | null {
  const isUsual = planes.some(({ trusted }) => trusted.some((pair) => pair.namespace === namespace && pair.account === "ztunnel"));
  if (!isUsual || install.tool !== "helm" || install.component !== "ztunnel") return null;
  const isUnwritten = valueAt(install.values, ["resourceName"]) === undefined;
  return { title: "Set `resourceName: ztunnel`", safe: isUnwritten, changes: [{ install: index, set: { resourceName: "ztunnel" } }] };
}
