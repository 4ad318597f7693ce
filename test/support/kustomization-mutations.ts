import type { Repository } from "../../src/files/repository.ts";
import { findOverlays } from "../../src/forms/kustomize/kustomization.ts";
import type { SealedOverlay } from "../../src/forms/kustomize/layout.ts";
import { sealOverlay } from "../../src/forms/kustomize/seal.ts";
import { openReader } from "../../src/reader/reader.ts";
import { mutated } from "./host-mutations.ts";
import { hostileKustomizations } from "./hostile-kustomizations.ts";

type Random = () => number;

const honest = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [app.yaml, ../base]
components: [../part]
namespace: prod
commonLabels: &labels {team: mesh}
labels: [{pairs: *labels, includeSelectors: true, fields: [{path: spec/x, create: true}]}]
images: [{name: istio/pilot, newTag: 1.29.0}]
replicas: [{name: istiod, count: 2}]
patches:
  - path: app.yaml
    target: {kind: Application, name: a}
  - patch: |-
      - {op: add, path: /metadata/labels, value: {a: b}}
    target: {kind: Application}
patchesStrategicMerge: [app.yaml, "kind: Application\\nmetadata: {name: a}\\n"]
configMapGenerator: [{name: c, files: [app.yaml, k=app.yaml], envs: [app.yaml], literals: [a=b], options: {disableNameSuffixHash: true}}]
replacements: [{path: app.yaml}, {source: {kind: A, fieldPath: a}, targets: [{select: {kind: B}, fieldPaths: [b]}]}]
vars: [{name: X, objref: {kind: A, name: a, apiVersion: v1}, fieldref: {fieldpath: a.b}}]
configurations: [app.yaml]
openapi: {path: app.yaml}
sortOptions: {order: fifo}
`;

const pieces = [
  ...["http://127.0.0.1:9/x", "github.com/a/b", "git::", "file:///", "/etc/passwd", "../../../../", "./", "k=", "=", "?ref=x", "//"],
  ...[
    "Resources:",
    "transformers: [x]\n",
    "<<: {resources: [http://x]}\n",
    "__proto__: {a: b}\n",
    "resources: [x]\n",
    "*labels",
    "- ../base\n",
  ],
  ...["{", "}", "[", "]", "null", "~", "!!binary ", "|\n", "\u017f", "\u212a", "\u0000", "\ufeff", '"', "'", "\\u002e"],
];

/** A small repository around one hostile kustomization: what each of its files holds. */
export function mutatedKustomization(random: Random): Map<string, string> {
  const files = new Map([
    ["overlay/kustomization.yaml", honest],
    ["overlay/app.yaml", "kind: Application\nmetadata: {name: a}\n"],
    ["base/kustomization.yaml", "resources: [app.yaml]\n"],
    ["base/app.yaml", "kind: Application\nmetadata: {name: b}\n"],
    ["part/kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n"],
    ...(random() < 0.5 ? Object.entries(pick(cases, random).files) : []),
  ]);
  for (const [path, text] of files) if (/kustomization/i.test(path) && random() < 0.8) files.set(path, spiced(text, random));
  return files;
}

const cases = hostileKustomizations({ port: 9, outside: "/outside" });

function pick<Item>(items: readonly Item[], random: Random): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

function spiced(text: string, random: Random): string {
  if (random() < 0.3) return mutated(text, random);
  const at = Math.floor(random() * (text.length + 1));
  return text.slice(0, at) + pick(pieces, random) + text.slice(random() < 0.5 ? at : at + Math.floor(random() * 12));
}

/** Seals every overlay of a repository, and throws where Kustomize would be given what is not ours. */
export function checkSealing(files: ReadonlyMap<string, string>): void {
  const repository: Repository = {
    ...{ root: "/", prefix: "", paths: [...files.keys()].sort(), texts: [] },
    read: (path) => (files.has(path) ? Buffer.from(files.get(path) ?? "") : undefined),
    exists: (path) => files.has(path),
  };
  const reader = openReader(repository, { markers: [], problem: () => {} });
  for (const overlay of findOverlays(reader, new Set(["overlay"]))) {
    const sealed = sealOverlay(overlay, reader);
    if ("obstacle" in sealed) continue;
    for (const fault of faultsIn(sealed, files)) throw new Error(fault);
  }
}

/** What in a layout would let Kustomize see more than the files that are in it. */
export function* faultsIn({ root, files, originals }: SealedOverlay, repository: ReadonlyMap<string, string>): Generator<string> {
  if (!files.has(`${root}/kustomization.yaml`)) yield `${root} has no kustomization`;
  for (const [path, text] of files) {
    if (!/^d\d+\/(?:f\d+|kustomization)\.yaml$/.test(path)) yield `a name that is not ours: ${path}`;
    const original = originals.get(path);
    if (path.endsWith("/kustomization.yaml")) yield* faultsOf(JSON.parse(text), path.slice(0, path.indexOf("/")), files);
    else if (original !== undefined && repository.get(original) !== text) yield `${path} is no copy of ${original}`;
  }
}

const harmless = new Set([
  ...["apiVersion", "kind", "namespace", "namePrefix", "nameSuffix", "commonLabels", "labels", "commonAnnotations", "images", "imageTags"],
  ...["replicas", "vars", "generatorOptions", "sortOptions", "buildMetadata"],
]);

type Json = Readonly<Record<string, unknown>>;

/** Where each key of a kustomization names files; other keys must not be there. */
const paths: Readonly<Record<string, (value: unknown) => unknown[]>> = {
  ...{ resources: listed, bases: listed, components: listed, crds: listed, configurations: listed, patchesStrategicMerge: listed },
  patches: (value) => listed(value).flatMap((patch) => ("patch" in (patch as Json) ? [patch] : (pathOf(patch) ?? []))),
  patchesJson6902: (value) => listed(value).flatMap((patch) => ("patch" in (patch as Json) ? [patch] : (pathOf(patch) ?? []))),
  replacements: (value) => listed(value).flatMap((replacement) => pathOf(replacement) ?? []),
  openapi: (value) => [pathOf(value) ?? []].flat(),
  configMapGenerator: (value) => listed(value).flatMap(generatorPaths),
  secretGenerator: (value) => listed(value).flatMap(generatorPaths),
};

function listed(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

function pathOf(value: unknown): unknown {
  return (value as Json).path;
}

function generatorPaths(generator: unknown): unknown[] {
  const { files, envs, env } = generator as Json;
  const keyed = listed(files ?? []).map((file) => (typeof file === "string" ? file.slice(file.indexOf("=") + 1) : file));
  return [...keyed, ...listed(envs ?? []), ...(env === undefined ? [] : [env])];
}

function* faultsOf(kustomization: Json, directory: string, files: ReadonlyMap<string, string>): Generator<string> {
  for (const [key, value] of Object.entries(kustomization)) {
    const named = paths[key]?.(value);
    if (!named && !harmless.has(key)) yield `the key ${key}`;
    for (const path of named ?? []) {
      const isFile = typeof path === "string" && /^\.\/f\d+\.yaml$/.test(path) && files.has(`${directory}/${path.slice(2)}`);
      const isBase = typeof path === "string" && /^\.\.\/d\d+$/.test(path) && files.has(`${path.slice(3)}/kustomization.yaml`);
      if (!isFile && !(isBase && ["resources", "bases", "components"].includes(key))) yield `${key} names ${JSON.stringify(path)}`;
    }
  }
}
