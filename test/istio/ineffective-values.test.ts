import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { computeEffective } from "../../src/istio/effective.ts";
import { listIgnoredValues } from "../../src/istio/ignored.ts";
import { listOverriddenValues } from "../../src/istio/overridden.ts";
import type { Cursor } from "../../src/model/cursor.ts";
import type { Component, Ineffective } from "../../src/model/install.ts";
import { wrapWholeText } from "../../src/model/source-text.ts";
import { mergeValues, parseSet } from "../../src/model/values.ts";
import { readYaml } from "../../src/syntax/yaml/yaml.ts";

interface Rendering {
  readonly chart: Component;
  readonly namespace: string;
  readonly kubeVersion?: string;
  readonly set?: readonly string[];
  readonly values?: string;
  readonly renders: readonly { readonly versions: string }[];
}

const lines = readFileSync(join(import.meta.dirname, "renderings.jsonl"), "utf8")
  .trimEnd()
  .split("\n");
const cases = lines.flatMap((line) => {
  const rendering = JSON.parse(line) as Rendering;
  return rendering.renders.flatMap(({ versions }) => versions.split(" ").map((version) => lossesOf(rendering, version)));
});
const lost = cases.flatMap(({ ignored, overridden }) => [...ignored, ...overridden]);

test("a chart renders the same without what it is said to ignore, and without what loses", () => {
  const changed = lost.filter(({ before, after }) => before !== after);
  expect(changed).toEqual([]);
});

test("what real charts were rendered with has ignored and overridden values", () => {
  const counts = (name: "ignored" | "overridden") => cases.flatMap((one) => one[name]).length;
  expect({ ignored: counts("ignored"), overridden: counts("overridden") }).toMatchInlineSnapshot(`
    {
      "ignored": 639,
      "overridden": 93,
    }
  `);
  expect([...new Set(lost.map(({ chart, key, instead }) => `${chart} ${key} -> ${instead}`))].sort()).toMatchInlineSnapshot(`
    [
      "ambient cni.cniBinDir -> cni.cni.cniBinDir",
      "ambient cni.platform -> cni.global.platform",
      "ambient cni.platform -> null",
      "ambient global.profile -> null",
      "ambient platform -> global.platform",
      "ambient platform -> null",
      "ambient profile -> null",
      "cni _internal_defaults_do_not_set.global.platform -> global.platform",
      "cni _internal_defaults_do_not_set.profile -> profile",
      "cni ambient.enabled -> cni.ambient.enabled",
      "cni chained -> cni.chained",
      "cni cni.cniNetnsDir -> cniNetnsDir",
      "cni cni.seLinuxOptions.type -> null",
      "cni cniBinDir -> cni.cniBinDir",
      "cni cniConfDir -> cni.cniConfDir",
      "cni cniNetnsDir -> cni.cniNetnsDir",
      "cni defaults.global.platform -> null",
      "cni global.plaform -> global.platform",
      "cni global.plaform -> null",
      "cni global.platform -> null",
      "cni global.platform -> platform",
      "cni global.profile -> profile",
      "cni platform -> global.platform",
      "cni platform -> null",
      "cni profile -> null",
      "cni provider -> cni.provider",
      "cni resourceQuotas -> cni.resourceQuotas",
      "cni resourceQuotas.enabled -> cni.resourceQuotas.enabled",
      "cni resourceQuotas.pods -> cni.resourceQuotas.pods",
      "cni seLinuxOptions.level -> null",
      "cni seLinuxOptions.type -> null",
      "cni spec.values.global.platform -> global.platform",
      "cni values.cni.cniBinDir -> cni.cniBinDir",
      "cni values.cniBinDir -> cniBinDir",
      "cni values.global.platform -> global.platform",
      "istiod env.CA_TRUSTED_NODE_ACCOUNTS -> pilot.env.CA_TRUSTED_NODE_ACCOUNTS",
      "istiod env.PILOT_ENABLE_AMBIENT -> pilot.env.PILOT_ENABLE_AMBIENT",
      "istiod global.profile -> profile",
      "istiod istio_cni.enabled -> pilot.cni.enabled",
      "istiod pilot.trustedZtunnelName -> null",
      "istiod pilot.trustedZtunnelNamespace -> null",
      "istiod profile -> null",
      "istiod trustedZtunnelName -> null",
      "istiod trustedZtunnelNamespace -> null",
      "istiod trustedZtunnelNamespace -> pilot.trustedZtunnelNamespace",
      "ztunnel resourceQuotas.enabled -> null",
      "ztunnel seLinuxOptions.type -> null",
      "ztunnel ztunnel.resourceQuotas.enabled -> resourceQuotas.enabled",
      "ztunnel ztunnel.seLinuxOptions.type -> seLinuxOptions.type",
    ]
  `);
});

function lossesOf({ chart, namespace, kubeVersion, set = [], values = "" }: Rendering, version: string) {
  const { root } = readYaml(wrapWholeText("values.yaml", values));
  const flags = set.map((expression) => parseSet(expression, "set", { file: "install.sh", start: 0, end: expression.length }));
  const all = root ? [root, ...flags] : flags;
  const merged = mergeValues(all);
  const place = { file: "install.sh", start: 0, end: 0 };
  const render = (input: Cursor) =>
    computeEffective({ component: chart, version, values: input, namespace, rendering: "offline", kubeVersion, place });
  const result = render(merged);
  const outcome = ({ effective, renderError }: typeof result) => JSON.stringify([effective, renderError?.code]);
  const described = ({ path = [], key, instead }: Ineffective) => {
    return { chart, version, set, key, instead, before: outcome(result), after: outcome(render(without(merged, path))) };
  };
  const rendered = { component: chart, values: merged, ...result };
  const layers = all.map((layer) => ({ name: "layer", values: layer }));
  return {
    ignored: listIgnoredValues(rendered, { versions: [version], hasPrefixes: true }).map(described),
    overridden: result.effective ? listOverriddenValues(rendered, [version], layers).map(described) : [],
  };
}

function without(values: Cursor, [step, ...rest]: readonly string[]): Cursor {
  if (values.kind !== "map" || step === undefined) return values;
  const entries = [...values.entries].flatMap(([key, entry]) => {
    if (key !== step) return [[key, entry] as const];
    return rest.length === 0 ? [] : [[key, { ...entry, value: without(entry.value, rest) }] as const];
  });
  return { ...values, entries: new Map(entries) };
}
