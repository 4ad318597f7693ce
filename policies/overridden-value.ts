import { type ClusterDocument, definePolicy, type Install, type OverriddenValue, type Proposal } from "../src/policy/define.ts";

export default definePolicy({
  id: "overridden-value",
  title: "Write a value where a profile or platform does not override it",
  severity: "warning",
  yields: true,
  description:
    "From Istio 1.24, the istio-cni chart reads its keys both at the top (`cniBinDir`) and below `cni` (`cni.cniBinDir`), and istiod's below `pilot`; where both are set, the nested one wins. Profiles and platforms set the nested ones: beside `global.platform: k3s`, a `cniBinDir` of your own changes nothing, and beside `profile: ambient` neither does `env.PILOT_ENABLE_AMBIENT`. Helm does not say so. Likewise a `platform` at the top wins over `global.platform` from 1.25.",
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
          message: `\`${key}: ${shown(value)}\` loses to ${by}`,
          ...(instead !== null && { remedy: remedyOf(install, overridden, instead) }),
          fix: fixOf(cluster, install, overridden, `/installs/${index}/`, nth),
        };
      }
    }
  },
});

function shown(value: unknown): string {
  return String(value).slice(0, 200);
}

function remedyOf(install: Install, { key, value }: OverriddenValue, instead: string): string {
  if (isWritten(install, instead)) return `Keep one of the two: \`${instead}\` wins, and \`${key}\` changes nothing.`;
  return `Write \`${instead}: ${shown(value)}\` in place of it.`;
}

/** Where the user wrote the key that wins, or the platform's own value is right, the other changes nothing and goes. */
function fixOf(
  { platform }: ClusterDocument,
  install: Install,
  { key, pointer, value, instead }: OverriddenValue,
  at: string,
  nth: number,
): Proposal | null {
  if (instead === null || pointer === null) return null;
  const isPlatforms = platform !== null && platform === install.platform && isWrongFor(platform, instead, value);
  if (isPlatforms || isWritten(install, instead)) {
    return { title: `Remove \`${key}: ${shown(value)}\``, changes: [{ remove: `${at}${pointer.slice(1)}` }] };
  }
  const changes = [{ move: `${at}overridden/${nth}`, to: instead }];
  // Who runs ambient may not know that this was meant to turn it off.
  return { title: `Write \`${instead}: ${shown(value)}\``, changes, ...(/ambient/i.test(instead) && { safe: false }) };
}

/** What the rules about a platform's directories take, where a chart can be told. */
const directories: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  gke: { cniBinDir: /^\/home\/kubernetes\/bin\/?$/ },
  k3d: {
    cniBinDir: /^(\/bin|\/var\/lib\/rancher\/k3s\/data\/cni)\/?$/,
    cniConfDir: /^\/var\/lib\/rancher\/k3s\/agent\/etc\/cni\/net\.d\/?$/,
  },
  k3s: { cniBinDir: /\/data\/(cni|[^/]+\/bin)\/?$/, cniConfDir: /\/agent\/etc\/cni\/net\.d\/?$/ },
  microk8s: { cniBinDir: /^\/var\/snap\/microk8s\//, cniConfDir: /^\/var\/snap\/microk8s\// },
  minikube: { cniNetnsDir: /^\/var\/run\/docker\/netns\/?$/ },
  openshift: { cniBinDir: /^\/var\/lib\/cni\/bin\/?$/, cniConfDir: /^\/etc\/cni\/multus\/net\.d\/?$/ },
};

function isWrongFor(platform: string, key: string, value: unknown): boolean {
  const right = directories[platform]?.[key.split(".").at(-1) ?? ""];
  return right !== undefined && !right.test(shown(value));
}

function isWritten({ values }: Install, path: string): boolean {
  let current: unknown = values;
  for (const key of path.split(".")) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, key)) return false;
    current = (current as Record<string, unknown>)[key];
  }
  return true;
}
