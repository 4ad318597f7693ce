import {
  remembered
} from "./remembered.js";

// src/istio/data/minor.ts
function manifests(tag) {
  const tree = `https://github.com/istio/istio/tree/${tag}/manifests`;
  return [`${tree}/charts`, `${tree}/helm-profiles`, `${tree}/profiles`];
}

// src/istio/data/1.20.ts
var openshift = {
  cni: {
    cniBinDir: "/var/lib/cni/bin",
    cniConfDir: "/etc/cni/multus/net.d",
    chained: false,
    provider: "multus"
  },
  global: { platform: "openshift" }
};
var cniDefaults = {
  cniBinDir: "",
  cniConfDir: "/etc/cni/net.d",
  cniConfFileName: "",
  cniNetnsDir: null,
  chained: true,
  provider: "default",
  ambient: { enabled: false },
  resourceQuotas: { enabled: false, pods: 5e3 },
  variant: ""
};
var ztunnelDefaults = {
  revision: "",
  istioNamespace: "istio-system",
  caAddress: "",
  multiCluster: { clusterName: "" },
  meshConfig: { defaultConfig: { proxyMetadata: {} } }
};
var istio120 = {
  minor: "1.20",
  newest: "1.20.8",
  stable: true,
  sources: manifests("1.20.8"),
  charts: {
    defaultsKey: null,
    profileKeys: [],
    platformKeys: [],
    descoped: false,
    readsGlobal: ["base", "istiod", "cni"],
    // values.yaml declares cni.cniNetnsDir, the template reads another key.
    netnsKey: ["cniNetnsDir"],
    flattensGlobal: {},
    comparePlatform: {},
    cniAmbient: "truth",
    cniHasSeLinuxOptions: false,
    cniFallbacks: { confDir: "/etc/cni/net.d", netnsDir: "/var/run/netns" },
    ztunnelIsNodeCritical: false,
    ztunnelHasSeLinuxOptions: false,
    ztunnelHasQuota: false,
    hasResourceScope: false,
    trustsZtunnel: false,
    trustedZtunnelName: false,
    ztunnelAccount: null,
    clusterVariable: "CLUSTER_ID",
    ztunnelNetwork: false,
    ztunnelHasXdsAddress: false,
    istiodReadsIstioCni: true,
    istiodReadsPilotCni: false,
    hasTaint: false,
    taintStartsController: false,
    taintName: false,
    istiodCanBeRemote: false,
    hasWebhookAnnotations: false,
    hasNativeNftables: false,
    hasOwnedCniConfig: false,
    cniHasIpv6: false,
    istiodPlatformKeys: ["global"],
    ambientVariables: ["PILOT_ENABLE_AMBIENT", "PILOT_ENABLE_AMBIENT_CONTROLLERS"]
  },
  defaults: {
    base: { global: {} },
    istiod: {
      pilot: { env: {} },
      istio_cni: { enabled: false },
      revision: "",
      meshConfig: {},
      global: { istioNamespace: "istio-system", multiCluster: { clusterName: "" }, network: "" }
    },
    cni: {
      cni: { ...cniDefaults, excludeNamespaces: ["istio-system", "kube-system"] },
      global: { variant: "" }
    },
    ztunnel: ztunnelDefaults,
    gateway: { revision: "" }
  },
  umbrella: null,
  profiles: {},
  platforms: {},
  compatibilityVersions: [],
  istioctl: {
    profiles: {
      default: { components: ["base", "istiod", "gateway"], values: {}, namespaces: {} },
      ambient: {
        components: ["base", "istiod", "cni", "ztunnel"],
        values: {
          pilot: {
            env: {
              CA_TRUSTED_NODE_ACCOUNTS: "istio-system/ztunnel,kube-system/ztunnel",
              PILOT_ENABLE_AMBIENT_CONTROLLERS: "true"
            }
          },
          cni: { ambient: { enabled: true } }
        },
        namespaces: {}
      },
      demo: { components: ["base", "istiod", "gateway"], values: {}, namespaces: {} },
      empty: { components: [], values: {}, namespaces: {} },
      external: { components: [], values: {}, namespaces: {} },
      minimal: { components: ["base", "istiod"], values: {}, namespaces: {} },
      openshift: { components: ["base", "istiod", "gateway", "cni"], values: openshift, namespaces: { cni: "kube-system" } },
      preview: { components: ["base", "istiod", "gateway"], values: {}, namespaces: {} },
      remote: { components: [], values: {}, namespaces: {} }
    },
    namedIsEnabled: false,
    refusesUnknownKeys: false,
    onGke: { cniNamespace: "kube-system", values: {} }
  }
};

