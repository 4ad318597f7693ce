import { isTerraform } from "../../files/file-kind.ts";
import type { Reader } from "../../reader/source.ts";
import type { TerraformBlock } from "../../reader/terraform-block.ts";
import { loadGrammar } from "../../syntax/hcl/lazy.ts";
import { findRootModules } from "./call-graph.ts";
import { listDeployedBlocks } from "./deployment.ts";
import { listLocalScripts } from "./local-scripts.ts";
import { openManifests } from "./manifests.ts";
import { openLibrary } from "./module.ts";

/**
 * Reads what Terraform and OpenTofu deploy. The returned reader knows the blocks of each file; the manifests in them are
 * documents of these files, and the commands that they run are additional sources. Loads nothing if there are no relevant root
 * modules.
 */
export async function withTerraform(reader: Reader): Promise<Reader> {
  const graph = findRootModules(reader);
  if (graph.roots.length === 0) return reader;
  const library = openLibrary(reader, await loadGrammar());
  const blocks = new Map<string, TerraformBlock[]>();
  for (const block of graph.roots.flatMap((root) => listDeployedBlocks(root, library, graph))) {
    const known = blocks.get(block.place.file);
    if (known) known.push(block);
    else blocks.set(block.place.file, [block]);
  }
  const blocksIn = (path: string) => blocks.get(path) ?? [];
  const sources = reader.sources.map((source) => {
    const manifests = isTerraform(source.path) ? openManifests(blocksIn(source.path), reader) : undefined;
    return manifests ? { ...source, text: source.text, documents: manifests } : source;
  });
  const read = reader.withTerraform(sources, blocksIn);
  const commands = sources.flatMap((source) => (isTerraform(source.path) ? listLocalScripts(source, read) : []));
  return commands.length > 0 ? read.withSources([...sources, ...commands]) : read;
}
