import { type ClusterDocument, definePolicy, type Install, type OverriddenValue, type Proposal } from "../src/policy/define.ts";

export default definePolicy({
  id: "overridden-value",
  title: "Write a value where a profile or platform does not override it",
  severity: "warning",
  yields: true,
  description:
    "From Istio 1.24, the istio-cni chart reads its keys both at the top (`cniBinDir`) and below `cni` (`cni.cniBinDir`), and istiod's below `pilot`; where both are set, the nested one wins. Profiles and platforms set the nested ones: beside `global.platform: k3s`, your `cniBinDir` changes nothing, and beside `profile: ambient` neither does `env.PILOT_ENABLE_AMBIENT`. Helm does not say so. Likewise a `platform` at the top wins over `global.platform` from 1.25.",
  remedy: "Write the value under the key that wins, or remove it.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/",
    "https://istio.io/latest/docs/setup/additional-setup/customize-installation-helm/",
    "https://github.com/istio/istio/blob/1.30.3/manifests/charts/istio-cni/templates/zzy_descope_legacy.yaml",
    "https://github.com/istio/istio/pull/58095",
  ],
  *check(cluster) {
    for (const [index, install] of cluster.installs.entries()) {
      for (const [nth, overridden] of install.overridden.entries()) {
        const { key, value, by, instead } = overridden;
        yield {
          at: `/installs/${index}/overridden/${nth}`,
          message: `\`${key}: ${shortenValue(value)}\` loses to ${by}`,
          remedy:
            instead === null
              ? `Remove \`${key}\`, or write the profile as \`profile\` of each subchart.`
              : writeOverriddenValueRemedy(cluster, install, overridden, instead),
          fix: fixOverriddenValue(cluster, install, overridden, index, nth),
        };
      }
    }
  },
});

function shortenValue(value: unknown): string {
  return String(value).slice(0, 200);
}

function writeOverriddenValueRemedy(cluster: ClusterDocument, install: Install, overridden: OverriddenValue, instead: string): string {
  const { key, value } = overridden;
  if (isWritten(install, instead)) return `Remove \`${key}\`, which changes nothing, or give \`${instead}\` its value.`;
  if (isForPlatform(cluster, install, overridden)) return `Remove \`${key}\`: what platform \`${install.platform}\` sets is right there.`;
  if (isAmbientSwitch(instead)) return `Remove \`${key}\`: profile \`${install.profile}\` turns ambient on.`;
  return `Write \`${instead}: ${shortenValue(value)}\` in place of it.`;
}

/**
 * Proposes to remove the overridden value if the user also set the key that takes precedence, or if the platform's value is right.
 */
function fixOverriddenValue(
  cluster: ClusterDocument,
  install: Install,
  overridden: OverriddenValue,
  index: number,
  nth: number,
): Proposal | null {
  const { key, pointer, value, instead } = overridden;
  if (instead === null || pointer === null) return null;
  if (isForPlatform(cluster, install, overridden) || isWritten(install, instead) || isAmbientSwitch(instead)) {
    const removal = { title: `Remove \`${key}: ${shortenValue(value)}\``, changes: [{ remove: `/installs/${index}${pointer}` }] };
    // The value may have been meant to turn ambient off.
    return isWritten(install, instead) || !isAmbientSwitch(instead) ? removal : { ...removal, safe: false };
  }
  return {
    title: `Write \`${instead}: ${shortenValue(value)}\``,
    changes: [{ move: `/installs/${index}/overridden/${nth}`, to: instead }],
  };
}

function isAmbientSwitch(key: string): boolean {
  return /ambient/i.test(key);
}

/** Checks whether the platform's directory is right for the cluster, and the user's directory violates the platform's rule. */
function isForPlatform({ platform, installs, evidence }: ClusterDocument, install: Install, { instead, value }: OverriddenValue): boolean {
  if (platform === null || platform !== install.platform) return false;
  const right = directories[platform]?.[instead?.split(".").at(-1) ?? ""];
  const hasAnotherCni =
    installs.some(({ component }) => component === "cilium" || component === "calico") ||
    evidence.some(({ cni, fact }) => (cni ?? "flannel") !== "flannel" || /^k3[sd]-flannel=/.test(fact ?? ""));
  return right !== undefined && !right.test(shortenValue(value)) && !(hasAnotherCni && /^k3[sd]$/.test(platform));
}

/** The directories that the platform rules accept. */
const directories: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  gke: { cniBinDir: /^\/home\/kubernetes\/bin\/?$/ },
  k3d: {
    cniBinDir: /^(\/bin|\/var\/lib\/rancher\/k3s\/data\/cni)\/?$/,
    cniConfDir: /^\/var\/lib\/rancher\/k3s\/agent\/etc\/cni\/net\.d\/?$/,
  },
  k3s: { cniBinDir: /\/data\/(cni|[^/]+\/bin)\/?$/, cniConfDir: /\/agent\/etc\/cni\/net\.d\/?$/ },
  microk8s: { cniBinDir: /^\/var\/snap\/microk8s\//, cniConfDir: /^\/var\/snap\/microk8s\// },
  openshift: { cniBinDir: /^\/var\/lib\/cni\/bin\/?$/, cniConfDir: /^\/etc\/cni\/multus\/net\.d\/?$/ },
};

function isWritten({ values }: Install, path: string): boolean {
  let current: unknown = values;
  for (const key of path.split(".")) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, key)) return false;
    current = (current as Record<string, unknown>)[key];
  }
  return true;
}
