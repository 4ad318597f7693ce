import { extname, posix } from "node:path";
import { findUnreadLanguage, isKustomization } from "../files/file-kind.ts";
import type { Repository } from "../files/repository.ts";
import { type Budget, createBudget, take } from "../model/budget.ts";
import { findReferenceAt } from "../model/cursor.ts";
import type { Document, Marker } from "../model/document.ts";
import type { Problem } from "../model/finding.ts";
import { runLimits } from "../model/limits.ts";
import { once } from "../model/remembered.ts";
import { wrapWholeText } from "../model/source-text.ts";
import { isThrowaway } from "../model/throwaway.ts";
import { readHostedScripts, readShellFile } from "../scripts/hosted-scripts.ts";
import { findHost } from "../scripts/index.ts";
import type { Script } from "../syntax/shell/script.ts";
import { extractHandedSources } from "./handed-documents.ts";
import { withInlineManifests } from "./inline-manifests.ts";
import type { Reader, Source } from "./source.ts";
import { buildWordFinder } from "./words.ts";

/** Options for reading a repository. */
export interface ReadOptions {
  readonly markers: readonly string[];
  readonly problem: (problem: Problem) => void;
  readonly istioVersion?: string | undefined;
}

/** Finds the files of a repository that contain a marker word, and parses them on demand. */
export function openReader(repository: Repository, { markers, problem, istioVersion }: ReadOptions): Reader {
  const known = new Map<string, Source | undefined>();
  const budget = createBudget();
  const admit = createAdmission(budget, problem);
  const findWords = buildWordFinder(markers);
  const sources: Source[] = [];
  for (const path of repository.paths) {
    const bytes = repository.read(path);
    const words = bytes && findWords(bytes);
    if (!bytes || !words || !isWorthReading(path, bytes, words)) continue;
    const source = admit(path, bytes) ? openSource({ path, bytes, words: () => words }, repository, { budget, problem }) : undefined;
    known.set(path, source);
    if (source) sources.push(source, ...extractHandedSources(source, problem, budget));
  }
  const source = (path: string) => {
    if (!known.has(path)) {
      const bytes = repository.read(path);
      const words = once(() => (bytes ? findWords(bytes) : noWords));
      known.set(path, bytes && admit(path, bytes) ? openSource({ path, bytes, words }, repository, { budget, problem }) : undefined);
    }
    return known.get(path);
  };
  return buildReader(sources, {
    source,
    exists: repository.exists,
    below: (directory) => selectPathsBelow(repository.paths, directory),
    texts: repository.texts,
    terraform: () => [],
    wordsIn: (text) => findWords(Buffer.from(text)),
    resolve: (from, path) => resolveInside(repository.prefix, from, path),
    problem,
    budget,
    istioVersion,
  });
}

const noWords: ReadonlySet<string> = new Set();

/** Decides whether another file may be read. Large files share a budget, so that many of them need no more memory than a few. */
function createAdmission(budget: Budget, problem: (problem: Problem) => void): (path: string, bytes: Buffer) => boolean {
  return (path, { length }) => {
    if (length <= runLimits.largeFile || take(budget, "largeFiles", length)) return true;
    const message = `The files over ${runLimits.largeFile / 1024} KiB of this repository have more than ${runLimits.largeFiles / 1024 / 1024} MiB together; this one is not read.`;
    problem({ code: "large-files-limit", message, place: { file: path, start: 0, end: 0 } });
    return false;
  };
}

type Shared = Omit<Reader, "sources" | "ofKind" | "named" | "withSources" | "withTerraform">;

function buildReader(sources: readonly Source[], shared: Shared): Reader {
  const select = (kind: string, marker: Marker) =>
    sources.flatMap((source) => source.documents(marker).filter((document) => document.kind === kind));
  const findNamed = memoize((key) => {
    const [kind, name] = [key.slice(0, key.indexOf(" ")), key.slice(key.indexOf(" ") + 1)];
    const ofKind = buildKindMarker(kind);
    const marker = { test: (text: string) => text.includes(name) && ofKind.test(text) };
    const documents = sources.flatMap((source) =>
      source.documents(source.fills ? ofKind : marker).filter((document) => document.kind === kind),
    );
    return documents.filter((document) => findReferenceAt(document.root, "metadata", "name") === name);
  });
  return {
    ...shared,
    sources,
    ofKind: memoize((kind) => select(kind, buildKindMarker(kind))),
    named: (kind, name) => findNamed(`${kind} ${name}`),
    withSources: (others) => buildReader(others, shared),
    withTerraform: (others, terraform) => buildReader(others, { ...shared, terraform }),
  };
}

function isWorthReading(path: string, bytes: Buffer, words: ReadonlySet<string>): boolean {
  if (isKustomization(path)) return true;
  return (
    words.size > 0 &&
    (extname(path) !== "" || isScriptText(bytes) || findHost(path) !== undefined || findUnreadLanguage(path) !== undefined)
  );
}