// src/istio/data/1.21.ts
var istio121 = {
  ...istio120,
  minor: "1.21",
  newest: "1.21.6",
  sources: manifests("1.21.6"),
  charts: {
    ...istio120.charts,
    defaultsKey: "defaults",
    profileKeys: ["root"],
    netnsKey: ["cni", "cniNetnsDir"],
    comparePlatform: { cni: "1.21.3" },
    ztunnelIsNodeCritical: true,
    ztunnelHasSeLinuxOptions: true,
    clusterVariable: "ISTIO_META_CLUSTER_ID"
  },
  defaults: { ...istio120.defaults, ztunnel: { ...istio120.defaults.ztunnel, seLinuxOptions: {} } },
  profiles: {
    ambient: {
      pilot: {
        env: {
          CA_TRUSTED_NODE_ACCOUNTS: "istio-system/ztunnel,kube-system/ztunnel",
          PILOT_ENABLE_AMBIENT_CONTROLLERS: "true"
        }
      },
      cni: { ambient: { enabled: true }, excludeNamespaces: ["kube-system"] }
    },
    demo: {},
    openshift: {
      cni: {
        cniConfFileName: "istio-cni.conf",
        excludeNamespaces: ["istio-system", "kube-system"],
        cniBinDir: "/var/lib/cni/bin",
        cniConfDir: "/etc/cni/multus/net.d",
        chained: false,
        provider: "multus"
      },
      istio_cni: { enabled: true },
      global: { platform: "openshift" }
    },
    preview: {}
  },
  compatibilityVersions: ["1.20"],
  istioctl: {
    ...istio120.istioctl,
    profiles: {
      default: { components: ["base", "istiod", "gateway"], values: {}, namespaces: {} },
      ambient: { components: ["base", "istiod", "cni", "ztunnel"], values: { profile: "ambient" }, namespaces: {} },
      demo: { components: ["base", "istiod", "gateway"], values: { profile: "demo" }, namespaces: {} },
      empty: { components: [], values: {}, namespaces: {} },
      external: { components: [], values: {}, namespaces: {} },
      minimal: { components: ["base", "istiod"], values: {}, namespaces: {} },
      openshift: { components: ["base", "istiod", "gateway", "cni"], values: { profile: "openshift" }, namespaces: { cni: "kube-system" } },
      preview: { components: ["base", "istiod", "gateway"], values: { profile: "preview" }, namespaces: {} },
      remote: { components: [], values: {}, namespaces: {} }
    }
  }
};

