import { describe, expect, test } from "vitest";
import { type ChartRun, computeEffective } from "../../src/istio/effective.ts";
import type { Cursor } from "../../src/model/cursor.ts";
import { wrapWholeText } from "../../src/model/source-text.ts";
import { mergeValues, parseSet } from "../../src/model/values.ts";
import { readYaml } from "../../src/syntax/yaml/yaml.ts";

const install = { file: "install.sh", start: 0, end: 4 };
const unknown: Cursor = { kind: "unknown", origin: { file: "install.sh", start: 50, end: 60 }, reason: "$PLATFORM" };

function run(overrides: Partial<ChartRun> & { yaml?: string }) {
  const { yaml = "", ...rest } = overrides;
  const root = readYaml(wrapWholeText("values.yaml", yaml)).root ?? mergeValues([]);
  const base = {
    component: "cni",
    version: "1.29.6",
    values: root,
    namespace: "istio-system",
    rendering: "offline",
    place: install,
  } as const;
  return computeEffective({ ...base, ...rest });
}

/** The text of values.yaml that an origin points to. */
function shown(yaml: string, origin: { by: string; place: { file: string; start: number; end: number } } | undefined): string {
  const { file, start, end } = origin?.place ?? install;
  return `${origin?.by} <- ${file === "values.yaml" ? yaml.slice(start, end).trimEnd() : file}`;
}

describe("origins", () => {
  const yaml = "profile: ambient\nglobal:\n  platform: k3s\ncni:\n  cniConfDir: /mine\n";
  const { origins, effective } = run({ yaml });

  test("of a value the user set", () => {
    expect(effective?.cniConfDir).toBe("/mine");
    expect(shown(yaml, origins.cniConfDir)).toBe("set here <- /mine");
  });

  test("of a value that a profile or a platform set, with the line that chose it", () => {
    expect(shown(yaml, origins.ambient)).toBe("profile ambient of cni 1.29 <- ambient");
    expect(shown(yaml, origins.cniBinDir)).toBe("platform k3s of cni 1.29 <- k3s");
  });

  test("of a chart default, with the closest thing that is written", () => {
    expect(shown(yaml, origins.cniNetnsDir)).toBe(`chart default of cni 1.29 <- ${yaml.trimEnd()}`);
    expect(shown("", run({}).origins.cniNetnsDir)).toBe("chart default of cni 1.29 <- install.sh");
  });

  test("of a setting that no value changes", () => {
    expect(shown(yaml, origins.namespace)).toBe("the release's namespace <- install.sh");
  });
});

describe("render errors keep the place of the bad value", () => {
  test.each([
    ["global:\n  platform: eks\n", { code: "unknown-platform", value: "eks" }, "eks"],
    ["profile: openshift\n", { code: "unknown-profile", value: "openshift" }, "openshift"],
    ["profile: 1.5\n", { code: "unknown-profile", value: "1.5" }, "1.5"],
    ["compatibilityVersion: 1.28\n", { code: "unknown-compatibility-version", value: "1.28" }, "1.28"],
    ["defaults:\n  cniBinDir: /x\n", { code: "defaults-prefix", value: "" }, "cniBinDir: /x"],
  ])("%j", (yaml, error, blamed) => {
    const { renderError, effective } = run({ yaml });
    expect(effective).toBeNull();
    expect(renderError).toMatchObject(error);
    expect(yaml.slice(renderError?.place.start, renderError?.place.end).trim()).toBe(blamed);
  });

  test("and are certain although the profile is unknown", () => {
    const values = mergeValues([parseSet("global.platform=eks", "set", install), withUnknown("profile")]);
    expect(run({ values }).renderError).toMatchObject({ code: "unknown-platform", value: "eks" });
  });
});

