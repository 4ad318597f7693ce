import { describe, expect, test } from "vitest";
import { computeEffective } from "../../src/istio/effective.ts";
import { computeOperatorInstalls, listOperatorProfiles, type OperatorInstall, parseOperatorSet } from "../../src/istio/istioctl.ts";
import { type Cursor, findAt, toPlainValue } from "../../src/model/cursor.ts";
import type { Layer } from "../../src/model/install.ts";
import { wrapWholeText } from "../../src/model/source-text.ts";
import { readYaml } from "../../src/syntax/yaml/yaml.ts";

const place = { file: "install.sh", start: 0, end: 8 };
const unknown: Cursor = { kind: "unknown", origin: place, reason: "$PROFILE" };

function layers(...specs: readonly string[]): Layer[] {
  return specs.map((spec) => {
    const isSet = !spec.includes("\n") && spec.includes("=");
    const values = isSet ? parseOperatorSet(spec, { file: "install.sh", start: 20, end: 20 + spec.length }) : yaml(spec);
    return { name: isSet ? "--set" : "operator.yaml", values };
  });
}

function yaml(text: string): Cursor {
  return readYaml(wrapWholeText("operator.yaml", text)).root ?? unknown;
}

function operate(version: string, ...specs: readonly string[]) {
  return computeOperatorInstalls(layers(...specs), version, place, { detectsGke: false });
}

function summary(installs: readonly OperatorInstall[]): string {
  return installs.map((install) => `${install.component}@${toPlainValue(install.namespace)}`).join(" ");
}

function effective(version: string, component: string, ...specs: readonly string[]) {
  const install = computeOperatorInstalls(layers(...specs), version, place, { detectsGke: true }).installs.find(
    (one) => one.component === component,
  );
  if (!install) throw new Error(`no ${component}`);
  const { namespace, values, onGke } = install;
  const run = {
    component: install.component,
    version,
    values,
    namespace: String(toPlainValue(namespace)),
    place,
    rendering: "live" as const,
  };
  const alternative = onGke && { values: onGke.values, namespace: String(toPlainValue(onGke.namespace)) };
  return (gke: boolean | undefined) => computeEffective({ ...run, gke, onGke: alternative });
}

describe("components", () => {
  test.each([
    ["1.30.3", "", "base@istio-system istiod@istio-system gateway@istio-system"],
    ["1.30.3", "profile=minimal", "base@istio-system istiod@istio-system"],
    ["1.30.3", "profile=empty", ""],
    ["1.30.3", "profile=ambient", "base@istio-system istiod@istio-system cni@istio-system ztunnel@istio-system"],
    ["1.30.3", "profile=openshift", "base@istio-system istiod@istio-system cni@kube-system gateway@istio-system"],
    ["1.30.3", "profile=openshift-ambient", "base@istio-system istiod@istio-system cni@kube-system ztunnel@kube-system"],
    ["1.30.3", "profile=remote", "base@istio-system istiod@istio-system"],
    ["1.23.6", "profile=remote", ""],
    ["1.20.8", "profile=ambient", "base@istio-system istiod@istio-system cni@istio-system ztunnel@istio-system"],
  ])("of istioctl %s with %j", (version, spec, expected) => {
    expect(summary(operate(version, ...(spec ? [spec] : [])).installs)).toBe(expected);
  });

  test("are turned on and off, and moved, by the spec", () => {
    const spec = "profile: ambient\ncomponents:\n  ztunnel: {enabled: false}\n  cni: {namespace: kube-system}\n  pilot: {enabled: true}\n";
    expect(summary(operate("1.30.3", spec).installs)).toBe("base@istio-system istiod@istio-system cni@kube-system");
    expect(summary(operate("1.30.3", spec, "components.cni.enabled=false").installs)).toBe("base@istio-system istiod@istio-system");
  });

  test("that are only named are on from 1.24", () => {
    expect(summary(operate("1.24.6", "profile=minimal", "components.cni.namespace=kube-system").installs)).toContain("cni@kube-system");
    expect(summary(operate("1.23.6", "profile=minimal", "components.cni.namespace=kube-system").installs)).not.toContain("cni");
  });

  test("follow the mesh's namespace", () => {
    expect(summary(operate("1.30.3", "profile=minimal", "values.global.istioNamespace=mesh").installs)).toBe("base@mesh istiod@mesh");
    const own = computeOperatorInstalls(layers("profile=minimal"), "1.30.3", place, { detectsGke: false, namespace: yaml("mesh") });
    expect(summary(own.installs)).toBe("base@mesh istiod@mesh");
  });

  test("list gateways", () => {
    const spec = "components:\n  ingressGateways:\n  - {name: a, enabled: true, namespace: edge}\n  - {name: b, enabled: false}\n";
    expect(summary(operate("1.30.3", spec).installs)).toBe("base@istio-system istiod@istio-system gateway@edge");
    expect(summary(operate("1.30.3", "components.ingressGateways.[name:x].enabled=false").installs)).not.toContain("gateway");
    expect(summary(operate("1.30.3", "components.ingressGateways[0].enabled=false").installs)).not.toContain("gateway");
  });
});