// src/istio/data/1.22.ts
var multus = {
  cniBinDir: "/var/lib/cni/bin",
  cniConfDir: "/etc/cni/multus/net.d",
  chained: false,
  cniConfFileName: "istio-cni.conf",
  provider: "multus"
};
var istio122 = {
  ...istio121,
  minor: "1.22",
  newest: "1.22.8",
  sources: manifests("1.22.8"),
  charts: {
    ...istio121.charts,
    flattensGlobal: { ztunnel: "1.22.4" },
    comparePlatform: { cni: true, ztunnel: true },
    ambientVariables: ["PILOT_ENABLE_AMBIENT"],
    istiodReadsPilotCni: true,
    hasTaint: true
  },
  defaults: {
    ...istio121.defaults,
    istiod: {
      ...istio121.defaults.istiod,
      istio_cni: {},
      pilot: { env: {}, cni: { enabled: false }, taint: { enabled: false, namespace: "" } }
    },
    cni: { ...istio121.defaults.cni, cni: { ...cniDefaults, excludeNamespaces: ["kube-system"] } }
  },
  profiles: {
    ambient: {
      pilot: { env: { PILOT_ENABLE_AMBIENT: "true", CA_TRUSTED_NODE_ACCOUNTS: "istio-system/ztunnel,kube-system/ztunnel" } },
      cni: { ambient: { enabled: true } },
      global: { variant: "distroless" }
    },
    demo: {},
    openshift: { cni: multus, pilot: { cni: { enabled: true } }, global: { platform: "openshift" }, platform: "openshift" },
    "openshift-ambient": {
      cni: { ...multus, ambient: { enabled: true } },
      pilot: {
        cni: { enabled: true },
        env: { PILOT_ENABLE_AMBIENT: "true", CA_TRUSTED_NODE_ACCOUNTS: "istio-system/ztunnel,kube-system/ztunnel" }
      },
      global: { platform: "openshift" },
      platform: "openshift",
      seLinuxOptions: { type: "spc_t" }
    },
    preview: {},
    stable: {}
  },
  compatibilityVersions: ["1.20", "1.21"],
  istioctl: {
    ...istio121.istioctl,
    refusesUnknownKeys: true,
    profiles: {
      default: { components: ["base", "istiod", "gateway"], values: {}, namespaces: {} },
      ambient: { components: ["base", "istiod", "cni", "ztunnel"], values: { profile: "ambient" }, namespaces: {} },
      demo: { components: ["base", "istiod", "gateway"], values: { profile: "demo" }, namespaces: {} },
      empty: { components: [], values: {}, namespaces: {} },
      minimal: { components: ["base", "istiod"], values: {}, namespaces: {} },
      openshift: { components: ["base", "istiod", "gateway", "cni"], values: { profile: "openshift" }, namespaces: { cni: "kube-system" } },
      "openshift-ambient": {
        components: ["base", "istiod", "cni", "ztunnel"],
        values: { profile: "openshift-ambient" },
        namespaces: { cni: "kube-system", ztunnel: "kube-system" }
      },
      preview: { components: ["base", "istiod", "gateway"], values: { profile: "preview" }, namespaces: {} },
      remote: { components: [], values: {}, namespaces: {} },
      stable: { components: ["base", "istiod", "gateway"], values: { profile: "stable" }, namespaces: {} }
    }
  }
};

// src/istio/data/1.23.ts
var multus2 = {
  cniBinDir: "/var/lib/cni/bin",
  cniConfDir: "/etc/cni/multus/net.d",
  chained: false,
  cniConfFileName: "istio-cni.conf",
  provider: "multus"
};
var istio123 = {
  ...istio122,
  minor: "1.23",
  newest: "1.23.6",
  sources: manifests("1.23.6"),
  charts: {
    ...istio122.charts,
    flattensGlobal: { ztunnel: true },
    cniAmbient: "text",
    trustsZtunnel: true,
    ztunnelHasXdsAddress: true,
    cniHasIpv6: true
  },
  defaults: {
    ...istio122.defaults,
    istiod: {
      ...istio122.defaults.istiod,
      pilot: { env: {}, trustedZtunnelNamespace: "", cni: { enabled: false }, taint: { enabled: false, namespace: "" } }
    },
    cni: {
      ...istio122.defaults.cni,
      cni: { ...cniDefaults, excludeNamespaces: ["kube-system"], ambient: { enabled: false, ipv6: true } }
    },
    ztunnel: { ...istio122.defaults.ztunnel, xdsAddress: "" }
  },
  umbrella: {
    global: {},
    istiod: { enabled: true, profile: "ambient" },
    ztunnel: { profile: "ambient" },
    cni: { profile: "ambient" }
  },
  profiles: {
    ambient: {
      pilot: { env: { PILOT_ENABLE_AMBIENT: "true" } },
      cni: { ambient: { enabled: true } },
      global: { variant: "distroless" }
    },
    demo: {},
    openshift: { cni: multus2, pilot: { cni: { enabled: true } }, global: { platform: "openshift" }, platform: "openshift" },
    "openshift-ambient": {
      cni: { ...multus2, ambient: { enabled: true } },
      pilot: { cni: { enabled: true }, env: { PILOT_ENABLE_AMBIENT: "true" } },
      global: { platform: "openshift" },
      platform: "openshift",
      seLinuxOptions: { type: "spc_t" }
    },
    preview: {},
    stable: {}
  },
  compatibilityVersions: ["1.20", "1.21", "1.22"]
};

