import { posix } from "node:path";
import { isKustomization } from "../../files/file-kind.ts";
import type { SourceTree } from "../../reader/drawing.ts";
import type { Reader, Source } from "../../reader/source.ts";
import { listDeployedFiles } from "./static.ts";

/**
 * The sources of a reader by directory, as Flux sees them.
 * https://fluxcd.io/flux/components/kustomize/kustomizations/#generating-a-kustomizationyaml-file
 */
export function openTree(reader: Reader): SourceTree {
  const plain = reader.sources
    .filter((source) => !source.rendered && !source.deployer && /\.(ya?ml)$/i.test(source.path))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
  const folders = new Map(plain.filter(({ path }) => isKustomization(path)).map(({ path }) => [posix.dirname(path), path]));
  const byDeployer = new Map<string, Source[]>();
  for (const source of reader.sources) {
    if (source.deployer === undefined) continue;
    const own = byDeployer.get(source.deployer);
    if (own) own.push(source);
    else byDeployer.set(source.deployer, [source]);
  }
  const byPath = new Map(plain.map((source) => [source.path, source]));
  const unit = (kustomization: string) =>
    byDeployer.get(kustomization) ?? listDeployedFiles(kustomization, reader).flatMap((path) => byPath.get(path) ?? []);
  const results = new Map<string, readonly Source[]>();
  return {
    deployed: (directory) => {
      const known = results.get(directory) ?? listDeployedBelow(directory, plain, folders, unit);
      results.set(directory, known);
      return known;
    },
    units: (directory, recurses) => {
      const own = folders.get(directory === "" ? "." : directory);
      return own === undefined ? listUnitsBelow(directory, recurses, plain, folders) : [own];
    },
    files: (directory, recurses) => listPathsBelow(directory, recurses, plain).filter((path) => !isKustomization(path)),
  };
}

function listUnitsBelow(directory: string, recurses: boolean, plain: readonly Source[], folders: ReadonlyMap<string, string>): string[] {
  const paths = listPathsBelow(directory, recurses, plain);
  return [...new Set(paths.map((path) => findOutermost(path, directory, folders) ?? path))];
}

function listPathsBelow(directory: string, recurses: boolean, plain: readonly Source[]): string[] {
  const start = directory === "" ? "" : `${directory}/`;
  return selectSourcesBelow(plain, start).flatMap(({ path }) => (recurses || !path.slice(start.length).includes("/") ? path : []));
}

function listDeployedBelow(
  directory: string,
  plain: readonly Source[],
  folders: ReadonlyMap<string, string>,
  unit: (kustomization: string) => readonly Source[],
): readonly Source[] {
  const own = folders.get(directory === "" ? "." : directory);
  if (own !== undefined) return unit(own);
  const found = new Set<Source>();
  const units = new Set<string>();
  for (const source of selectSourcesBelow(plain, directory === "" ? "" : `${directory}/`)) {
    const kustomization = findOutermost(source.path, directory, folders);
    if (kustomization === undefined) found.add(source);
    else units.add(kustomization);
  }
  for (const kustomization of units) for (const source of unit(kustomization)) found.add(source);
  return [...found];
}

/** The kustomization closest to the directory on the path down to a file. */
function findOutermost(path: string, directory: string, folders: ReadonlyMap<string, string>): string | undefined {
  for (let end = path.indexOf("/", directory.length + 1); end !== -1; end = path.indexOf("/", end + 1)) {
    const kustomization = folders.get(path.slice(0, end));
    if (kustomization !== undefined) return kustomization;
  }
  return undefined;
}

function selectSourcesBelow(sources: readonly Source[], start: string): Source[] {
  let low = 0;
  for (let high = sources.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((sources[middle] as Source).path < start) low = middle + 1;
    else high = middle;
  }
  const found: Source[] = [];
  for (let index = low; sources[index]?.path.startsWith(start); index++) found.push(sources[index] as Source);
  return found;
}
