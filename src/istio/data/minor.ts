import type { Scalar } from "../../model/cursor.ts";

/** Values as a chart's file has them; only what decides an effective setting is kept. */
export interface Tree {
  readonly [key: string]: Scalar | readonly string[] | Tree;
}

/** The charts whose settings are computed; `gateway` and `base` only select profiles and platforms. */
export type ChartName = "base" | "istiod" | "cni" | "ztunnel" | "gateway";

/** True or false for all patches of a minor, or the first patch from which it is true. */
export type Since = boolean | string;

/** What is true of one Istio minor. A minor's file says what changed since the one before. */
export interface Minor {
  /** Such as `1.29`. */
  readonly minor: string;
  /** The newest patch that was looked at. */
  readonly newest: string;
  /** False while only release candidates exist. */
  readonly stable: boolean;
  /** Where the facts stand. */
  readonly sources: readonly string[];
  readonly charts: ChartRules;
  /** The charts' own values.yaml, under `defaultsKey` where the charts have one. */
  readonly defaults: Readonly<Record<ChartName, Tree>>;
  /** The values.yaml of the umbrella chart; null before it existed. */
  readonly umbrella: Tree | null;
  /** The profiles that Helm users can select, by name. */
  readonly profiles: Readonly<Record<string, Tree>>;
  /** The platform files, by name. */
  readonly platforms: Readonly<Record<string, Tree>>;
  /** The releases whose behaviour `compatibilityVersion` can ask for; none of them changes an effective setting. */
  readonly compatibilityVersions: readonly string[];
  readonly istioctl: IstioctlRules;
}

/** How the charts of a minor turn values into settings. */
export interface ChartRules {
  /** The key that hides the charts' defaults from the user's values; null where they stand at the root. */
  readonly defaultsKey: "defaults" | "_internal_defaults_do_not_set" | null;
  /** Which keys select a profile; the first that is not empty wins. */
  readonly profileKeys: readonly SelectorKey[];
  readonly platformKeys: readonly SelectorKey[];
  /** Whether `cni.*` and `pilot.*` are copied over the root before the templates read it: a flat key then works, and loses to a nested one. */
  readonly descoped: boolean;
  /** The charts whose templates read keys of `global`, which fails where it is emptied. */
  readonly readsGlobal: readonly ChartName[];
  /** Where the cni chart looks for the directory of network namespaces. */
  readonly netnsKey: readonly string[];
  /** The charts that take `global.*` as if it stood at the root. */
  readonly flattensGlobal: Readonly<Partial<Record<ChartName, Since>>>;
  /** The charts that compare `platform` with a name, which fails for what is no text; `false` passes where `descoped`. */
  readonly comparePlatform: Readonly<Partial<Record<ChartName, Since>>>;
  /** How AMBIENT_ENABLED is written: from the truth of the value, or as the value's own text. */
  readonly cniAmbient: "truth" | "text";
  readonly cniHasSeLinuxOptions: boolean;
  /** What an empty `cniConfDir` and `cniNetnsDir` fall back to. */
  readonly cniFallbacks: { readonly confDir: string; readonly netnsDir: string } | null;
  readonly ztunnelIsNodeCritical: boolean;
  readonly ztunnelHasSeLinuxOptions: boolean;
  readonly ztunnelHasQuota: boolean;
  /** Whether `resourceScope: cluster` leaves the workloads out. */
  readonly hasResourceScope: boolean;
  /** Whether istiod trusts a ztunnel by itself, and by which keys that can be changed. */
  readonly trustsZtunnel: boolean;
  readonly trustedZtunnelName: Since;
  /** What the chart names ztunnel's service account after, besides `resourceName`; null where nothing can rename it. */
  readonly ztunnelAccount: { readonly since: Since; readonly fallback: "release" | "ztunnel" } | null;
  /** The variable of ztunnel that carries the cluster's name. */
  readonly clusterVariable: "CLUSTER_ID" | "ISTIO_META_CLUSTER_ID";
  /** Whether ztunnel's chart has `network`, and `xdsAddress`. */
  readonly ztunnelNetwork: Since;
  readonly ztunnelHasXdsAddress: boolean;
  /** The keys below which istiod is told that istio-cni redirects pods, besides `pilot.cni`. */
  readonly istiodReadsIstioCni: boolean;
  readonly istiodReadsPilotCni: boolean;
  /** Whether istiod has a controller that removes a taint from new nodes, and whether `taint.enabled` starts it. */
  readonly hasTaint: boolean;
  readonly taintStartsController: boolean;
  /** Whether another taint can be named. */
  readonly taintName: Since;
  /** Whether `istiodRemote` leaves the Deployment out. */
  readonly istiodCanBeRemote: boolean;
  readonly hasWebhookAnnotations: boolean;
  readonly hasNativeNftables: boolean;
  readonly hasOwnedCniConfig: boolean;
  readonly cniHasIpv6: boolean;
  /** The keys that istiod's PLATFORM comes from. */
  readonly istiodPlatformKeys: readonly SelectorKey[];
  /** The variables of istiod that switch ambient on. */
  readonly ambientVariables: readonly string[];
}

/** `x` and `global.x`. */
export type SelectorKey = "root" | "global";

/** What istioctl adds to the charts. */
export interface IstioctlRules {
  /** The profiles of `istioctl install`, with what each turns on besides base and istiod. */
  readonly profiles: Readonly<Record<string, IstioctlProfile>>;
  /** Whether a component that is named without `enabled` is on. */
  readonly namedIsEnabled: boolean;
  /** Whether a key that istioctl does not know, in `spec` or in `values`, makes it refuse the whole. */
  readonly refusesUnknownKeys: boolean;
  /** What istioctl sets by itself where the cluster's version carries `-gke`. */
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

/** The directories of a release that the facts were read in. */
export function manifests(tag: string): readonly string[] {
  const tree = `https://github.com/istio/istio/tree/${tag}/manifests`;
  return [`${tree}/charts`, `${tree}/helm-profiles`, `${tree}/profiles`];
}