// src/istio/data/1.24.ts
var istio124 = {
  ...istio123,
  minor: "1.24",
  newest: "1.24.6",
  sources: manifests("1.24.6"),
  charts: {
    ...istio123.charts,
    defaultsKey: "_internal_defaults_do_not_set",
    platformKeys: ["global"],
    descoped: true,
    netnsKey: ["cniNetnsDir"],
    cniHasSeLinuxOptions: true,
    istiodPlatformKeys: ["global", "root"],
    istiodReadsIstioCni: false,
    flattensGlobal: { ztunnel: true, gateway: "1.24.3" },
    istiodCanBeRemote: true,
    hasWebhookAnnotations: true
  },
  defaults: {
    base: { global: {} },
    istiod: {
      env: {},
      trustedZtunnelNamespace: "",
      cni: { enabled: false },
      taint: { enabled: false, namespace: "" },
      revision: "",
      istiodRemote: { enabled: false },
      meshConfig: {},
      global: { istioNamespace: "istio-system", multiCluster: { clusterName: "" }, network: "" }
    },
    cni: {
      ...cniDefaults,
      ambient: { enabled: false, ipv6: true },
      excludeNamespaces: ["kube-system"],
      seLinuxOptions: {},
      global: { variant: "" }
    },
    ztunnel: istio123.defaults.ztunnel,
    gateway: { revision: "" }
  },
  profiles: {
    ambient: {
      pilot: { env: { PILOT_ENABLE_AMBIENT: "true" } },
      cni: { ambient: { enabled: true } },
      global: { variant: "distroless" }
    },
    demo: {},
    preview: {},
    remote: { istiodRemote: { enabled: true } },
    stable: {}
  },
  platforms: {
    k3d: { cni: { cniConfDir: "/var/lib/rancher/k3s/agent/etc/cni/net.d", cniBinDir: "/bin" } },
    k3s: {
      cni: {
        cniConfDir: "/var/lib/rancher/k3s/agent/etc/cni/net.d",
        cniBinDir: "/var/lib/rancher/k3s/data/current/bin/"
      }
    },
    microk8s: {
      cni: {
        cniConfDir: "/var/snap/microk8s/current/args/cni-network",
        cniBinDir: "/var/snap/microk8s/current/opt/cni/bin"
      }
    },
    minikube: { cni: { cniNetnsDir: "/var/run/docker/netns" } },
    openshift: {
      cni: {
        cniBinDir: "/var/lib/cni/bin",
        cniConfDir: "/etc/cni/multus/net.d",
        chained: false,
        cniConfFileName: "istio-cni.conf",
        provider: "multus"
      },
      pilot: { cni: { enabled: true } },
      seLinuxOptions: { type: "spc_t" },
      trustedZtunnelNamespace: "kube-system"
    }
  },
  compatibilityVersions: ["1.21", "1.22", "1.23"],
  istioctl: {
    ...istio123.istioctl,
    profiles: {
      default: { components: ["base", "istiod", "gateway"], values: {}, namespaces: {} },
      ambient: { components: ["base", "istiod", "cni", "ztunnel"], values: { profile: "ambient" }, namespaces: {} },
      demo: { components: ["base", "istiod", "gateway"], values: { profile: "demo" }, namespaces: {} },
      empty: { components: [], values: {}, namespaces: {} },
      minimal: { components: ["base", "istiod"], values: {}, namespaces: {} },
      openshift: {
        components: ["base", "istiod", "gateway", "cni"],
        values: { global: { platform: "openshift" } },
        namespaces: { cni: "kube-system" }
      },
      "openshift-ambient": {
        components: ["base", "istiod", "cni", "ztunnel"],
        values: { profile: "ambient", global: { platform: "openshift" } },
        namespaces: { cni: "kube-system", ztunnel: "kube-system" }
      },
      preview: { components: ["base", "istiod", "gateway"], values: { profile: "preview" }, namespaces: {} },
      remote: { components: ["base", "istiod"], values: { profile: "remote" }, namespaces: {} },
      stable: { components: ["base", "istiod", "gateway"], values: { profile: "stable" }, namespaces: {} }
    },
    namedIsEnabled: true
  }
};

