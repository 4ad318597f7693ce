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
import { listZtunnels, readEffectiveText } from "./lib/control-plane.ts";
import { findDistrustedZtunnels, type Identity, isVariable, type TrustingPlane } from "./lib/trust.ts";

export default definePolicy({
  id: "ztunnel-trust",
  title: "Let istiod trust the namespace that ztunnel runs in",
  severity: "error",
  description:
    "istiod signs certificates of other workloads only for service accounts that it trusts. From 1.23 on it trusts the service account `ztunnel` of istiod's namespace, and another namespace only where `pilot.trustedZtunnelNamespace` names it. A ztunnel elsewhere runs, but its log repeats a refused certificate request, istiod logs that the caller `is not allowed to impersonate`, and every connection between enrolled pods is reset. In 1.25 the chart also names ztunnel's service account after the Helm release, so a release of another name is refused as well. Istio's page about GKE puts ztunnel into kube-system and does not mention this.",
  remedy: "Set `pilot.trustedZtunnelNamespace` on istiod to ztunnel's namespace, or install ztunnel into istiod's namespace.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/",
    "https://github.com/istio/istio/issues/56550",
    "https://github.com/istio/istio/pull/51311",
    "https://github.com/istio-ecosystem/sail-operator/issues/2075",
  ],
  *check(cluster) {
    const { planes, ztunnels: distrusted } = findDistrustedZtunnels(cluster);
    for (const identity of distrusted) yield reportZtunnelTrust(cluster, planes, identity);
  },
});

function reportZtunnelTrust(cluster: ClusterDocument, planes: readonly TrustingPlane[], identity: Identity): Violation {
  const { index, namespace, account } = identity;
  const isNamed = planes.some(({ trusted }) => trusted.some((pair) => pair.namespace === namespace));
  const trusted = [...new Set(planes.flatMap((plane) => plane.trusted.map((pair) => `\`${pair.namespace}/${pair.account}\``)))];
  return {
    at: isNamed ? `/installs/${index}/effective/serviceAccount` : `/installs/${index}/namespace`,
    message: `ztunnel runs as \`${namespace}/${account}\`, and istiod trusts only ${trusted.slice(0, 4).join(", ") || "nothing"}, so ztunnel gets no certificates`,
    remedy: isNamed ? writeAccountRemedy(identity) : writeNamespaceRemedy(planes, identity),
    related: planes.slice(0, 4).map(relatePlane),
    fix: isNamed ? proposeAccount(planes, identity) : proposeNamespace(cluster, planes, identity),
  };
}

function relatePlane({ index }: TrustingPlane): RelatedPointer {
  return { at: `/installs/${index}/effective/trustedNodeAccounts`, message: "istiod's trust is decided here" };
}

function writeNamespaceRemedy(planes: readonly TrustingPlane[], { namespace }: Identity): string {
  const key = planes.every(({ install }) => install.tool === "sail") ? "spec.values.pilot" : "pilot";
  const [own] = planes.map(({ install }) => readEffectiveText(install, "namespace"));
  return `Set \`${key}.trustedZtunnelNamespace: ${namespace}\` on istiod, or install ztunnel into ${own === undefined ? "istiod's namespace" : `\`${own}\``}.`;
}

function writeAccountRemedy({ install, account }: Identity): string {
  return isInRange(install.version, ">=1.25 <1.26")
    ? "Set `resourceName: ztunnel` on ztunnel, or name its Helm release `ztunnel`."
    : `Remove ztunnel's \`resourceName\`, or set \`pilot.trustedZtunnelName: ${account}\` on istiod.`;
}

/** Proposes the trusted namespace. Istiod trusts only one, so there is no fix with several ztunnels. */
function proposeNamespace(cluster: ClusterDocument, planes: readonly TrustingPlane[], { namespace, account }: Identity): Proposal | null {
  const [plane, ...others] = planes;
  if (!plane || others.length > 0 || plane.install.tool === "rendered" || isVariable(plane.install)) return null;
  const { index, install } = plane;
  if (!plane.trusted.some((pair) => pair.account === account) || listZtunnels(cluster).length !== 1) return null;
  const key = spellTrustKey(install);
  return { title: `Set \`${key}: ${namespace}\``, changes: [{ install: index, set: { [key]: namespace } }] };
}

/** The nested key takes precedence over the flat one. The flat key is used if only that one is written. */
function spellTrustKey({ values, component }: Install): string {
  const prefix = component === "ambient" ? ["istiod"] : [];
  const isFlat =
    valueAt(values, [...prefix, "trustedZtunnelNamespace"]) !== undefined &&
    valueAt(values, [...prefix, "pilot", "trustedZtunnelNamespace"]) === undefined;
  return [...prefix, ...(isFlat ? [] : ["pilot"]), "trustedZtunnelNamespace"].join(".");
}

/** Proposes `resourceName`. Only 1.25 names the service account after the release if no name is set. */
function proposeAccount(planes: readonly TrustingPlane[], { index, install, namespace }: Identity): Proposal | null {
  const isUsual = planes.some(({ trusted }) => trusted.some((pair) => pair.namespace === namespace && pair.account === "ztunnel"));
  if (!isUsual || install.tool !== "helm" || install.component !== "ztunnel") return null;
  const isUnwritten = valueAt(install.values, ["resourceName"]) === undefined;
  return { title: "Set `resourceName: ztunnel`", safe: isUnwritten, changes: [{ install: index, set: { resourceName: "ztunnel" } }] };
}
