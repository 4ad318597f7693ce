import { at, type Cursor, type Entry, itemsAt } from "../../model/cursor.ts";
import type { TerraformBlock } from "../../reader/terraform-block.ts";
import { makeList, makeMap, scalar } from "../../syntax/hcl/cursors.ts";

/** Checks whether a block of Terraform's Kubernetes provider is a ResourceQuota. */
export function isQuota({ type }: TerraformBlock): boolean {
  return type === "kubernetes_resource_quota" || type === "kubernetes_resource_quota_v1";
}

/**
 * Reads a ResourceQuota from a block.
 * https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs/resources/resource_quota_v1
 */
export function readQuotaBlock(block: TerraformBlock): Cursor | undefined {
  const { place } = block;
  const metadata = itemsAt(block.value("metadata"))[0];
  const spec = itemsAt(block.value("spec"))[0];
  if (!metadata || !spec) return undefined;
  const map = (fields: Readonly<Record<string, Cursor | undefined>>) => {
    const written = Object.entries(fields).flatMap(([key, value]) => (value ? [[key, { key: value.origin, value }] as const] : []));
    return makeMap(new Map<string, Entry>(written), place);
  };
  const terms = itemsAt(spec, "scope_selector").flatMap((selector) => itemsAt(selector, "match_expression"));
  const matchExpressions = terms.map((term) => {
    return map({ scopeName: at(term, "scope_name"), operator: at(term, "operator"), values: at(term, "values") });
  });
  return map({
    apiVersion: scalar("v1", place),
    kind: scalar("ResourceQuota", place),
    metadata,
    spec: map({
      hard: at(spec, "hard"),
      scopes: at(spec, "scopes"),
      ...(terms.length > 0 && { scopeSelector: map({ matchExpressions: makeList(matchExpressions, place) }) }),
    }),
  });
}
