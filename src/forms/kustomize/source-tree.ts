import { posix } from "node:path";
import { isKustomization } from "../../files/file-kind.ts";
import type { SourceTree } from "../../reader/drawing.ts";
import type { Reader, Source } from "../../reader/source.ts";
import { deployedFiles } from "./static.ts";

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
    byDeployer.get(kustomization) ?? deployedFiles(kustomization, reader).flatMap((path) => byPath.get(path) ?? []);
  const results = new Map<string, readonly Source[]>();
  return {
    deployed: (directory) => {
      const known = results.get(directory) ?? deployedBelow(directory, plain, folders, unit);
      results.set(directory, known);
      return known;
    },
    units: (directory, recurses) => {
      const own = folders.get(directory === "" ? "." : directory);
      return own === undefined ? unitsBelow(directory, recurses, plain, folders) : [own];
    },
    files: (directory, recurses) => pathsBelow(directory, recurses, plain).filter((path) => !isKustomization(path)),
  };
}

function unitsBelow(directory: string, recurses: boolean, plain: readonly Source[], folders: ReadonlyMap<string, string>): string[] {
  const paths = pathsBelow(directory, recurses, plain);
  return [...new Set(paths.map((path) => outermost(path, directory, folders) ?? path))];
}

function pathsBelow(directory: string, recurses: boolean, plain: readonly Source[]): string[] {
  const start = directory === "" ? "" : `${directory}/`;
  return startingWith(plain, start).flatMap(({ path }) => (recurses || !path.slice(start.length).includes("/") ? path : []));
}

function deployedBelow(
  directory: string,
  plain: readonly Source[],
  folders: ReadonlyMap<string, string>,
  unit: (kustomization: string) => readonly Source[],
): readonly Source[] {
  const own = folders.get(directory === "" ? "." : directory);
  if (own !== undefined) return unit(own);
  const found = new Set<Source>();
  const units = new Set<string>();
  for (const source of startingWith(plain, directory === "" ? "" : `${directory}/`)) {
    const kustomization = outermost(source.path, directory, folders);
    if (kustomization === undefined) found.add(source);
    else units.add(kustomization);
  }
  for (const kustomization of units) for (const source of unit(kustomization)) found.add(source);
  return [...found];
}

/** The kustomization closest to the directory on the path down to a file. */
function outermost(path: string, directory: string, folders: ReadonlyMap<string, string>): string | undefined {
  for (let end = path.indexOf("/", directory.length + 1); end !== -1; end = path.indexOf("/", end + 1)) {
    const kustomization = folders.get(path.slice(0, end));
    if (kustomization !== undefined) return kustomization;
  }
  return undefined;
}

function startingWith(sources: readonly Source[], start: string): Source[] {
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
