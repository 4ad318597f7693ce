/** The number of inputs for each minor, by chart. */
const counts = { istiod: 55, ztunnel: 50, cni: 45, gateway: 8, ambient: 16 };

/** Generates the inputs of a minor; the same seed gives the same inputs. */
export function* inputs(versions, seed) {
  const random = generator(`${seed} ${versions.at(-1)}`);
  const pick = (list) => list[Math.floor(random() * list.length)];
  for (const [chart, count] of Object.entries(counts)) {
    const hasUmbrella = !/^1\.2[012]\./.test(versions.at(-1));
    for (let index = 0; index < count && (chart !== "ambient" || hasUmbrella); index++) yield inputOf(chart, versions, random, pick);
  }
}

function inputOf(chart, versions, random, pick) {
  const version = pick(versions);
  const isFlat = !/^1\.2[0123]\./.test(version);
  const namespace = pick(["istio-system", "istio-system", "istio-system", "mesh-system", "kube-system"]);
  const release = pick([chart, chart, "mesh", `istio-${chart}`]);
  const set = [];
  if (random() < 0.5) set.push(pick(profiles(version)));
  for (let index = Math.floor(random() * 4); index > 0; index--) set.push(pick(pools[chart](isFlat)));
  const values = random() < 0.25 ? pick(files[chart] ?? [undefined]) : undefined;
  return { chart, version, namespace, release, set: [...new Set(set)], ...(values && { values }) };
}

function profiles(version) {
  if (/^1\.20\./.test(version)) return ["profile=ambient"];
  if (/^1\.21\./.test(version)) return ["profile=ambient", "profile=ambient", "profile=openshift"];
  if (/^1\.2[23]\./.test(version)) return ["profile=ambient", "profile=ambient", "profile=openshift-ambient", "profile=openshift"];
  const platform = pick3(version);
  return ["profile=ambient", "profile=ambient", "global.platform=openshift", "profile=remote", platform];
}

function pick3(version) {
  return /^1\.24\./.test(version) ? "global.platform=k3s" : "global.platform=gke";
}

/** Flat keys are read only since 1.24. */
function both(prefix, keys, isFlat) {
  return keys.flatMap((key) => (isFlat ? [`${prefix}.${key}`, key] : [`${prefix}.${key}`]));
}

const istiodOwn = [
  "env.CLUSTER_ALIASES=prod:Kubernetes",
  "env.PILOT_ENABLE_GATEWAY_API=false",
  "env.PILOT_ENABLE_GATEWAY_API=true",
  "env.PILOT_IGNORE_RESOURCES=*.istio.io",
  "env.PILOT_ENABLE_NODE_UNTAINT_CONTROLLERS=true",
  "taint.enabled=true",
  "taint.enabled=true",
  "taint.namespace=kube-system",
  "taint.name=example.com/not-ready",
  "cni.enabled=true",
  "trustedZtunnelNamespace=kube-system",
];

