import {
  type ClusterDocument,
  definePolicy,
  type Install,
  isInRange,
  isUnknown,
  type Resource,
  type Severity,
  type Violation,
} from "../src/policy/define.ts";
import { readExactVersion } from "./lib/exact-version.ts";

export default definePolicy({
  id: "gateway-api-crds",
  title: "Serve the Gateway API versions that this istiod watches",
  severity: "error",
  ambient: true,
  description:
    "istiod watches the kinds of the Gateway API in the versions that it was built with, and is not ready before all watches run. The standard channel serves TLSRoute as `v1alpha2` no more from 1.5.0 on, so an older istiod never becomes ready: it stays at 0/1, and `helm --wait` times out. From 1.6.0 on the same holds for TCPRoute and UDPRoute (read in the sources, not tried: a warning). And istiod ignores routes of CRDs that are older or newer than it supports, with `attachedRoutes: 0` and no error. Verified in the sources of istiod 1.27.9, 1.28.5 to 1.28.10, 1.29.1 to 1.29.6, 1.30.3 and 1.31.0-rc.0, and in the CRDs of 1.4.1, 1.5.1 and 1.6.1. Nothing is reported on GKE and OpenShift, which bring these CRDs themselves.",
  remedy:
    "Raise istiod to 1.27.9, 1.28.6, 1.29.2 or later, or install the CRDs of Gateway API 1.4.1, or those of the experimental channel.",
  links: [
    "https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/",
    "https://gateway-api.sigs.k8s.io/guides/",
    "https://github.com/istio/istio/issues/59443",
    "https://github.com/istio/istio/issues/59387",
    "https://github.com/istio/istio.io/issues/17394",
  ],
  *check(cluster) {
    const { gatewayApi: bundle } = cluster.facts;
    if (cluster.platform === "gke" || cluster.platform === "openshift" || !bundle || !/^\d+\.\d+\.\d+$/.test(bundle)) return;
    for (const [index, install] of cluster.installs.entries()) {
      const version = install.component === "istiod" || install.component === "ambient" ? readExactVersion(install) : undefined;
      if (version === undefined || isTurnedOff(install)) continue;
      const control = { index, install, version, bundle };
      const unserved = reportUnservedKinds(cluster, control);
      if (unserved) yield unserved;
      yield* reportIgnoredRoutes(cluster, control);
    }
  },
});

/** An istiod and the version of the Gateway API CRDs in its cluster. */
interface Control {
  readonly index: number;
  readonly install: Install;
  readonly version: string;
  readonly bundle: string;
}

/** Checks whether istiod ignores the Gateway API, or whether that is unknown. */
function isTurnedOff(install: Install): boolean {
  const { effective } = install;
  return effective === null || effective.gatewayApi === false || isUnknown(install, "gatewayApi") || isUnknown(install, "ignoredResources");
}

/** Checks `PILOT_IGNORE_RESOURCES`, which lists kinds in full or with a wildcard: `*.gateway.networking.k8s.io`. */
function isIgnored({ effective }: Install, plural: string): boolean {
  const written = effective?.ignoredResources;
  const patterns = typeof written === "string" ? written.split(",").map((pattern) => pattern.trim()) : [];
  return patterns.some((pattern) => pattern === `${plural}.gateway.networking.k8s.io` || pattern === "*.gateway.networking.k8s.io");
}

