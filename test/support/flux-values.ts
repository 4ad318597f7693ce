import type { Files } from "./resource-mutations.ts";

type Random = () => number;

const charts = "https://istio-release.storage.googleapis.com/charts";

/** A repository of Flux's objects: releases that take values from maps, in any order and often, with variables in all of them. */
export function fluxRepository(random: Random): Files {
  const names = ["a", "b", "c"].slice(0, 1 + Math.floor(random() * 3));
  const releases = ["istiod", "cni", "ztunnel", "base"].slice(0, 1 + Math.floor(random() * 4));
  return new Map([
    ["apps/repository.yaml", header("source.toolkit.fluxcd.io/v1", "HelmRepository", "istio", `spec: {url: "${charts}"}\n`)],
    ["apps/maps.yaml", names.map((name) => configMap(name, random)).join("---\n")],
    ["apps/releases.yaml", releases.map((chart) => release(chart, random)).join("---\n")],
    ["clusters/one.yaml", repeated(3, random, (index) => kustomization(`k${index}`, random)).join("---\n")],
  ]);
}

function header(version: string, kind: string, name: string, rest: string): string {
  return `apiVersion: ${version}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: istio-system}\n${rest}`;
}

function configMap(name: string, random: Random): string {
  const keys = repeated(4, random, () => `  ${one(["values.yaml", "other", "region", "profile"], random)}: ${content(random)}\n`);
  return header("v1", "ConfigMap", name, `data:\n${keys.join("")}`);
}

function content(random: Random): string {
  const lines = repeated(5, random, () => `    ${one(keys, random)}: ${one(scalars, random)}\n`);
  return random() < 0.6 ? `|\n${lines.join("")}` : one(scalars, random);
}

const keys = ["global", "profile", "cni", "<<", "a.b", '"', "global.platform", "pilot", "&a b", "? c"];
const scalars = [
  ...["k3d", "{platform: k3s}", "{ambient: {enabled: true}}", "&a {b: c}", "*a", "[*a, *a, *a]", "null", "~", '"', "", "[[[", "{{ x }}"],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: how Flux spells variables
  ...["${region}", "${region:=eu}", "${region:-${profile}}", "$${x}", "${", "ENC[AES256_GCM,data:x]", "!!int x", "|", ">-", "\t", "é🚀"],
];

function release(chart: string, random: Random): string {
  const from = repeated(one([3, 30, 300], random), random, () => `  - ${reference(random)}\n`);
  const values = repeated(3, random, () => `    ${one(keys, random)}: ${one(scalars, random)}\n`);
  const spec = `  chart: {spec: {chart: ${chart}, version: "${one(["1.29.0", variable("version"), "*"], random)}", sourceRef: {kind: HelmRepository, name: istio}}}\n`;
  return header(
    "helm.toolkit.fluxcd.io/v2",
    "HelmRelease",
    chart,
    `spec:\n${spec}  valuesFrom:\n${from.join("")}  values:\n${values.join("")}`,
  );
}

function reference(random: Random): string {
  const key = random() < 0.4 ? `, valuesKey: ${one(["other", "region", "values.yaml", "missing"], random)}` : "";
  const path = random() < 0.2 ? `, targetPath: ${one(["global.platform", "a\\\\.b.c", "...", "a[0]", "profile"], random)}` : "";
  return `{kind: ${one(["ConfigMap", "Secret", "ConfigMap"], random)}, name: ${one(["a", "b", "c", variable("name")], random)}${key}${path}}`;
}

function kustomization(name: string, random: Random): string {
  const from = repeated(6, random, () => `    - {kind: ${one(["ConfigMap", "Secret"], random)}, name: ${one(["a", "b", "x"], random)}}\n`);
  const own = repeated(3, random, () => `      ${one(["region", "profile", "version", "name"], random)}: ${one(scalars, random)}\n`);
  const spec = `  path: ./${one(["apps", "clusters", "", "../x"], random)}\n  postBuild:\n    substituteFrom:\n${from.join("")}    substitute:\n${own.join("")}`;
  return header("kustomize.toolkit.fluxcd.io/v1", "Kustomization", name, `spec:\n${spec}`);
}

function variable(name: string): string {
  return `\${${name}}`;
}

function repeated(most: number, random: Random, piece: (index: number) => string): string[] {
  return Array.from({ length: Math.ceil(random() * most) }, (_, index) => piece(index));
}

function one<Item>(items: readonly Item[], random: Random): Item {
  return items[Math.floor(random() * items.length)] as Item;
}
