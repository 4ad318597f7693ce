import { describe, expect, it, test } from "vitest";
import { minors } from "../../src/istio/data/index.ts";
import { computeOperatorInstalls } from "../../src/istio/istioctl.ts";
import { hasReadKeys, isUndescribed, listAcceptedKeys } from "../../src/istio/istioctl-keys.ts";
import { wrapWholeText } from "../../src/model/source-text.ts";
import { readYaml } from "../../src/syntax/yaml/yaml.ts";

describe("the keys that istioctl accepts", () => {
  it.each([
    ["cni", "env", ["1.23.4", "1.23.6", "1.27.0", "1.31.1"], ["1.20.0", "1.23.3", "1.24.0", "1.26.8"]],
    ["cni.ambient", "reconcileIptablesOnStartup", ["1.26.0", "1.31.1"], ["1.25.0", "1.25.5"]],
    ["gateways", "securityContext", ["1.20.8", "1.21.4", "1.22.2", "1.31.1"], ["1.20.7", "1.21.3", "1.22.1"]],
    ["pilot.taint", "name", ["1.30.3", "1.31.0"], ["1.29.7", "1.30.2"]],
    ["", "compatibilityVersion", ["1.21.0"], ["1.20.8"]],
  ])("below `%s`: `%s` by release", (path, key, accepting, refusing) => {
    const accepts = (version: string) => listAcceptedKeys(path === "" ? [] : path.split("."), version)?.has(key);
    expect(accepting.filter((version) => !accepts(version))).toEqual([]);
    expect(refusing.filter((version) => accepts(version))).toEqual([]);
  });

  test("are any where istioctl does not describe the map", () => {
    expect(listAcceptedKeys(["meshConfig"], "1.30.2")).toBeUndefined();
    expect(listAcceptedKeys(["ztunnel"], "1.30.2")).toBeUndefined();
    expect(listAcceptedKeys(["constructor"], "1.30.2")).toBeUndefined();
  });

  test("have been read for every release of the data, its candidates and variants, and for no other", () => {
    expect(minors.filter(({ newest }) => !hasReadKeys(newest))).toEqual([]);
    expect(["1.20.0", "1.31.0-rc.0", "1.28.4-distroless", "v1.28.4"].filter((version) => !hasReadKeys(version))).toEqual([]);
    expect(["1.19.9", "1.28.4-solo", "1.28.99", "1.99.0"].filter(hasReadKeys)).toEqual([]);
  });

  test("lack some that the charts of the release read", () => {
    expect(isUndescribed(["pilot", "pdb"], "1.27.0")).toBe(true);
    expect(isUndescribed(["pilot", "pdb"], "1.26.8")).toBe(false);
    expect(isUndescribed(["global", "waypoint", "toleration"], "1.30.2")).toBe(false);
  });
});

test("of very many keys that istioctl refuses, twenty are told", () => {
  const keys = Array.from({ length: 5_000 }, (_, index) => `    unknown${index}: 1\n`).join("");
  const place = { file: "iop.yaml", start: 0, end: 0 };
  const { root } = readYaml(wrapWholeText("iop.yaml", `profile: ambient\nvalues:\n  pilot:\n${keys}`));
  const values = root ?? { kind: "unknown" as const, origin: place, reason: "unread" };
  expect(computeOperatorInstalls([{ name: "-f", values }], "1.30.2", place, { detectsGke: false }).rejected).toHaveLength(20);
});