/** Finds kinds whose version that istiod watches is no longer served by the standard channel. */
function reportUnservedKinds({ facts }: ClusterDocument, control: Control): Violation | undefined {
  const { index, install, version, bundle } = control;
  if (facts.gatewayApiChannel !== "standard") return undefined;
  const isEarly = ["<1.27.9", ">=1.28.0 <1.28.6", ">=1.29.0 <1.29.2"].some((range) => isInRange(version, range));
  const related = [{ at: `/installs/${index}/version`, message: `istiod ${version} is installed here` }];
  if (isInRange(bundle, ">=1.5.0") && isEarly && !isIgnored(install, "tlsroutes")) {
    const message = `Gateway API ${bundle} (standard) serves no TLSRoute \`v1alpha2\`, on which istiod ${version} waits: it never becomes ready`;
    return { at: "/facts/gatewayApi", message, related };
  }
  const kinds = [isInRange(version, "<1.31") ? "TCPRoute" : "", "UDPRoute"].filter(
    (kind) => kind !== "" && !isIgnored(install, `${kind.toLowerCase()}s`),
  );
  if (!isInRange(bundle, ">=1.6.0") || !isInRange(version, "<=1.31.0") || kinds.length === 0) return undefined;
  return {
    at: "/facts/gatewayApi",
    severity: "warning",
    message: `Gateway API ${bundle} (standard) serves no ${kinds.join(" and ")} \`v1alpha2\`, on which istiod ${version} waits: it may never become ready`,
    remedy: "Install the CRDs of Gateway API 1.5, or those of the experimental channel, until there is an istiod for 1.6.",
    related,
  };
}

/** The CRD versions whose routes an istiod ignores. */
interface Bound {
  readonly kind: string;
  readonly istiod: string;
  /** The bundles whose routes it ignores. */
  readonly ignored: string;
  readonly severity: Severity;
  readonly remedy: string;
}

const older = "Install the CRDs of Gateway API";

/**
 * Sources: https://github.com/istio/istio/blob/1.30.3/pkg/config/schema/gatewayapi/minimumversions.go, and
 * pkg/kube/kclient/crdwatcher.go of earlier patch releases
 */
const bounds: readonly Bound[] = [
  { kind: "TLSRoute", istiod: ">=1.30.0", ignored: "<1.5.0", severity: "warning", remedy: `${older} 1.5.0 or later.` },
  ...[">=1.27.9 <1.28.0", ">=1.28.6 <1.28.10", ">=1.29.2 <1.29.6"].map(
    (istiod): Bound => ({
      kind: "TLSRoute",
      istiod,
      ignored: ">1.4.0",
      severity: "warning",
      remedy: `${older} 1.4.0, or raise istiod to 1.30.`,
    }),
  ),
  ...[">=1.28.10 <1.29.0", ">=1.29.6 <1.30.0"].map(
    (istiod): Bound => ({
      kind: "TLSRoute",
      istiod,
      ignored: ">1.4.1",
      severity: "warning",
      remedy: `${older} 1.4.1, or raise istiod to 1.30.`,
    }),
  ),
  { kind: "TCPRoute", istiod: ">=1.31.0", ignored: "<1.6.0", severity: "note", remedy: `${older} 1.6.0 or later.` },
  { kind: "GRPCRoute", istiod: ">=1.28.0", ignored: "<1.1.0", severity: "note", remedy: `${older} 1.1.0 or later.` },
  { kind: "BackendTLSPolicy", istiod: ">=1.28.0", ignored: "<1.4.0", severity: "note", remedy: `${older} 1.4.0 or later.` },
];

function* reportIgnoredRoutes({ resources }: ClusterDocument, { index, install, version, bundle }: Control): Generator<Violation> {
  for (const { kind, istiod, ignored, severity, remedy } of bounds) {
    const isHere = (resource: Resource) => resource.kind === kind && resource.apiVersion.startsWith("gateway.networking.k8s.io/");
    const [first, ...others] = resources.flatMap((resource, at) =>
      isHere(resource) ? { at: `/resources/${at}`, name: resource.name } : [],
    );
    const isConcerned = isInRange(version, istiod) && isInRange(bundle, ignored);
    const plural = kind === "BackendTLSPolicy" ? "backendtlspolicies" : `${kind.toLowerCase()}s`;
    if (!first || !isConcerned || isIgnored(install, plural)) continue;
    yield {
      at: first.at,
      severity,
      message: `istiod ${version} ignores ${kind} \`${first.name}\`, because the CRDs are those of Gateway API ${bundle}`,
      remedy,
      related: [
        { at: "/facts/gatewayApi", message: `Gateway API ${bundle} is installed here` },
        { at: `/installs/${index}/version`, message: `istiod ${version} is installed here` },
        ...others.map(({ at }) => ({ at, message: `this ${kind} is ignored, too` })),
      ],
    };
  }
}
