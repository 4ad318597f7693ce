import { posix } from "node:path";
import { at, type Cursor, type Entry, itemsAt, type MapCursor, type Origin, type Scalar, stringAt } from "../../model/cursor.ts";
import { matchesGlob } from "../../model/glob.ts";
import { mergeValues } from "../../model/values.ts";
import { appendSlash, possibleRoots } from "../../reader/rooted-path.ts";
import { readSourceYaml } from "../../reader/source-yaml.ts";
import { normalized } from "../../syntax/go-template/go-functions.ts";
import type { Expansion } from "./applicationset-expansion.ts";

/** The elements of a git generator whose files are in this repository; undefined if they are elsewhere. */
export function gitElements(spec: Cursor, expansion: Expansion): MapCursor[] | undefined {
  const directories = itemsAt(spec, "directories");
  const isForFiles = directories.length === 0;
  const items = isForFiles ? itemsAt(spec, "files") : directories;
  const globs = items.flatMap((item) => {
    const glob = stringAt(item, "path")?.replace(/^\.?\/+/, "");
    const excluded = at(item, "exclude");
    return glob === undefined ? [] : [{ glob, origin: item.origin, isExcluded: excluded?.kind === "scalar" && excluded.value === true }];
  });
  // Character classes are not supported, and an unknown name could match anything.
  if (globs.length < items.length || globs.some(({ glob }) => /[[\]{}\\]/.test(glob))) return undefined;
  const wanted = globs.filter(({ isExcluded }) => !isExcluded);
  const root = possibleRoots(expansion.file).find((start) =>
    wanted.some(({ glob }) => matching(start, glob, isForFiles, expansion).length > 0),
  );
  if (root === undefined) return undefined;
  const unwanted = globs.filter(({ isExcluded }) => isExcluded);
  const paths = new Map<string, Origin>();
  for (const { glob, origin } of wanted)
    for (const path of matching(root, glob, isForFiles, expansion)) paths.set(path, paths.get(path) ?? origin);
  const kept = [...paths]
    .filter(([path]) => !unwanted.some(({ glob }) => matchesGlob(path, glob)))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const prefix = stringAt(spec, "pathParamPrefix");
  return kept.flatMap(([path, origin]) =>
    isForFiles
      ? fileElements(root, path, expansion).map((element) => withPath(element, path, true, { prefix, origin, isGo: expansion.isGo }))
      : [withPath({ kind: "map", origin, entries: new Map() }, path, false, { prefix, origin, isGo: expansion.isGo })],
  );
}

/** Finds the matching paths below `root`, relative to it. */
function matching(root: string, glob: string, isForFiles: boolean, { reader, left }: Expansion): string[] {
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
function fileElements(root: string, path: string, { reader }: Expansion): MapCursor[] {
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
    ["basenameNormalized", normalized(name)],
    ...(isFile
      ? ([
          ["filename", file],
          ["filenameNormalized", normalized(file)],
        ] as [string, string][])
      : []),
  ];
  const segments = folder.split("/");
  return mergeValues([
    element,
    naming.isGo ? goPath(folder, texts, segments, naming) : plainPath(folder, texts, segments, naming),
  ]) as MapCursor;
}

function goPath(
  folder: string,
  texts: readonly [string, string][],
  segments: readonly string[],
  { prefix, origin }: PathNaming,
): MapCursor {
  const list: Cursor = { kind: "list", origin, items: segments.map((segment) => scalar(segment, origin)) };
  const named = [["path", folder] as const, ...texts].map(([key, value]) => [key, { key: origin, value: scalar(value, origin) }] as const);
  const path = buildParameterMap([...named, ["segments", { key: origin, value: list }]], origin);
  const wrapped = buildParameterMap([["path", { key: origin, value: path }]], origin);
  return prefix === undefined ? wrapped : buildParameterMap([[prefix, { key: origin, value: wrapped }]], origin);
}

function plainPath(
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
    all.map(([key, value]) => [key, { key: origin, value: scalar(value, origin) }]),
    origin,
  );
}

function scalar(value: Scalar, origin: Origin): Cursor {
  return { kind: "scalar", origin, value };
}

function buildParameterMap(entries: readonly (readonly [string, Entry])[], origin: Origin): MapCursor {
  return { kind: "map", origin, entries: new Map(entries) };
}