const pools = {
  istiod: (isFlat) => [
    ...both("pilot", istiodOwn, isFlat),
    "revision=canary",
    "revision=1-29",
    "revision=",
    "revisionTags={default,stable}",
    "revisionTags={prod}",
    "global.istioNamespace=mesh-system",
    "global.istioNamespace=mesh-system",
    "global.multiCluster.clusterName=prod-eu",
    "global.network=eu",
    "global.nativeNftables=true",
    "istio_cni.enabled=true",
    "istiodRemote.enabled=true",
    "meshConfig.discoverySelectors[0].matchLabels.istio-discovery=enabled",
    "sidecarInjectorWebhookAnnotations.example=yes",
    "multiCluster.clusterName=ignored",
    "istioNamespace=ignored",
    "network=ignored",
    "global.env.CLUSTER_ALIASES=ignored",
  ],
  ztunnel: () => [
    "revision=canary",
    "revision=1-29",
    "global.revision=canary",
    "istioNamespace=mesh-system",
    "istioNamespace=",
    "global.istioNamespace=mesh-system",
    "xdsAddress=istiod.example:15012",
    "global.xdsAddress=istiod.example:15012",
    "caAddress=ca.example:443",
    "global.caAddress=ca.example:443",
    "multiCluster.clusterName=prod-eu",
    "global.multiCluster.clusterName=prod-eu",
    "env.ISTIO_META_CLUSTER_ID=prod-us",
    "env.CLUSTER_ID=prod-us",
    "network=eu",
    "global.network=eu",
    "env.NETWORK=us",
    "env.XDS_ADDRESS=istiod.other:15012",
    "meshConfig.defaultConfig.proxyMetadata.NETWORK=asia",
    "resourceName=mesh-ztunnel",
    "global.resourceName=mesh-ztunnel",
    "ztunnel.revision=ignored",
    "ztunnel.istioNamespace=ignored",
  ],
  cni: (isFlat) => [
    ...both(
      "cni",
      [
        "cniConfFileName=istio-cni.conf",
        "cniConfFileName=10-calico.conflist",
        "cniConfFileName=",
        "istioOwnedCNIConfig=true",
        "excludeNamespaces={kube-system,monitoring}",
        "excludeNamespaces={}",
        "variant=debug",
        "variant=distroless",
        "ambient.ipv6=false",
        "ambient.ipv6=true",
        "chained=false",
      ],
      isFlat,
    ),
    "global.variant=debug",
    "global.variant=",
    "global.nativeNftables=true",
    "nativeNftables=true",
  ],
  gateway: () => ["revision=canary", "revision=1-29", "global.revision=ignored", "revision="],
  ambient: () => [
    "global.istioNamespace=mesh-system",
    "global.multiCluster.clusterName=prod-eu",
    "global.network=eu",
    "global.nativeNftables=true",
    "istiod.revision=canary",
    "ztunnel.revision=canary",
    "ztunnel.istioNamespace=mesh-system",
    "ztunnel.resourceName=mesh-ztunnel",
    "istiod.enabled=false",
    "istiod.revisionTags={default}",
    "istiod.taint.enabled=true",
    "istiod.pilot.cni.enabled=true",
    "cni.cniConfFileName=istio-cni.conf",
    "cni.cni.cniConfFileName=istio-cni.conf",
    "cni.excludeNamespaces={kube-system,monitoring}",
    "cni.ambient.ipv6=false",
    "revision=ignored",
  ],
};

/** Values that `--set` cannot express well: nothing, numbers, lists of maps. */
const files = {
  istiod: [
    "revision: 128\n",
    "revision: null\n",
    "global:\n  istioNamespace: null\n",
    "global:\n  multiCluster: null\n",
    "meshConfig:\n  discoverySelectors:\n    - matchLabels:\n        mesh: on\n    - matchExpressions:\n        - {key: env, operator: In, values: [prod]}\n",
    "meshConfig: null\n",
    "revisionTags: null\n",
    "pilot:\n  env:\n    PILOT_ENABLE_GATEWAY_API: false\n",
    "global:\n  network: 7\n",
  ],
  ztunnel: [
    "revision: 128\n",
    "revision: null\n",
    "istioNamespace: null\n",
    "multiCluster: null\n",
    "global: null\n",
    "env:\n  NETWORK: null\n",
    "global:\n  multiCluster:\n    clusterName: null\n",
    "resourceName: null\n",
    "multiCluster:\n  clusterName: 7\n",
  ],
  cni: [
    "cni:\n  excludeNamespaces: null\n",
    "excludeNamespaces: []\n",
    "cni:\n  ambient:\n    ipv6: null\n",
    'cni:\n  ambient:\n    ipv6: "false"\n',
    'global:\n  nativeNftables: "true"\n',
    "cni:\n  cniConfFileName: null\n",
    "global:\n  variant: null\n",
  ],
  gateway: ["revision: null\n", "revision: 7\n"],
};

/** Creates a linear congruential generator, seeded with a text: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function generator(text) {
  let state = 0;
  for (const character of text) state = (Math.imul(state, 31) + character.charCodeAt(0)) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
