import { posix } from "node:path";
import type { Budget } from "../model/budget.ts";
import type { Problem } from "../model/finding.ts";
import { matchesGlob } from "../model/glob.ts";
import { formatGrouped } from "../model/grouped.ts";
import { scriptLimits } from "../model/limits.ts";
import { type SourceText, wrapWholeText } from "../model/source-text.ts";
import type { Script } from "../syntax/shell/script.ts";
import { admitScript, openScripts } from "../syntax/shell/script-limit.ts";
import { type ReadScript, readHostedScript, readScript } from "../syntax/shell/shell.ts";
import type { HostFile, NamedText, ScriptHost } from "./host.ts";

/** Access to the files that scripts may read besides their own. */
interface Files {
  readonly read: (path: string) => string | undefined;
  /** Resolves a path relative to the directory of the script's file; undefined if it is outside the repository. */
  readonly resolve: (path: string) => string | undefined;
  readonly below: (directory: string) => readonly string[];
}

type Report = (problem: Problem) => void;

/** Reads a file that is a script. */
export function readShellFile(path: string, text: string, files: Files, problem: Report, budget?: Budget): Script {
  return reportScriptProblems(readScript(wrapWholeText(path, text), createSourcedReader(files), openScripts(budget)), problem);
}

/** Reads the scripts inside a file. */
export function readHostedScripts(
  host: ScriptHost,
  file: Pick<HostFile, "path" | "text" | "documents">,
  files: Files,
  problem: Report,
  budget?: Budget,
): Script[] {
  const account = openScripts(budget);
  if (host.isText) {
    const excess = admitScript(wrapWholeText(file.path, file.text), { ...account });
    if (excess) {
      problem(excess);
      return [];
    }
  }
  const read = (name: string) => readNamedText(name, files);
  const hosted = host.scripts({ ...file, read, matching: (pattern) => findMatchingPaths(file.path, pattern, files, problem), problem });
  const scripts: Script[] = [];
  for (const script of hosted) {
    if (account.characters > scriptLimits.characters || account.commands >= scriptLimits.commands) break;
    scripts.push(reportScriptProblems(readHostedScript(script, createSourcedReader(files), account), problem));
  }
  return scripts;
}

function reportScriptProblems({ script, problems }: ReadScript, report: Report): Script {
  for (const problem of problems) report(problem);
  return script;
}

/** Finds a sourced file beside the script, or else from the root of the repository. */
function createSourcedReader(files: Files): (path: string) => SourceText | undefined {
  return (name) => {
    const found = readNamedText(name, files) ?? readNamedText(`/${name}`, files);
    return found && wrapWholeText(found.path, found.text);
  };
}

function readNamedText(name: string, { resolve, read }: Files): NamedText | undefined {
  const path = resolve(name);
  const text = path === undefined ? undefined : read(path);
  return path === undefined || text === undefined ? undefined : { path, text };
}

const matchLimit = 100;
const candidateLimit = 10_000;

function findMatchingPaths(from: string, pattern: string, { resolve, below }: Files, report: Report): string[] {
  const resolved = resolve(pattern);
  if (resolved === undefined) return [];
  const fixed = resolved.slice(0, resolved.indexOf("*"));
  const candidates = below(fixed.slice(0, fixed.lastIndexOf("/") + 1));
  const found = candidates.slice(0, candidateLimit).filter((path) => matchesGlob(path, resolved));
  if (candidates.length > candidateLimit || found.length > matchLimit) {
    const message = `A pattern of this file matches more than ${matchLimit} files, or more than ${formatGrouped(candidateLimit)} have to be looked at; the others are not read.`;
    report({ code: "shell-limit", message, place: { file: from, start: 0, end: 1 } });
  }
  return found.slice(0, matchLimit).map((path) => posix.relative(posix.dirname(from), path));
}
