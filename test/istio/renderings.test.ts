import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { minors } from "../../src/istio/data/index.ts";
import { computeEffective } from "../../src/istio/effective.ts";
import type { Component, RenderError } from "../../src/model/install.ts";
import { wrapWholeText } from "../../src/model/source-text.ts";
import { mergeValues, parseSet } from "../../src/model/values.ts";
import { readYaml } from "../../src/syntax/yaml/yaml.ts";

/** What `helm template` of the real charts rendered: one input a line, and what came out of which versions. */
interface Rendering {
  readonly chart: Component;
  readonly namespace: string;
  readonly kubeVersion?: string;
  readonly set?: readonly string[];
  readonly values?: string;
  readonly renders: readonly { readonly versions: string; readonly effective?: object; readonly renderError?: RenderError }[];
}

const lines = readFileSync(join(import.meta.dirname, "renderings.jsonl"), "utf8")
  .trimEnd()
  .split("\n");
const renderings = lines.map((line) => JSON.parse(line) as Rendering);

describe("effective settings are what the real charts render", () => {
  const charts = [...new Set(renderings.map((one) => one.chart))];

  test.each(charts)("%s", (chart) => {
    const own = renderings.filter((one) => one.chart === chart);
    const compared = own.flatMap(compare);
    expect(compared.map((one) => one.ours)).toEqual(compared.map((one) => one.theirs));
  });

  test.each(minors.map(({ minor }) => minor))("%s has some", (minor) => {
    const versions = new Set(renderings.flatMap(({ renders }) => renders.flatMap((one) => one.versions.split(" "))));
    expect([...versions].filter((version) => version.startsWith(`${minor}.`))).not.toEqual([]);
  });

  test("all of them are looked at", () => {
    expect(renderings.flatMap(compare)).toHaveLength(3526);
  });
});

/** Of our settings those that the rendering was made to show. */
function measured(ours: object, theirs: object): object {
  return Object.fromEntries(Object.entries(ours).filter(([name]) => name in theirs));
}

function compare(rendering: Rendering): { ours: object; theirs: object }[] {
  const { chart, namespace, kubeVersion, set = [], values = "" } = rendering;
  const { root } = readYaml(wrapWholeText("values.yaml", values));
  const flags = set.map((expression) => parseSet(expression, "set", { file: "install.sh", start: 0, end: expression.length }));
  const merged = mergeValues(root ? [root, ...flags] : flags);
  const release = "release";
  const place = { file: "install.sh", start: 0, end: 0 };
  return rendering.renders.flatMap(({ versions, effective, renderError }) =>
    versions.split(" ").map((version) => {
      const input = { chart, version, namespace, kubeVersion, set, values };
      const result = computeEffective({
        component: chart,
        version,
        values: merged,
        namespace,
        release,
        rendering: "offline",
        kubeVersion,
        place,
      });
      const error = result.renderError && { code: result.renderError.code, value: result.renderError.value };
      return {
        ours: {
          ...input,
          effective: result.effective && effective ? measured(result.effective, effective) : result.effective,
          error,
          unknown: result.unknown,
        },
        theirs: { ...input, effective: effective ?? null, error: renderError ?? null, unknown: [] },
      };
    }),
  );
}
