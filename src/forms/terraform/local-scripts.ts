import { posix } from "node:path";
import { wrapWholeText } from "../../model/source-text.ts";
import { extractHandedSources } from "../../reader/handed-documents.ts";
import type { Reader, Source } from "../../reader/source.ts";
import type { HostedShell } from "../../syntax/shell/script.ts";
import { openScripts } from "../../syntax/shell/script-limit.ts";
import { readHostedScript } from "../../syntax/shell/shell.ts";
import { type LocalCommand, listLocalCommands } from "./local-exec.ts";

/**
 * The commands that `provisioner "local-exec"` runs in a file, as a separate source for each root module: the commands are its
 * scripts, and the objects that they pass to the cluster are its documents.
 */
export function listLocalScripts(source: Source, reader: Reader): Source[] {
  if (!source.words.has("local-exec")) return [];
  const byRoot = new Map<string, LocalCommand[]>();
  for (const found of listLocalCommands(source.path, reader)) {
    const known = byRoot.get(found.rootFile);
    if (known) known.push(found);
    else byRoot.set(found.rootFile, [found]);
  }
  return [...byRoot].map(([rootFile, commands]) => buildLocalSource(source, rootFile, commands, reader));
}

function buildLocalSource(
  { path, text, words, isThrowaway }: Source,
  rootFile: string,
  commands: readonly LocalCommand[],
  reader: Reader,
): Source {
  const shells = commands.map((found) => buildHostedShell(path, found));
  const { script } = readHostedScript(
    { unit: { name: "" }, shells },
    (name) => readSourcedFile(path, name, reader),
    openScripts(reader.budget),
  );
  const own: Source = { path, text, words, isThrowaway, runBy: rootFile, documents: () => [], scripts: () => [script] };
  const handed = extractHandedSources(own, reader.problem, reader.budget);
  return { ...own, documents: (marker) => handed.flatMap((each) => each.documents(marker)) };
}

function buildHostedShell(path: string, { text, directory, environment }: LocalCommand): HostedShell {
  const from = posix.dirname(path);
  return { text, environment, directory: directory === undefined ? unknownDirectory : posix.relative(from, directory) };
}

const unknownDirectory = "$";

function readSourcedFile(from: string, name: string, reader: Reader) {
  const path = reader.resolve(from, name);
  const text = path === undefined ? undefined : reader.source(path)?.text;
  return path === undefined || text === undefined ? undefined : wrapWholeText(path, text);
}
