import { type Cursor, findAt, findEntriesAt, findItemsAt } from "../../model/cursor.ts";
import type { TerraformBlock } from "../../reader/terraform-block.ts";
import { createScalar, makeList, makeMap } from "../../syntax/hcl/cursors.ts";

/** Checks whether a block is an Application of Argo CD's Terraform provider. */
export function isApplication({ type }: TerraformBlock): boolean {
  return type === "argocd_application";
}

/** https://registry.terraform.io/providers/argoproj-labs/argocd/latest/docs/resources/application */
export function readApplicationBlock(block: TerraformBlock): Cursor | undefined {
  const { place } = block;
  const metadata = findItemsAt(block.value("metadata"))[0];
  const spec = findItemsAt(block.value("spec"))[0];
  if (!metadata || !spec) return undefined;
  const map = (fields: Readonly<Record<string, Cursor | undefined>>) => {
    const written = Object.entries(fields).flatMap(([key, value]) => (value ? [[key, { key: value.origin, value }] as const] : []));
    return makeMap(new Map(written), place);
  };
  const policy = onlyBlock(spec, "sync_policy");
  const managed = policy && onlyBlock(policy, "managed_namespace_metadata");
  const sources = findAt(spec, "source");
  return map({
    apiVersion: createScalar("argoproj.io/v1alpha1", place),
    kind: createScalar("Application", place),
    metadata,
    spec: map({
      destination: onlyBlock(spec, "destination"),
      sources: sources?.kind === "list" ? makeList(findItemsAt(sources).map(readSource), place) : sources,
      syncPolicy: policy && map({ syncOptions: findAt(policy, "sync_options"), managedNamespaceMetadata: managed }),
    }),
  });
}

/** Nested blocks of which there is one are a list of one. */
function onlyBlock(body: Cursor, name: string): Cursor | undefined {
  const written = findAt(body, name);
  return written?.kind === "list" ? findItemsAt(written)[0] : written;
}

const blocks: Readonly<Record<string, string>> = { parameter: "parameters", file_parameter: "fileParameters" };
const single: ReadonlySet<string> = new Set(["helm", "kustomize", "directory"]);

/** A source as Argo CD spells it: `repo_url` is its `repoURL`. */
function readSource(source: Cursor): Cursor {
  if (source.kind !== "map") return source;
  const entries = findEntriesAt(source).map(([name, { key, value }]) => {
    const inner = single.has(name) ? findItemsAt(value)[0] : undefined;
    return [blocks[name] ?? spellOut(name), { key, value: inner ? readSource(inner) : value }] as const;
  });
  return { ...source, entries: new Map(entries) };
}

function spellOut(name: string): string {
  return name === "repo_url" ? "repoURL" : name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
