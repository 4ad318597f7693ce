/**
 * The shape that a value of a kustomization must have before it is written into a generated kustomization. If a value has any
 * other shape, the overlay is not built.
 */
export type Shape =
  /** A string, a number, a boolean or null that Kustomize never treats as a path. */
  | { readonly kind: "scalar" }
  /** A map with any keys, such as labels. */
  | { readonly kind: "scalars" }
  | { readonly kind: "list"; readonly item: Shape }
  /** A map with only these keys, in exactly this case: Go's decoder would also accept `Resources`, and `reſources`. */
  | { readonly kind: "object"; readonly keys: Readonly<Record<string, Shape>> }
  /** The path of a manifest or of a directory with a kustomization. */
  | { readonly kind: "reference" }
  /** The path of a file. */
  | { readonly kind: "file" }
  /** `key=path`, or a path whose last part is the key. */
  | { readonly kind: "keyed-file" }
  /** The path of a patch, or the patch itself. */
  | { readonly kind: "patch-or-file" }
  /** A patch as text, which is written to a separate file that `path` names. */
  | { readonly kind: "patch" }
  /** A value that does not change the output and is left out. */
  | { readonly kind: "dropped" };

const scalar: Shape = { kind: "scalar" };
const scalars: Shape = { kind: "scalars" };
const reference: Shape = { kind: "reference" };
const file: Shape = { kind: "file" };
const dropped: Shape = { kind: "dropped" };

function list(item: Shape): Shape {
  return { kind: "list", item };
}

function allowObject(keys: Readonly<Record<string, Shape>>): Shape {
  return { kind: "object", keys };
}

const typeKeys = { group: scalar, version: scalar, kind: scalar };
const identity = { ...typeKeys, name: scalar, namespace: scalar };
const selector = allowObject({ ...identity, annotationSelector: scalar, labelSelector: scalar });
const fieldSpec = allowObject({ ...typeKeys, path: scalar, create: scalar });
const options = allowObject({ labels: scalars, annotations: scalars, disableNameSuffixHash: scalar, immutable: scalar });
const fieldOptions = allowObject({ delimiter: scalar, index: scalar, encoding: scalar, create: scalar });

const patch = allowObject({
  path: file,
  patch: { kind: "patch" },
  target: selector,
  options: allowObject({ allowNameChange: scalar, allowKindChange: scalar }),
});

const generator = allowObject({
  ...{ name: scalar, namespace: scalar, behavior: scalar, type: scalar, options },
  ...{ literals: list(scalar), files: list({ kind: "keyed-file" }), envs: list(file), env: file },
});

const image = allowObject({ name: scalar, newName: scalar, newTag: scalar, digest: scalar, tagSuffix: scalar });

const label = allowObject({
  ...{ pairs: scalars, includeSelectors: scalar, includeTemplates: scalar, includeVolumeClaimTemplates: scalar },
  fields: list(fieldSpec),
});

const replacement = allowObject({
  path: file,
  source: allowObject({ ...identity, fieldPath: scalar, options: fieldOptions }),
  sourceValue: scalar,
  targets: list(allowObject({ select: selector, reject: list(selector), fieldPaths: list(scalar), options: fieldOptions })),
});

const variable = allowObject({
  name: scalar,
  objref: allowObject({ ...identity, apiVersion: scalar }),
  // Kustomize's examples spell it in lower case.
  fieldref: allowObject({ fieldPath: scalar, fieldpath: scalar }),
});

const sortOptions = allowObject({
  order: scalar,
  legacySortOptions: allowObject({ orderFirst: list(scalar), orderLast: list(scalar) }),
});

/**
 * The keys that are copied into a generated kustomization. Keys that can run a program or fetch a chart are excluded
 * (`generators`, `transformers`, `validators`, `helmCharts`).
 * https://github.com/kubernetes-sigs/kustomize/blob/master/api/types/kustomization.go
 */
export const kustomizationKeys: Readonly<Record<string, Shape>> = {
  ...{ apiVersion: scalar, kind: scalar, metadata: dropped, $schema: dropped, buildMetadata: dropped },
  ...{ resources: list(reference), bases: list(reference), components: list(reference) },
  ...{ namespace: scalar, namePrefix: scalar, nameSuffix: scalar },
  ...{ commonLabels: scalars, labels: list(label), commonAnnotations: scalars },
  ...{ images: list(image), imageTags: list(image), replicas: list(allowObject({ name: scalar, count: scalar })) },
  ...{ patches: list(patch), patchesJson6902: list(patch), patchesStrategicMerge: list({ kind: "patch-or-file" }) },
  ...{ replacements: list(replacement), vars: list(variable) },
  ...{ configMapGenerator: list(generator), secretGenerator: list(generator), generatorOptions: options },
  ...{ configurations: list(file), crds: list(file), openapi: allowObject({ path: file, version: scalar }), sortOptions },
};
