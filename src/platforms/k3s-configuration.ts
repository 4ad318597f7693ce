import type { Place } from "../model/location.ts";
import { joinPath } from "../syntax/shell/paths.ts";
import type { Command, Word } from "../syntax/shell/script.ts";
import { locateCommandOption, readKnownText, readLiteral } from "./shell-finders.ts";

/**
 * A configuration file that a script installs where K3s reads it. https://docs.k3s.io/installation/configuration#configuration-file
 */
export interface InstalledConfiguration {
  readonly place: Place;
  /** Possible paths of the file in the repository; empty if it is known only when the script runs. */
  readonly reads: readonly string[];
}

const copying = new Set(["cp", "install", "ln", "mv", "rsync", "scp"]);

/** Finds the configuration that `cp`, `install`, `scp` and similar commands copy to `/etc/rancher/k3s`, as a file or in a tree. */
export function findInstalledConfiguration(found: Command, path: string): InstalledConfiguration | undefined {
  const words = found.args.filter((word) => !/^-./.test(readKnownText(word)));
  const target = words.at(-1);
  if (!copying.has(found.program) || words.length < 2 || !target) return undefined;
  const below = findPathBelow(readKnownText(target).replace(/^[^/:]*:/, ""));
  if (below === undefined) return undefined;
  const sources = words.slice(0, -1).filter((word) => isTaken(word, below));
  if (sources.length === 0) return undefined;
  const reads = sources.flatMap((word) => listCopiedPaths(word, below, found, path));
  return { place: locateCommandOption(target, found), reads };
}

const directory = "/etc/rancher/k3s";

/** The path from a target to K3s' directory: "" for the directory or a file in it, `rancher/k3s` for `/etc`. */
function findPathBelow(target: string): string | undefined {
  const plain = joinPath("", target);
  if (plain === directory || plain.startsWith(`${directory}/`)) return "";
  const start = plain === "/" ? "/" : `${plain}/`;
  return directory.startsWith(start) ? directory.slice(start.length) : undefined;
}

/**
 * Checks whether a source may be the configuration. Anything may be copied to `/etc`; into K3s' own directory only the
 * configuration, or a tree that contains it.
 */
function isTaken(word: Word, below: string): boolean {
  return below === "" ? /\.ya?ml$|\/?config[^/]*$|(^|\/)k3s\/?\*?$|\$/.test(readKnownText(word)) : true;
}

/** Lists the possible paths of a source: it may be the file, or a directory above it. */
function listCopiedPaths(word: Word, below: string, found: Command, path: string): string[] {
  const written = readLiteral(word).replace(/\/\*?$/, "");
  if (written === "" || found.directory === undefined) return [];
  const joined = joinPath(found.directory, written);
  if (joined.startsWith("/")) return [];
  const beside = joinPath(path.slice(0, path.lastIndexOf("/") + 1), joined);
  const names = below === "" ? ["", "config.yaml"] : [...listTails(below), below].map((tail) => `${tail}/config.yaml`);
  return [beside, joined].flatMap((start) => names.map((name) => (name === "" ? start : joinPath(start, name))));
}

/** The possible remaining paths: `rancher/k3s` after `cp -r etc /`, `k3s` after `cp -r etc/rancher /etc`. */
function listTails(below: string): string[] {
  const steps = below.split("/");
  return steps.map((_, index) => steps.slice(index + 1).join("/")).filter((tail) => tail !== "");
}
