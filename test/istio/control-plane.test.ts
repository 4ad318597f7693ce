import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { minors } from "../../src/istio/data/index.ts";
import { computeEffective } from "../../src/istio/effective.ts";
import type { Component, Effective } from "../../src/model/install.ts";
import { wrapWholeText } from "../../src/model/source-text.ts";
import { mergeValues, parseSet } from "../../src/model/values.ts";
import { readYaml } from "../../src/syntax/yaml/yaml.ts";

/** What `helm template` of a real chart rendered: see scripts/renderings.mjs. */
interface Rendering {
  readonly chart: Component;
  readonly version: string;
  readonly namespace: string;
  readonly release: string;
  readonly set: readonly string[];
  readonly values?: string;
  /** What the rendering shows, which is not all that an install has; an error where Helm fails. */
  readonly effective?: Effective;
  readonly error?: string;
}

const content = gunzipSync(readFileSync(join(import.meta.dirname, "control-plane.jsonl.gz"))).toString();
const renderings = content
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as Rendering);

describe("what istiod, ztunnel, istio-cni and gateways agree on is what the real charts render", () => {
  test.each(minors.map(({ minor }) => minor))("%s", (minor) => {
    const own = renderings.filter(({ version }) => version.startsWith(`${minor}.`));
    const compared = own.map(compare);
    expect(own.length).toBeGreaterThanOrEqual(150);
    expect(compared.map(({ ours }) => ours)).toEqual(compared.map(({ theirs }) => theirs));
  });
});

function compare(rendering: Rendering): { ours: object; theirs: object } {
  const { chart, version, namespace, release, set, values = "", effective, error } = rendering;
  const { root } = readYaml(wrapWholeText("values.yaml", values));
  const flags = set.map((expression) => parseSet(expression, "set", { file: "install.sh", start: 0, end: expression.length }));
  const merged = mergeValues(root ? [root, ...flags] : flags);
  const place = { file: "install.sh", start: 0, end: 0 };
  const input = { component: chart, version, namespace, release, values: merged, place };
  const result = computeEffective({ ...input, rendering: "offline", kubeVersion: undefined });
  const shown = { chart, version, namespace, release, set, values };
  const names = Object.keys(effective ?? {}).sort();
  const settings = result.effective && Object.fromEntries(names.map((name) => [name, result.effective?.[name] ?? null]));
  const theirs = effective ? Object.fromEntries(names.map((name) => [name, effective[name] ?? null])) : null;
  const isWhole = result.unknown.length === 0;
  return {
    ours: { ...shown, isRendered: result.renderError === null, settings, isWhole },
    theirs: { ...shown, isRendered: error === undefined, settings: theirs, isWhole: true },
  };
}
