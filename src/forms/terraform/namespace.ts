import { type Cursor, type Entry, findAt, findItemsAt } from "../../model/cursor.ts";
import type { TerraformBlock } from "../../reader/terraform-block.ts";
import { createScalar, makeMap } from "../../syntax/hcl/cursors.ts";

/** Checks whether a block of Terraform's Kubernetes provider is a Namespace, or sets labels of one. */
export function isNamespace({ type }: TerraformBlock): boolean {
  return type === "kubernetes_namespace" || type === "kubernetes_namespace_v1" || type === "kubernetes_labels";
}

/**
 * Reads a Namespace, or labels of one, from a block.
 * https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs/resources/labels
 */
export function readNamespaceBlock(block: TerraformBlock): Cursor | undefined {
  const { place } = block;
  const metadata = findItemsAt(block.value("metadata"))[0];
  const kind = block.type === "kubernetes_labels" ? block.value("kind") : createScalar("Namespace", place);
  const labels = block.type === "kubernetes_labels" ? block.value("labels") : findAt(metadata, "labels");
  if (!metadata || !kind) return undefined;
  const map = (fields: Readonly<Record<string, Cursor | undefined>>) => {
    const written = Object.entries(fields).flatMap(([key, value]) => (value ? [[key, { key: value.origin, value }] as const] : []));
    return makeMap(new Map<string, Entry>(written), place);
  };
  return map({ apiVersion: createScalar("v1", place), kind, metadata: map({ name: findAt(metadata, "name"), labels }) });
}