// src/istio/data/1.25.ts
var istio125 = {
  ...istio124,
  minor: "1.25",
  newest: "1.25.5",
  sources: manifests("1.25.5"),
  charts: {
    ...istio124.charts,
    profileKeys: ["root", "global"],
    platformKeys: ["root", "global"],
    cniFallbacks: null,
    flattensGlobal: { ztunnel: true, gateway: true },
    trustedZtunnelName: "1.25.2",
    ztunnelAccount: { since: "1.25.1", fallback: "release" }
  },
  defaults: {
    ...istio124.defaults,
    // A default that is not empty turns off the detection of GKE.
    cni: { ...istio124.defaults.cni, cniBinDir: "/opt/cni/bin", cniNetnsDir: "/var/run/netns" }
  },
  umbrella: {
    global: {},
    istiod: { enabled: true, profile: "ambient" },
    ztunnel: { profile: "ambient", resourceName: "ztunnel" },
    cni: { profile: "ambient" }
  },
  platforms: {
    ...istio124.platforms,
    gke: { cni: { cniBinDir: "" } },
    k3s: {
      cni: {
        cniConfDir: "/var/lib/rancher/k3s/agent/etc/cni/net.d",
        cniBinDir: "/var/lib/rancher/k3s/data/cni"
      }
    }
  },
  compatibilityVersions: ["1.22", "1.23", "1.24"]
};

// src/istio/data/1.26.ts
var istio126 = {
  ...istio125,
  minor: "1.26",
  newest: "1.26.8",
  sources: manifests("1.26.8"),
  charts: { ...istio125.charts, ztunnelHasQuota: true, trustedZtunnelName: true, ztunnelAccount: { since: true, fallback: "ztunnel" } },
  defaults: { ...istio125.defaults, ztunnel: { ...istio125.defaults.ztunnel, resourceQuotas: { enabled: false, pods: 5e3 } } },
  platforms: {
    ...istio125.platforms,
    gke: { cni: { cniBinDir: "", resourceQuotas: { enabled: true } }, resourceQuotas: { enabled: true } }
  },
  compatibilityVersions: ["1.23", "1.24", "1.25"],
  istioctl: {
    ...istio125.istioctl,
    onGke: {
      cniNamespace: "kube-system",
      values: { global: { platform: "gke" }, cni: { resourceQuotas: { enabled: false } } }
    }
  }
};