function isScriptText(bytes: Buffer): boolean {
  return bytes[0] === 0x23 && bytes[1] === 0x21 && /^#!.*\b(sh|bash|dash|ksh)\b/.test(bytes.toString("latin1", 0, 80));
}

/** Paths with the same prefix are adjacent, because the paths are sorted. */
function selectPathsBelow(paths: readonly string[], directory: string): string[] {
  let start = 0;
  for (let end = paths.length; start < end; ) {
    const middle = (start + end) >> 1;
    if ((paths[middle] as string) < directory) start = middle + 1;
    else end = middle;
  }
  const found: string[] = [];
  for (let index = start; paths[index]?.startsWith(directory); index++) found.push(paths[index] as string);
  return found;
}

/** Resolves a path in a file relative to the file's directory; a leading slash means the root of the repository. */
function resolveInside(prefix: string, from: string, path: string): string | undefined {
  const joined = path.startsWith("/") ? posix.join(prefix, path.slice(1)) : posix.join(posix.dirname(from), path);
  const inside = posix.normalize(joined);
  return inside.startsWith(prefix) && !inside.slice(prefix.length).startsWith("..") ? inside : undefined;
}

function buildKindMarker(kind: string): RegExp {
  // The kind may come from a file. A kind that is not a valid name matches nothing.
  return /^\w+$/.test(kind) ? new RegExp(`\\bkind["']?:\\s*["']?${kind}\\b`) : /(?!)/;
}

interface FoundFile {
  readonly path: string;
  readonly bytes: Buffer;
  /** Computed on demand: a file that another file names is read regardless of the words in it. */
  readonly words: () => ReadonlySet<string>;
}

function openSource(
  { path, bytes, words }: FoundFile,
  repository: Repository,
  { budget, problem }: Pick<Reader, "budget" | "problem">,
): Source {
  const isYaml = /\.(ya?ml|json)$/i.test(path) || isKustomization(path);
  // A closure over all bytes would keep them in memory as long as the source.
  const head = bytes.toString("latin1", 0, 80);
  const host = findHost(path, () => head);
  const isScript = !host && (/\.(sh|bash)$/i.test(path) || (bytes[0] === 0x23 && bytes[1] === 0x21));
  // Most files with a marker word are not examined further, so they are converted to strings only on demand.
  const isCode = isScript || (host !== undefined && !isYaml) || /\.(tf|tofu|tfvars|hcl)$/.test(path);
  // The YAML parser handles a byte order mark, but would take a space for the indentation of the first key.
  const text = decodeOnce(bytes, isCode);
  const documents = once(() => {
    const report = text().includes("{{") && isPartOfChart(path, repository) ? reportOnlyLimits(problem) : problem;
    return withInlineManifests(wrapWholeText(path, text()), report, budget);
  });
  const read = (from: string) => {
    const found = repository.read(from);
    return found && found.length <= sourcedSizeLimit ? found.toString("utf8") : undefined;
  };
  const scripts = once(() => {
    if (!isScript && !host) return noScripts;
    const resolve = (name: string) => resolveInside(repository.prefix, path, name);
    const hosted = { path, text: text(), documents: (marker: Marker) => (isYaml ? documents()(marker) : noDocuments) };
    const files = { read, resolve, below: (directory: string) => selectPathsBelow(repository.paths, directory) };
    return host ? readHostedScripts(host, hosted, files, problem, budget) : [readShellFile(path, text(), files, problem, budget)];
  });
  return {
    path,
    get words() {
      return words();
    },
    isThrowaway: isThrowaway(path.slice(repository.prefix.length)),
    get text() {
      return text();
    },
    documents: (marker) => (isYaml ? documents()(marker) : noDocuments),
    scripts,
  };
}

function decodeOnce(bytes: Buffer, isCode: boolean): () => string {
  return once(() => bytes.toString("utf8").replace(/^\ufeff/, isCode ? " " : "\ufeff"));
}

const noDocuments: readonly Document[] = [];
const noScripts: readonly Script[] = [];
/** Larger files are unlikely to contain variables. */
const sourcedSizeLimit = 1024 * 1024;

/** Templates of a Helm chart are often not valid YAML, so syntax errors in them are not reported; exceeded limits are. */
function reportOnlyLimits(problem: (problem: Problem) => void): (problem: Problem) => void {
  return (found) => {
    if (found.code === "yaml-limit") problem(found);
  };
}

function isPartOfChart(path: string, repository: Repository): boolean {
  for (let end = path.lastIndexOf("/"); end !== -1; end = path.lastIndexOf("/", end - 1)) {
    if (repository.exists(`${path.slice(0, end)}/Chart.yaml`)) return true;
  }
  return repository.exists("Chart.yaml");
}

function memoize<Result>(compute: (key: string) => Result): (key: string) => Result {
  const results = new Map<string, Result>();
  return (key) => {
    const known = results.get(key);
    if (known !== undefined) return known;
    const result = compute(key);
    results.set(key, result);
    return result;
  };
}
