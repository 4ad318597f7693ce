import { dirname, relative, resolve, sep } from "node:path";
import { type OpenPolicyFiles, openPolicyFiles, type PolicyFiles } from "../../files/policy-files.ts";
import { UsageError } from "../../model/usage-error.ts";
import { openPack, type Pack } from "./pack.ts";

/** The places of custom policies. */
export interface PolicySources {
  readonly cwd: string;
  /** Globs in the configuration. The configuration is data of the repository, so they may not match files outside it. */
  readonly globs: readonly string[];
  /** Files that the command or a workflow names, inside or outside the repository. */
  readonly files: readonly string[];
  /** Opens the files, if they are not on disk. */
  readonly open?: OpenPolicyFiles | undefined;
}

/** A policy file, the reader for it and its modules, and the pack that it belongs to. */
export interface PolicyEntry {
  readonly file: string;
  readonly files: PolicyFiles;
  readonly pack?: Pack;
}

const mostPolicies = 500;

/** Finds the named policy files, each once. Throws a `UsageError` if a named file does not exist. */
export async function findPolicyEntries({ cwd, globs, files, open = openPolicyFiles }: PolicySources): Promise<PolicyEntry[]> {
  const entries = new Map<string, PolicyEntry>();
  const configured = globs.length > 0 ? await open(cwd) : undefined;
  for (const glob of globs) {
    for (const entry of configured ? await resolveConfiguredEntry(configured, glob) : []) entries.set(entry.file, entry);
  }
  const opened = new Map<string, PolicyFiles>();
  for (const named of files) {
    if (!isPolicyFile(named)) throw new UsageError(`The policy ${named} must be a .json or .ts file.`);
    const file = relative(cwd, resolve(cwd, named)).split(sep).join("/");
    const folder = dirname(file);
    const source = opened.get(folder) ?? (await open(cwd, folder));
    opened.set(folder, source);
    entries.set(file, { file, files: source });
  }
  if (entries.size > mostPolicies) throw new UsageError(`There are ${entries.size} policies; at most ${mostPolicies} are run.`);
  return [...entries.values()];
}

/** Resolves an entry of `policies`: a pack in the repository or among the installed packages, or the files that match a glob. */
async function resolveConfiguredEntry(files: PolicyFiles, written: string): Promise<PolicyEntry[]> {
  const glob = written.replace(/^(\.\/+)+/, "");
  const pack = await openPack(files, glob);
  const found: string[] = [];
  for (const each of pack?.globs ?? [glob]) found.push(...(await files.list(each)).filter(isPolicyFile));
  if (found.length === 0) throw new UsageError(`\`policies\` names ${written}, which holds neither a policy (.json or .ts) nor a pack.`);
  return found.map((file) => ({ file, files, ...(pack && { pack }) }));
}

function isPolicyFile(file: string): boolean {
  return /\.(json|ts)$/.test(file) && !/\.d\.ts$/.test(file);
}
