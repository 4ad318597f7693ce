import { posix } from "node:path";
import {
  type Cursor,
  type Entry,
  findAt,
  findItemsAt,
  findStringAt,
  type MapCursor,
  type Origin,
  type Scalar,
} from "../../model/cursor.ts";
import { matchesGlob } from "../../model/glob.ts";
import { mergeValues } from "../../model/values.ts";
import { appendSlash, listPossibleRoots } from "../../reader/rooted-path.ts";
import { readSourceYaml } from "../../reader/source-yaml.ts";
import { normalizeName } from "../../syntax/go-template/go-functions.ts";
import type { Expansion } from "./applicationset-expansion.ts";

/** The elements of a git generator whose files are in this repository; undefined if they are elsewhere. */
export function listGitElements(spec: Cursor, expansion: Expansion): MapCursor[] | undefined {
  const directories = findItemsAt(spec, "directories");
  const isForFiles = directories.length === 0;
  const items = isForFiles ? findItemsAt(spec, "files") : directories;
  const globs = items.flatMap((item) => {
    const glob = findStringAt(item, "path")?.replace(/^\.?\/+/, "");
    const excluded = findAt(item, "exclude");
    return glob === undefined ? [] : [{ glob, origin: item.origin, isExcluded: excluded?.kind === "scalar" && excluded.value === true }];
  });
  // Character classes are not supported, and an unknown name could match anything.
  if (globs.length < items.length || globs.some(({ glob }) => /[[\]{}\\]/.test(glob))) return undefined;
  const wanted = globs.filter(({ isExcluded }) => !isExcluded);
  const root = listPossibleRoots(expansion.file).find((start) =>
    wanted.some(({ glob }) => findMatchingPaths(start, glob, isForFiles, expansion).length > 0),
  );
  if (root === undefined) return undefined;
  const unwanted = globs.filter(({ isExcluded }) => isExcluded);
  const paths = new Map<string, Origin>();
  for (const { glob, origin } of wanted)
    for (const path of findMatchingPaths(root, glob, isForFiles, expansion)) paths.set(path, paths.get(path) ?? origin);
  const kept = [...paths]
    .filter(([path]) => !unwanted.some(({ glob }) => matchesGlob(path, glob)))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const prefix = findStringAt(spec, "pathParamPrefix");
  return kept.flatMap(([path, origin]) =>
    isForFiles
      ? readFileElements(root, path, expansion).map((element) => withPath(element, path, true, { prefix, origin, isGo: expansion.isGo }))
      : [withPath({ kind: "map", origin, entries: new Map() }, path, false, { prefix, origin, isGo: expansion.isGo })],
  );
}

/** Finds the matching paths below `root`, relative to it. */
function findMatchingPaths(root: string, glob: string, isForFiles: boolean, { reader, left }: Expansion): string[] {
  const wild = glob.search(/[*?]/);
  const fixed = wild === -1 ? posix.dirname(glob) : glob.slice(0, glob.lastIndexOf("/", wild) + 1);
  const found = new Set<string>();
  for (const path of reader.below(appendSlash(`${root}${fixed}`))) {
    if (found.size > left) break;
    const relative = path.slice(root.length);
    if (isForFiles && matchesGlob(relative, glob)) found.add(relative);
    if (!isForFiles) addFolders(relative, glob, found);
  }
  return [...found];
}

/** Adds the folders that match. Argo CD matches directories name by name, so only folders of the same depth can match. */
function addFolders(path: string, glob: string, found: Set<string>): void {
  const depth = glob.split("/").length;
  const steps = path.split("/");
  if (steps.length <= depth) return;
  const folder = steps.slice(0, depth).join("/");
  if (!found.has(folder) && !folder.includes(".git/") && matchesGlob(folder, glob.replaceAll("**", "*"))) found.add(folder);
}

const fileSizeLimit = 256 * 1024;

/** The elements of a file, in YAML or JSON: one object or a list of objects. */
function readFileElements(root: string, path: string, { reader }: Expansion): MapCursor[] {
  const source = reader.source(root + path);
  const content = source && source.text.length < fileSizeLimit ? readSourceYaml(source, reader).root : undefined;
  const origin = { file: root + path, start: 0, end: 0 };
  if (content?.kind === "map") return [content];
  if (content?.kind === "list") return content.items.filter((item) => item.kind === "map");
  const rest = { kind: "unknown", origin, reason: "the file cannot be read" } as const;
  return [{ kind: "map", origin, entries: new Map(), ...(source?.text.trim() !== "" && { rest }) }];
}

interface PathNaming {
  readonly prefix: string | undefined;
  readonly origin: Origin;
  readonly isGo: boolean;
}

/** Adds the parameters that describe the path of an element. */
function withPath(element: MapCursor, path: string, isFile: boolean, naming: PathNaming): MapCursor {
  const folder = isFile ? posix.dirname(path) : path;
  const name = posix.basename(folder);
  const file = posix.basename(path);
  const texts: [string, string][] = [
    ["basename", name],
    ["basenameNormalized", normalizeName(name)],
    ...(isFile
      ? ([
          ["filename", file],
          ["filenameNormalized", normalizeName(file)],
        ] as [string, string][])
      : []),
  ];
  const segments = folder.split("/");
  return mergeValues([
    element,
    naming.isGo ? buildGoPath(folder, texts, segments, naming) : buildPlainPath(folder, texts, segments, naming),
  ]) as MapCursor;
}

function buildGoPath(
  folder: string,
  texts: readonly [string, string][],
  segments: readonly string[],
  { prefix, origin }: PathNaming,
): MapCursor {
  const list: Cursor = { kind: "list", origin, items: segments.map((segment) => createPathScalar(segment, origin)) };
  const named = [["path", folder] as const, ...texts].map(
    ([key, value]) => [key, { key: origin, value: createPathScalar(value, origin) }] as const,
  );
  const path = buildParameterMap([...named, ["segments", { key: origin, value: list }]], origin);
  const wrapped = buildParameterMap([["path", { key: origin, value: path }]], origin);
  return prefix === undefined ? wrapped : buildParameterMap([[prefix, { key: origin, value: wrapped }]], origin);
}

function buildPlainPath(
  folder: string,
  texts: readonly [string, string][],
  segments: readonly string[],
  { prefix, origin }: PathNaming,
): MapCursor {
  const name = prefix === undefined ? "path" : `${prefix}.path`;
  const all: [string, string][] = [
    [name, folder],
    ...texts.map(([key, value]): [string, string] => [`${name}.${key}`, value]),
    ...segments.map((segment, index): [string, string] => [`${name}[${index}]`, segment]),
  ];
  return buildParameterMap(
    all.map(([key, value]) => [key, { key: origin, value: createPathScalar(value, origin) }]),
    origin,
  );
}

function createPathScalar(value: Scalar, origin: Origin): Cursor {
  return { kind: "scalar", origin, value };
}

function buildParameterMap(entries: readonly (readonly [string, Entry])[], origin: Origin): MapCursor {
  return { kind: "map", origin, entries: new Map(entries) };
}