describe("profiles", () => {
  test("that istioctl does not have are refused where they are written", () => {
    const { error, installs } = operate("1.30.3", "profile=external");
    expect(installs).toEqual([]);
    expect(error).toEqual({ code: "unknown-profile", value: "external", place: { file: "install.sh", start: 28, end: 36 } });
  });

  test("differ by version", () => {
    expect(listOperatorProfiles("1.20.8")).toContain("external");
    expect(listOperatorProfiles("1.21.6")).not.toContain("openshift-ambient");
    expect(listOperatorProfiles("1.30.3").toSorted()).toEqual(
      ["ambient", "default", "demo", "empty", "minimal", "openshift", "openshift-ambient", "preview", "remote", "stable"].toSorted(),
    );
  });

  test("that are files or unknown turn on only what the spec turns on", () => {
    for (const spec of ["profile: ./mine.yaml\n", "installPackagePath: ./manifests\n"]) {
      expect(operate("1.30.3", spec)).toMatchObject({ profile: null, installs: [], error: null });
    }
    const cni = computeOperatorInstalls(
      [{ name: "-f", values: unknown }, ...layers("components.cni.enabled=true", "values.cni.cniBinDir=/x")],
      "1.30.3",
      place,
      {
        detectsGke: false,
      },
    ).installs;
    expect(summary(cni)).toBe("cni@undefined");
    const values = cni[0]?.values ?? unknown;
    const run = { component: "cni", version: "1.30.3", values, namespace: undefined, place, rendering: "offline" } as const;
    expect(computeEffective(run).effective).toEqual({ cniBinDir: "/x", priorityClassName: "system-node-critical" });
  });
});

describe("values", () => {
  test("of the profile lie below those of the spec, and point to the profile", () => {
    const { installs } = operate("1.30.3", "profile=ambient", "values.profile=demo");
    expect(toPlainValue(installs[0]?.values ?? unknown)).toMatchObject({ profile: "demo" });
    const { origins } = effective("1.30.3", "cni", "profile=ambient", "values.global.platform=k3s")(false);
    expect(origins.cniBinDir).toMatchObject({ by: "platform k3s of cni 1.30", place: { file: "install.sh", start: 43, end: 46 } });
    expect(origins.ambient).toMatchObject({ by: "profile ambient of cni 1.30", place: { file: "install.sh", start: 28, end: 35 } });
  });

  test("of ztunnel are its root", () => {
    const result = effective(
      "1.30.3",
      "ztunnel",
      "profile=ambient",
      "values.ztunnel.seLinuxOptions.type=spc_t",
      "values.seLinuxOptions.type=no",
    )(false);
    expect(result.effective).toMatchObject({ seLinuxType: "spc_t" });
    expect(result.profile).toBe("ambient");
  });

  test("take the compatibility version, and what was not validated", () => {
    const { installs } = operate("1.30.3", "compatibilityVersion=1.28", "unvalidatedValues.cni.seLinuxOptions.type=x");
    expect(toPlainValue(installs[0]?.values ?? unknown)).toMatchObject({
      compatibilityVersion: "1.28",
      cni: { seLinuxOptions: { type: "x" } },
    });
  });

  test("of a wrong platform fail as in Helm", () => {
    expect(effective("1.30.3", "cni", "profile=ambient", "values.global.platform=eks")(false).renderError).toMatchObject({ value: "eks" });
  });
});

describe("GKE", () => {
  const ambient = effective("1.30.3", "cni", "profile=ambient");

  test("moves cni and chooses the platform from 1.26", () => {
    const known = { cniBinDir: "/home/kubernetes/bin", namespace: "kube-system", resourceQuota: null };
    expect(ambient(true)).toMatchObject({ effective: known, platform: "gke" });
    expect(ambient(true).origins.namespace?.place).toEqual(place);
  });

  test("only moves cni in 1.25", () => {
    expect(effective("1.25.5", "cni", "profile=ambient")(true).effective).toMatchObject({
      cniBinDir: "/opt/cni/bin",
      namespace: "kube-system",
    });
  });

  test("is not known to be: what differs is unknown", () => {
    expect(ambient(undefined)).toMatchObject({ unknown: ["cniBinDir", "namespace"], platform: null });
    expect(ambient(false).effective).toMatchObject({ cniBinDir: "/opt/cni/bin", namespace: "istio-system" });
  });

  test("loses to what the spec says", () => {
    const set = effective("1.30.3", "cni", "profile=ambient", "values.global.platform=k3s", "components.cni.namespace=mesh");
    expect(set(undefined)).toMatchObject({ unknown: [], platform: "k3s", effective: { namespace: "mesh" } });
  });
});

describe("parseOperatorSet", () => {
  test.each([
    ["values.cni.chained=false", { values: { cni: { chained: false } } }],
    ["values.pilot.env.A\\.B=x=y", { values: { pilot: { env: { "A.B": "x=y" } } } }],
    ["values.compatibilityVersion=1.28", { values: { compatibilityVersion: "1.28" } }],
    ["values.pilot.traceSampling=0.5", { values: { pilot: { traceSampling: 0.5 } } }],
    ["components.ingressGateways.[0].enabled=true", { components: { ingressGateways: [{ enabled: true }] } }],
    ["profile=", { profile: "" }],
  ])("%s", (expression, expected) => {
    expect(toPlainValue(parseOperatorSet(expression, place))).toEqual(expected);
  });

  test("knows where the value stands", () => {
    const cursor = parseOperatorSet("profile=ambient", { file: "install.sh", start: 10, end: 25 });
    expect(findAt(cursor, "profile")?.origin).toEqual({ file: "install.sh", start: 18, end: 25 });
  });

  test.each(["", "=x", "profile", `${"a.".repeat(50_000)}b=1`, `a${"[0]".repeat(50_000)}=1`])("does not trip over %.10s", (expression) => {
    expect(["unknown", "map"]).toContain(parseOperatorSet(expression, place).kind);
  });
});
