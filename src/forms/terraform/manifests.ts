import { type Cursor, findStringAt, isPlace, toPlainValue } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Place } from "../../model/location.ts";
import type { SourceText } from "../../model/source-text.ts";
import type { Reader, Source } from "../../reader/source.ts";
import type { TerraformBlock } from "../../reader/terraform-block.ts";
import { readEncodedDocument } from "../../syntax/hcl/document.ts";
import { isApplication, readApplicationBlock } from "./application.ts";
import { isNamespace, readNamespaceBlock } from "./namespace.ts";
import { isQuota, readQuotaBlock } from "./resource-quota.ts";

/**
 * The Kubernetes objects of `kubectl_manifest`, `kubernetes_manifest`, `kubernetes_resource_quota`, `kubernetes_namespace` and
 * `argocd_application`, as the documents of a file; undefined if none exist. Those that come from YAML files of the repository are that file's.
 */
export function openManifests(blocks: readonly TerraformBlock[], reader: Reader): Source["documents"] | undefined {
  const manifests = blocks.filter((block) => writers.includes(block.type) || isQuota(block) || isNamespace(block) || isApplication(block));
  if (manifests.length === 0) return undefined;
  let documents: readonly Document[] | undefined;
  return (marker) => {
    documents ??= manifests.flatMap((block) => readManifestDocument(block, reader));
    return documents.filter(({ text }) => marker.test(text.content));
  };
}

const writers: readonly string[] = ["kubectl_manifest", "kubernetes_manifest"];

function readManifestDocument(block: TerraformBlock, reader: Reader): Document[] {
  const root = findManifestRoot(block, reader);
  if (root?.kind !== "map" || isFromYamlFile(root)) return [];
  return [
    {
      file: block.place.file,
      text: formatObject(root, block.place),
      root,
      apiVersion: findStringAt(root, "apiVersion"),
      kind: findStringAt(root, "kind"),
      name: findStringAt(root, "metadata", "name"),
      namespace: findStringAt(root, "metadata", "namespace"),
      destination: block.cluster,
    },
  ];
}

function findManifestRoot(block: TerraformBlock, reader: Reader): Cursor | undefined {
  if (isQuota(block)) return readQuotaBlock(block);
  if (isNamespace(block)) return readNamespaceBlock(block);
  if (isApplication(block)) return readApplicationBlock(block);
  if (block.type === "kubernetes_manifest") return block.value("manifest");
  const written = block.value("yaml_body");
  return written && readEncodedDocument(written, reader.problem);
}

function isFromYamlFile(root: Cursor): boolean {
  return isPlace(root.origin) && /\.(ya?ml|json)$/i.test(root.origin.file);
}

/** The object as text, for searches by word; all of it has the position of the block. */
function formatObject(root: Cursor, place: Place): SourceText {
  const content = JSON.stringify(toPlainValue(root), null, 1);
  const segments: [number, number][] = [[0, place.start]];
  for (let at = content.indexOf("\n"); at !== -1; at = content.indexOf("\n", at + 1)) segments.push([at + 1, place.start]);
  return { file: place.file, content, segments };
}
