import type { Scalar } from "../../model/cursor.ts";

/** The values of a chart's file, reduced to those that affect an effective setting. */
export interface Tree {
  readonly [key: string]: Scalar | readonly string[] | Tree;
}

/** The charts that are rendered; `gateway` and `base` only select profiles and platforms. */
export type ChartName = "base" | "istiod" | "cni" | "ztunnel" | "gateway";

/** True or false for all patches of a minor, or the first patch for which it is true. */
export type Since = boolean | string;

/** The facts about one Istio minor. Each minor's file lists only the changes from the previous one. */
export interface Minor {
  /** The minor, such as `1.29`. */
  readonly minor: string;
  /** The newest patch release that the data covers. */
  readonly newest: string;
  /** False while only release candidates exist. */
  readonly stable: boolean;
  /** The sources of the facts. */
  readonly sources: readonly string[];
  readonly charts: ChartRules;
  /** The values.yaml of each chart, below `defaultsKey` if the charts have one. */
  readonly defaults: Readonly<Record<ChartName, Tree>>;
  /** The values.yaml of the umbrella chart; null before it existed. */
  readonly umbrella: Tree | null;
  /** The profiles that Helm users can select, by name. */
  readonly profiles: Readonly<Record<string, Tree>>;
  /** The platform files, by name. */
  readonly platforms: Readonly<Record<string, Tree>>;
  /** The releases whose behaviour `compatibilityVersion` can select; none of them changes an effective setting. */
  readonly compatibilityVersions: readonly string[];
  readonly istioctl: IstioctlRules;
}

/** The way in which the charts of a minor convert values to settings. */
export interface ChartRules {
  /** The key that separates the charts' defaults from the user's values; null if the defaults are at the root. */
  readonly defaultsKey: "defaults" | "_internal_defaults_do_not_set" | null;
  /** The keys that select a profile; the first one that is not empty is used. */
  readonly profileKeys: readonly SelectorKey[];
  readonly platformKeys: readonly SelectorKey[];
  /** True if `cni.*` and `pilot.*` are copied to the root before templates read it: flat keys then work, but nested ones override them. */
  readonly descoped: boolean;
  /** The charts whose templates read keys of `global`, which fails if it is set to null. */
  readonly readsGlobal: readonly ChartName[];
  /** The key from which the cni chart reads the directory of network namespaces. */
  readonly netnsKey: readonly string[];
  /** The charts that read `global.*` as if it were at the root. */
  readonly flattensGlobal: Readonly<Partial<Record<ChartName, Since>>>;
  /** The charts that compare `platform` with a name, which fails unless it is text; `false` is accepted if `descoped`. */
  readonly comparePlatform: Readonly<Partial<Record<ChartName, Since>>>;
  /** The source of AMBIENT_ENABLED: the truth of the value, or its text. */
  readonly cniAmbient: "truth" | "text";
  readonly cniHasSeLinuxOptions: boolean;
  /** The fallbacks for an empty `cniConfDir` and `cniNetnsDir`. */
  readonly cniFallbacks: { readonly confDir: string; readonly netnsDir: string } | null;
  readonly ztunnelIsNodeCritical: boolean;
  readonly ztunnelHasSeLinuxOptions: boolean;
  readonly ztunnelHasQuota: boolean;
  /** True if `resourceScope: cluster` leaves out the workloads. */
  readonly hasResourceScope: boolean;
  /** True if istiod trusts a ztunnel by default; and whether `trustedZtunnelName` can change its name. */
  readonly trustsZtunnel: boolean;
  readonly trustedZtunnelName: Since;
  /** The default name of ztunnel's service account, besides `resourceName`; null if it cannot be renamed. */
  readonly ztunnelAccount: { readonly since: Since; readonly fallback: "release" | "ztunnel" } | null;
  /** The variable of ztunnel that contains the cluster's name. */
  readonly clusterVariable: "CLUSTER_ID" | "ISTIO_META_CLUSTER_ID";
  /** True if ztunnel's chart has `network`, and `xdsAddress`. */
  readonly ztunnelNetwork: Since;
  readonly ztunnelHasXdsAddress: boolean;
  /** True if istiod reads from `istio_cni`, and from `pilot.cni`, that istio-cni redirects pods. */
  readonly istiodReadsIstioCni: boolean;
  readonly istiodReadsPilotCni: boolean;
  /** True if istiod has a controller that removes a taint from new nodes, and if `taint.enabled` starts it. */
  readonly hasTaint: boolean;
  readonly taintStartsController: boolean;
  /** True if the name of the taint can be set. */
  readonly taintName: Since;
  /** True if `istiodRemote` leaves out the Deployment. */
  readonly istiodCanBeRemote: boolean;
  readonly hasWebhookAnnotations: boolean;
  readonly hasNativeNftables: boolean;
  readonly hasOwnedCniConfig: boolean;
  readonly cniHasIpv6: boolean;
  /** The keys that determine istiod's PLATFORM. */
  readonly istiodPlatformKeys: readonly SelectorKey[];
  /** The variables of istiod that turn ambient on. */
  readonly ambientVariables: readonly string[];
}

/** The place of a selector: `x` at the root, or `global.x`. */
export type SelectorKey = "root" | "global";

/** The facts about istioctl that the charts do not include. */
export interface IstioctlRules {
  /** The profiles of `istioctl install`, with the components that each turns on besides base and istiod. */
  readonly profiles: Readonly<Record<string, IstioctlProfile>>;
  /** True if a component that is listed without `enabled` is on. */
  readonly namedIsEnabled: boolean;
  /** True if istioctl rejects the whole IstioOperator because of an unknown key in `spec` or `values`. */
  readonly refusesUnknownKeys: boolean;
  /** The settings that istioctl adds if the cluster's version contains `-gke`. */
  readonly onGke: { readonly cniNamespace: string; readonly values: Tree };
}

/** A profile of `istioctl install`. */
export interface IstioctlProfile {
  readonly components: readonly IstioctlComponent[];
  /** `spec.values`. */
  readonly values: Tree;
  /** The namespaces that differ from istio-system. */
  readonly namespaces: Readonly<Record<string, string>>;
}

export type IstioctlComponent = "base" | "istiod" | "cni" | "ztunnel" | "gateway";

/** The directories of a release that the facts come from. */
export function manifests(tag: string): readonly string[] {
  const tree = `https://github.com/istio/istio/tree/${tag}/manifests`;
  return [`${tree}/charts`, `${tree}/helm-profiles`, `${tree}/profiles`];
}
