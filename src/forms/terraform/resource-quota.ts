import { type Cursor, type Entry, findAt, findItemsAt } from "../../model/cursor.ts";
import type { TerraformBlock } from "../../reader/terraform-block.ts";
import { createScalar, makeList, makeMap } from "../../syntax/hcl/cursors.ts";

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
  const metadata = findItemsAt(block.value("metadata"))[0];
  const spec = findItemsAt(block.value("spec"))[0];
  if (!metadata || !spec) return undefined;
  const map = (fields: Readonly<Record<string, Cursor | undefined>>) => {
    const written = Object.entries(fields).flatMap(([key, value]) => (value ? [[key, { key: value.origin, value }] as const] : []));
    return makeMap(new Map<string, Entry>(written), place);
  };
  const terms = findItemsAt(spec, "scope_selector").flatMap((selector) => findItemsAt(selector, "match_expression"));
  const matchExpressions = terms.map((term) => {
    return map({ scopeName: findAt(term, "scope_name"), operator: findAt(term, "operator"), values: findAt(term, "values") });
  });
  return map({
    apiVersion: createScalar("v1", place),
    kind: createScalar("ResourceQuota", place),
    metadata,
    spec: map({
      hard: findAt(spec, "hard"),
      scopes: findAt(spec, "scopes"),
      ...(terms.length > 0 && { scopeSelector: map({ matchExpressions: makeList(matchExpressions, place) }) }),
    }),
  });
}
