import { expect, it } from "vitest";
import { type ComputeContext, type ComputedDraft, compute, keyComputation } from "../src/cluster/compute.ts";
import type { Cursor } from "../src/model/cursor.ts";
import { wrapWholeText } from "../src/model/source-text.ts";
import { mergeValues } from "../src/model/values.ts";
import { readYaml } from "../src/syntax/yaml/yaml.ts";

const place = { file: "install.sh", start: 0, end: 1 };

function cursor(text: string): Cursor {
  const { root } = readYaml(wrapWholeText("values.yaml", text));
  if (!root) throw new Error("There is nothing to read.");
  return root;
}

const values = cursor("profile: ambient");
const layers = [{ name: "values.yaml", values }];
const overLayers = ["a: 1", "a: 2"].map((text) => ({ name: "values.yaml", values: cursor(text) }));

const draft: ComputedDraft = { component: "cni", tool: "helm", form: "helm-cli", rendering: "live", layers, place };

const context: ComputeContext = {
  ...{ version: "1.29.0", possible: undefined, values, known: { profile: "ambient" }, isUnderstood: true },
  ...{ istioVersion: undefined, gke: undefined, openshift: undefined },
};

/** Another value of each part: a part that is new is missing here, which does not compile. */
const otherDrafts: { readonly [Name in keyof ComputedDraft]-?: ComputedDraft[Name] } = {
  component: "ztunnel",
  tool: "istioctl",
  form: "helm-values",
  rendering: "offline",
  kubeVersion: "v1.31.0-gke.1",
  version: cursor("1.28.0"),
  namespace: cursor("istio-system"),
  release: cursor("istio-cni"),
  layers: overLayers,
  rendered: { cniBinDir: cursor("/opt/cni/bin") },
  onGke: { namespace: cursor("kube-system"), values },
  onOpenShift: { values },
  error: { code: "unknown-profile", value: "x", place },
  patched: ["cniBinDir"],
  rejected: [{ path: [], key: "a", value: 1, reason: "unknown", instead: null, place, keyPlace: undefined }],
  place: { ...place, start: 5 },
};

const otherContexts: { readonly [Name in keyof ComputeContext]-?: ComputeContext[Name] } = {
  version: "1.28.0",
  possible: [{ version: "1.29.0" }, { version: "1.28.0" }],
  values: cursor("profile: default"),
  known: { profile: "default" },
  isUnderstood: false,
  istioVersion: "1.27.0",
  gke: true,
  openshift: true,
};

/** What makes no difference to what is shared: a place is never shared, and `known` has the values. */
const withoutEffect = ["place", "values"];

const key = keyComputation(draft, context);

it("shares a result with an install that is written alike elsewhere", () => {
  expect(key).toBeDefined();
  expect(keyComputation({ ...draft, place: otherDrafts.place }, { ...context, values: otherContexts.values })).toBe(key);
});

const changes = [
  ...Object.entries(otherDrafts).map(([name, value]) => [name, { ...draft, [name]: value }, context] as const),
  ...Object.entries(otherContexts).map(([name, value]) => [name, draft, { ...context, [name]: value }] as const),
].filter(([name]) => !withoutEffect.includes(name));

it.each(changes)("shares none with an install of another `%s`", (_, otherDraft, otherContext) => {
  expect(keyComputation(otherDraft, otherContext)).not.toBe(key);
});

it("shares none with a version that makes something else of the values", () => {
  const possible = [{ version: "1.29.0", values: cursor("profile: default") }];
  expect(keyComputation(draft, { ...context, possible })).toBeUndefined();
});

it("tells a Kubernetes version that only the run knows from none", () => {
  expect(keyComputation({ ...draft, kubeVersion: null }, context)).not.toBe(key);
});

it("computes what a first install alike has computed, with the places of its own", () => {
  const first = compute(draft, context);
  const elsewhere = { ...place, file: "other.sh" };
  const second = compute({ ...draft, place: elsewhere }, { ...context, values: mergeValues([values]) });
  expect(second.result.effective).toEqual(first.result.effective);
  expect(Object.values(second.result.origins).map((origin) => origin.place.file)).toContain("other.sh");
});