describe("what cannot be known", () => {
  test("with an unknown platform: whatever a platform may change", () => {
    const values = mergeValues([parseSet("profile=ambient,cni.cniBinDir=/mine", "set", install), withUnknown("platform")]);
    const { effective, unknown: names, platform } = run({ values });
    expect(names).toEqual(["cniConfDir", "cniNetnsDir", "chained", "provider", "seLinuxType", "resourceQuota", "cniConfFileName"]);
    expect(effective).toMatchObject({ cniBinDir: "/mine", ambient: true, namespace: "istio-system" });
    expect(platform).toBeNull();
  });

  test("with an unknown platform and a flat key: the key loses to some platforms", () => {
    const values = mergeValues([parseSet("cniBinDir=/mine", "set", install), withUnknown("platform")]);
    expect(run({ values }).unknown).toContain("cniBinDir");
  });

  test("with an unknown profile: ambient", () => {
    expect(run({ values: mergeValues([withUnknown("profile")]) }).unknown).toEqual(["ambient", "variant"]);
  });

  test("below a Secret: all but what is set in the winning spelling", () => {
    const values = mergeValues([unknown, parseSet("cni.cniBinDir=/nested,cniConfDir=/flat", "set", install)]);
    const { effective } = run({ values });
    expect(effective).toEqual({ cniBinDir: "/nested", namespace: "istio-system", priorityClassName: "system-node-critical" });
  });

  test("with an unknown namespace: what carries it", () => {
    const values = parseSet("platform=gke,cni.cniBinDir=/x", "set", install);
    expect(run({ values, namespace: undefined }).unknown).toEqual(["namespace", "resourceQuota"]);
    expect(run({ values: mergeValues([]), namespace: undefined, component: "istiod" }).unknown).toEqual([
      "namespace",
      "trustedNodeAccounts",
    ]);
  });

  test("with an unknown key that decides: its setting", () => {
    expect(run({ values: mergeValues([parseSet("cni.cniBinDir=/x", "set", install), withUnknown("chained")]) }).unknown).toEqual([
      "chained",
    ]);
  });

  test("with an unknown switch of the umbrella: istiod's settings", () => {
    const values = mergeValues([parseSet("istiod.x=1", "set", install), { ...withUnknown("y"), entries: new Map() }, istiodSwitch()]);
    const { unknown } = run({ component: "ambient", values });
    expect(unknown.slice(0, 3)).toEqual(["trustedNodeAccounts", "platform", "serviceName"]);
    expect(unknown).not.toContain("serviceAccount");
  });
});

describe("GKE", () => {
  const values = parseSet("profile=ambient,platform=gke", "set", install);

  test("is not seen by an offline rendering", () => {
    expect(run({ values }).effective?.cniBinDir).toBe("/opt/cni/bin");
    expect(run({ values, kubeVersion: "v1.33.4-gke.1134000" }).effective?.cniBinDir).toBe("/home/kubernetes/bin");
  });

  test("may be seen by a live one, unless something else says whether it is GKE", () => {
    expect(run({ values, rendering: "live" }).unknown).toEqual(["cniBinDir"]);
    expect(run({ values, rendering: "live", gke: true }).effective?.cniBinDir).toBe("/home/kubernetes/bin");
    expect(run({ values, rendering: "live", gke: false }).effective?.cniBinDir).toBe("/opt/cni/bin");
  });

  test("does not matter to a live rendering that never looks", () => {
    expect(run({ values: mergeValues([]), rendering: "live" }).unknown).toEqual([]);
    expect(run({ values: mergeValues([]), rendering: "live", version: "1.24.6" }).unknown).toEqual(["cniBinDir"]);
  });
});