// src/istio/data/1.27.ts
var istiodGlobal = {
  istioNamespace: "istio-system",
  multiCluster: { clusterName: "" },
  network: "",
  nativeNftables: false
};
var cniGlobal = { variant: "", nativeNftables: false };
var istio127 = {
  ...istio126,
  minor: "1.27",
  newest: "1.27.9",
  sources: manifests("1.27.9"),
  charts: { ...istio126.charts, ztunnelNetwork: "1.27.2", hasNativeNftables: true, hasOwnedCniConfig: true },
  defaults: {
    ...istio126.defaults,
    istiod: { ...istio126.defaults.istiod, global: istiodGlobal },
    cni: { ...istio126.defaults.cni, istioOwnedCNIConfig: false, global: cniGlobal }
  },
  compatibilityVersions: ["1.24", "1.25", "1.26"]
};

// src/istio/data/1.28.ts
var istio128 = {
  ...istio127,
  minor: "1.28",
  newest: "1.28.10",
  sources: manifests("1.28.10"),
  charts: { ...istio127.charts, hasResourceScope: true, readsGlobal: ["base", "istiod", "cni", "gateway"] },
  defaults: {
    ...istio127.defaults,
    istiod: { ...istio127.defaults.istiod, global: { ...istiodGlobal, resourceScope: "all" } },
    cni: { ...istio127.defaults.cni, global: { ...cniGlobal, resourceScope: "all" } },
    gateway: { revision: "", global: {} },
    ztunnel: { ...istio127.defaults.ztunnel, network: "", resourceScope: "all" }
  },
  compatibilityVersions: ["1.25", "1.26", "1.27"]
};

// src/istio/data/1.29.ts
var istio129 = {
  ...istio128,
  minor: "1.29",
  newest: "1.29.7",
  sources: manifests("1.29.7"),
  charts: { ...istio128.charts, readsGlobal: ["base", "istiod", "cni", "gateway", "ztunnel"] },
  defaults: { ...istio128.defaults, ztunnel: { ...istio128.defaults.ztunnel, global: {} } },
  compatibilityVersions: ["1.25", "1.26", "1.27", "1.28"]
};

// src/istio/data/1.30.ts
var istio130 = {
  ...istio129,
  minor: "1.30",
  newest: "1.30.4",
  sources: manifests("1.30.4"),
  charts: { ...istio129.charts, taintStartsController: true, taintName: "1.30.3" },
  compatibilityVersions: ["1.25", "1.26", "1.27", "1.28", "1.29"]
};

// src/istio/data/1.31.ts
var istio131 = {
  ...istio130,
  minor: "1.31",
  newest: "1.31.1",
  sources: manifests("1.31.1"),
  compatibilityVersions: ["1.25", "1.26", "1.27", "1.28", "1.29", "1.30"]
};

// src/istio/data/index.ts
var minors = [
  istio120,
  istio121,
  istio122,
  istio123,
  istio124,
  istio125,
  istio126,
  istio127,
  istio128,
  istio129,
  istio130,
  istio131
];

// src/istio/versions.ts
function resolveVersion(written, last) {
  return last === void 0 ? resolveText(written ?? "") : resolveUpTo(last, written ?? "");
}
var resolveText = remembered((written) => {
  const text = written.trim().replace(/^v(?=\d)/, "");
  if (exact.test(text)) return toResolvedVersion(text, false);
  const matches = parseRange(text);
  const newest = matches && findNewestMatching(matches);
  if (newest) return toResolvedVersion(newest, false);
  const next = matches && listUpcomingVersions().find(matches);
  return toResolvedVersion(next === void 0 ? findNewestStable() : formatVersion(next), true);
});
function formatVersion(number) {
  const minors2 = Math.floor(number / 1e4);
  return `${Math.floor(minors2 / 1e4)}.${minors2 % 1e4}.${number % 1e4}`;
}
function resolveUpTo(last, written) {
  const resolvedFreely = resolveText(written);
  const text = written.trim();
  if (exact.test(text.replace(/^v(?=\d)/, ""))) return resolvedFreely;
  const matches = parseRange(text);
  const newest = matches && findNewestMatching((version) => version <= numberOf(last) && matches(version));
  return newest ? toResolvedVersion(newest, false) : resolvedFreely.assumed ? toResolvedVersion(last, true) : resolvedFreely;
}
var isNewerThanData = remembered((written) => {
  const text = written.trim().replace(/^v(?=\d)/, "");
  if (exact.test(text)) return compareVersions(text, minorOf(text).newest) > 0;
  const matches = parseRange(text);
  return matches !== void 0 && findNewestMatching(matches) === void 0 && listUpcomingVersions().some(matches);
});
function listUpcomingVersions() {
  const newest = numberOf(findNewestStable());
  const minor = Math.floor(newest / 1e4) * 1e4;
  const patches = Array.from({ length: 20 }, (_, index) => newest + index + 1);
  const later = Array.from({ length: 20 }, (_, index) => minor + (index + 1) * 1e4);
  return [...patches, ...later.flatMap((first) => [first, first + 1, first + 5, first + 10])];
}
function isVersion(written) {
  const text = written.trim().replace(/^v(?=\d)/, "");
  return exact.test(text) || parseRange(text) !== void 0 || /^[\d.]+-[\w.-]+$/.test(text) || /^(latest|stable|main|master|head|dev|edge)$/i.test(text);
}
function listWrittenMinors(written) {
  const minors2 = listPossibleVersions(written).map((version) => version.split(".").slice(0, 2).join("."));
  return [...new Set(minors2)];
}
function listPossibleVersions(written) {
  const first = resolveVersion(written);
  if (exact.test(first.version) && written?.trim().replace(/^v(?=\d)/, "") === first.version) return [first.version];
  const matches = first.assumed ? () => true : parseRange(written?.trim() ?? "");
  const others = minors.filter(({ minor, newest }) => minor !== first.minor && matches?.(numberOf(newest))).map(({ newest }) => newest);
  return [first.version, ...others];
}
function listUnreadableVersions(text, last) {
  const minor = /^["'\s]*[~=]?\s*v?(\d{1,4}\.\d{1,4})\./.exec(text ?? "")?.[1];
  const known = minors.filter((one) => one.stable && (minor === void 0 || one.minor === minor)).toReversed();
  if (minor !== void 0 && known.length === 0) return [`${minor}.0`];
  const releases = known.flatMap((one) => [.../* @__PURE__ */ new Set([limitToLast(one.newest, last), `${one.minor}.0`])]);
  const published = releases.filter((release) => last === void 0 || numberOf(release) <= numberOf(last));
  return published.length > 0 ? published : releases;
}
function limitToLast(newest, last) {
  return last !== void 0 && minorOf(last).minor === minorOf(newest).minor && numberOf(last) < numberOf(newest) ? last : newest;
}
function compareVersions(a, b) {
  const numbers = numberOf(a) - numberOf(b);
  if (numbers !== 0) return numbers;
  const [left, right] = [parsePrerelease(a), parsePrerelease(b)];
  if (left === void 0 || right === void 0) return Number(left === void 0) - Number(right === void 0);
  return left.localeCompare(right, "en", { numeric: true });
}
function matchesVersions(version, range) {
  return parseRange(range)?.(numberOf(version)) ?? false;
}
var minorOf = remembered(findMinor);
function findMinor(version) {
  const number = numberOf(version);
  return numbered.findLast(([first]) => first <= number)?.[1] ?? minors[0];
}
function isOfLaterMinor(version) {
  const newest = minors.at(-1)?.minor ?? "";
  return numberOf(version) >= encodeNext(parseNumbers(newest), 2);
}
function isSince(since, version) {
  return typeof since === "boolean" ? since : numberOf(version) >= numberOf(since);
}
var numbered = minors.map((one) => [readNumber(one.minor), one]);
var exact = /^\d{1,4}\.\d{1,4}\.\d{1,4}(?:[-+][\w.+-]{1,60})?$/;
var comparator = /\s*(>=|<=|!=|=>|=<|~>|[=><~^])?\s*v?(\d{1,4}|[xX*])(?:\.(\d{1,4}|[xX*]))?(?:\.(\d{1,4}|[xX*]))?(?:[-+][\w.+-]{1,60})?\s*,?/y;
var hyphenRange = /^ *(\S+) +- +(\S+) *$/;
var maxRangeLength = 200;
function toResolvedVersion(version, assumed) {
  const { minor } = minorOf(version);
  return { version, minor, assumed, known: version === minor || version.startsWith(`${minor}.`) };
}
function findNewestStable() {
  return minors.findLast((one) => one.stable)?.newest ?? "";
}
function findNewestMatching(matches) {
  for (const one of minors.filter(({ stable }) => stable).toReversed()) {
    for (let patch = numberOf(one.newest) % 1e4; patch >= 0; patch--) {
      const version = `${one.minor}.${patch}`;
      if (matches(numberOf(version))) return version;
    }
  }
  return void 0;
}
function parseRange(text) {
  if (text === "" || text.length > maxRangeLength) return void 0;
  const alternatives = [];
  for (const alternative of text.split("||")) {
    const parsed = parseComparators(alternative.replace(hyphenRange, ">=$1 <=$2"));
    if (!parsed) return void 0;
    alternatives.push(parsed);
  }
  return (version) => alternatives.some((matches) => matches(version));
}
function parseComparators(text) {
  const all = [];
  comparator.lastIndex = 0;
  for (let at = 0; at < text.length; at = comparator.lastIndex) {
    comparator.lastIndex = at;
    const match = comparator.exec(text);
    if (!match) return void 0;
    all.push(buildComparison(match[1] ?? "=", match.slice(2, 5)));
  }
  return all.length > 0 ? (version) => all.every((matches) => matches(version)) : void 0;
}
function buildComparison(operator, parts) {
  const wildcard = parts.findIndex((part) => part === void 0 || !/^\d/.test(part));
  const given = (wildcard === -1 ? parts : parts.slice(0, wildcard)).map(Number);
  const low = encode(given);
  const end = encodeNext(given, given.length);
  if (operator === ">") return (version) => version >= end;
  if (operator === ">=" || operator === "=>") return (version) => version >= low;
  if (operator === "<") return (version) => version < low;
  if (operator === "<=" || operator === "=<") return (version) => version < end;
  if (operator === "!=") return (version) => version < low || version >= end;
  if (operator === "^") return (version) => version >= low && version < encodeNext(given, 1);
  if (operator.startsWith("~")) return (version) => version >= low && version < encodeNext(given, Math.min(2, given.length));
  return (version) => version >= low && version < end;
}
function encodeNext(parts, length) {
  if (length === 0) return Number.POSITIVE_INFINITY;
  return encode(parts.slice(0, length).map((part, index) => index === length - 1 ? part + 1 : part));
}
function encode([major = 0, minor = 0, patch = 0]) {
  return (major * 1e4 + minor) * 1e4 + patch;
}
var numberOf = remembered(readNumber);
function readNumber(version) {
  return encode(parseNumbers(version));
}
function parseNumbers(version) {
  const [, ...parts] = /^v?(\d{1,4})(?:\.(\d{1,4}))?(?:\.(\d{1,4}))?/.exec(version) ?? [];
  return parts.map((part) => Number(part ?? 0));
}
function parsePrerelease(version) {
  return /-((?:alpha|beta|rc|dev)[\w.-]*)/.exec(version)?.[1];
}

export {
  minors,
  resolveVersion,
  isNewerThanData,
  isVersion,
  listWrittenMinors,
  listPossibleVersions,
  listUnreadableVersions,
  compareVersions,
  matchesVersions,
  minorOf,
  isOfLaterMinor,
  isSince
};