describe("other CNIs", () => {
  test("cilium's defaults, and what a user changes", () => {
    const defaults = {
      ...{
        cniExclusive: true,
        cniInstall: true,
        cniCustomConf: false,
        chainingMode: "none",
        bpfMasquerade: false,
        hostLegacyRouting: false,
      },
      ...{ ipv4Masquerade: true, kubeProxyReplacement: "false", socketLb: false, socketLbHostNamespaceOnly: false },
      ...{ policyEnforcementMode: "default", eni: false, encryptionType: null, bpfHostRouting: "off" },
    };
    expect(run({ component: "cilium", version: "1.18.0" }).effective).toEqual(defaults);
    const yaml = "cni:\n  exclusive: false\nkubeProxyReplacement: true\nsocketLB:\n  hostNamespaceOnly: true\n";
    const result = run({ component: "cilium", version: "1.18.0", yaml });
    const written = { cniExclusive: false, kubeProxyReplacement: "true", socketLbHostNamespaceOnly: true };
    expect(result.effective).toEqual({ ...defaults, ...written });
    expect(shown(yaml, result.origins.cniExclusive)).toBe("set here <- false");
    expect(result.origins.bpfMasquerade?.by).toBe("chart default of cilium");
  });

  test("aws-vpc-cni's defaults, and what a user changes", () => {
    expect(run({ component: "aws-vpc-cni" }).effective).toEqual({
      ...{ enablePodEni: false, enforcingMode: "strict", networkPolicy: false, tcpEarlyDemuxDisabled: false },
    });
    const yaml = 'env:\n  ENABLE_POD_ENI: "true"\n  POD_SECURITY_GROUP_ENFORCING_MODE: standard\n';
    expect(run({ component: "aws-vpc-cni", yaml }).effective).toMatchObject({ enablePodEni: true, enforcingMode: "standard" });
    expect(run({ component: "aws-vpc-cni", values: unknown }).unknown).toEqual([
      ...["enablePodEni", "enforcingMode", "networkPolicy", "tcpEarlyDemuxDisabled"],
    ]);
  });

  test("calico's settings are those that its chart writes", () => {
    const nothing = { linuxDataplane: null, cniType: null, connectTimeLoadBalancing: null, hostConntrackBypass: null };
    expect(run({ component: "calico" })).toMatchObject({ effective: nothing, unknown: [], renderError: null });
    const yaml =
      "installation:\n  calicoNetwork:\n    linuxDataplane: BPF\ndefaultFelixConfiguration:\n  enabled: true\n  bpfHostConntrackBypass: false\n";
    expect(run({ component: "calico", yaml }).effective).toEqual({ ...nothing, linuxDataplane: "BPF", hostConntrackBypass: false });
  });

  test.each([
    ["kubeProxyReplacement: true\nbpf:\n  masquerade: true\n", "1.18.0", "on"],
    ["kubeProxyReplacement: true\nbpf:\n  masquerade: true\n  hostLegacyRouting: true\n", "1.18.0", "off"],
    ["kubeProxyReplacement: true\nenableIPv4Masquerade: false\n", "1.18.0", "on"],
    ["kubeProxyReplacement: true\neni:\n  enabled: true\n", "v1.18.2", "on"],
    ["kubeProxyReplacement: true\neni:\n  enabled: true\n", "1.17.9", "off"],
    ["kubeProxyReplacement: true\neni:\n  enabled: true\n", ">=1.16", undefined],
    ["kubeProxyReplacement: true\neni:\n  enabled: true\n", "", "on"],
    ["kubeProxyReplacement: true\nenableIPv4Masquerade: false\ncni:\n  chainingMode: portmap\n", "1.18.0", "off"],
    ["kubeProxyReplacement: true\n", "1.18.0", "off"],
    ["kubeProxyReplacement: partial\nbpf:\n  masquerade: true\n", "1.13.0", undefined],
    ["kubeProxyReplacement: disabled\nbpf:\n  masquerade: true\n", "1.13.0", "off"],
    ["enableIPv4Masquerade: false\n", "1.18.0", "off"],
  ])("cilium with %j in %s has BPF host routing %s", (yaml, version, expected) => {
    expect(run({ component: "cilium", version, yaml }).effective?.bpfHostRouting).toBe(expected);
  });
});

test("versions older and newer than the data use the nearest data", () => {
  expect(run({ version: "1.18.5", yaml: "cni:\n  cniBinDir: /x\n" }).effective?.cniBinDir).toBe("/x");
  expect(run({ version: "1.44.0", yaml: "global:\n  platform: k3s\n" }).effective?.cniBinDir).toBe("/var/lib/rancher/k3s/data/cni");
});

test("values of any shape are survived", () => {
  const odd = [
    "cni: 5",
    "- a",
    "text",
    "global: []",
    "cni:\n  ambient: []",
    "resourceQuotas:\n  pods: {}\n  enabled: true",
    "profile: {a: 1}",
    "platform: [k3s]",
  ];
  for (const yaml of odd) {
    for (const component of ["base", "istiod", "cni", "ztunnel", "gateway", "ambient", "cilium", "calico", "aws-vpc-cni"] as const) {
      for (const version of ["1.20.0", "1.23.0", "1.24.0", "1.30.0"]) expect(() => run({ component, version, yaml })).not.toThrow();
    }
  }
});

function withUnknown(name: string): Cursor & { kind: "map" } {
  return { kind: "map", origin: install, entries: new Map([[name, { key: install, value: unknown }]]) };
}

function istiodSwitch(): Cursor {
  return { kind: "map", origin: install, entries: new Map([["istiod", { key: install, value: withUnknown("enabled") }]]) };
}
